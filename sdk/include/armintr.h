/* Instructions of the processor by the names of other compilers. */
#ifndef CE_ARMINTR_H
#define CE_ARMINTR_H

#include <cmnintrin.h>

#define __emit(word) __asm__ volatile(".inst %0" ::"i"(word))

#endif
