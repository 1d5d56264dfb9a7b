/* The OEM layer's table for the kernel, of which drivers use the name only. */
#ifndef CE_OEMGLOBAL_H
#define CE_OEMGLOBAL_H

#include <windows.h>

typedef struct _OEMGLOBAL OEMGLOBAL, *POEMGLOBAL;

#endif
