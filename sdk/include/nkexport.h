/* The kernel's table for the OEM layer, of which drivers use the name only. */
#ifndef CE_NKEXPORT_H
#define CE_NKEXPORT_H

#include <windows.h>

typedef struct _NKGLOBAL NKGLOBAL, *PNKGLOBAL;

#endif
