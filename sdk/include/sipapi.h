/* The input panel, which is on images with a window manager only. */
#ifndef CE_SIPAPI_H
#define CE_SIPAPI_H

#include <windows.h>

#define SIPF_OFF 0
#define SIPF_ON 1
#define SIPF_DOCKED 2
#define SIPF_LOCKED 4

typedef struct tagSIPINFO {
    DWORD cbSize;
    DWORD fdwFlags;
    RECT rcVisibleDesktop;
    RECT rcSipRect;
    DWORD dwImDataSize;
    VOID *pvImData;
} SIPINFO;

#endif
