/* Blocks of the heap, and memory of the stack. */
#ifndef CE_MALLOC_H
#define CE_MALLOC_H

#include <stdlib.h>

#define _alloca(size) __builtin_alloca(size)
#define alloca(size) __builtin_alloca(size)

#endif
