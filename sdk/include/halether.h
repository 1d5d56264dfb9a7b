/* The debugger's network, which the machine does not have. */
#ifndef CE_HALETHER_H
#define CE_HALETHER_H

#include <windows.h>

typedef struct _EDBG_ADDR {
    DWORD dwIP;
    WORD wMAC[3];
    WORD wPort;
} EDBG_ADDR;

#endif
