/* The generic installable interrupt handler: what its IOControl takes. */
#ifndef CE_GIISR_H
#define CE_GIISR_H

#include <windows.h>
#include <winioctl.h>

#define USER_IISR(function) CTL_CODE(FILE_DEVICE_HAL, (function), METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_GIISR_INFO USER_IISR(0x900)
#define IOCTL_GIISR_PORTVALUE USER_IISR(0x901)

typedef struct _GIISR_INFO {
    DWORD SysIntr;
    BOOL CheckPort;
    BOOL PortIsIO;
    BOOL UseMaskReg;
    DWORD PortAddr;
    DWORD PortSize;
    DWORD Mask;
    DWORD MaskAddr;
} GIISR_INFO, *PGIISR_INFO;

#endif
