/* What the registry says of a driver's resources. */
#ifndef CE_DDKREG_H
#define CE_DDKREG_H

#include <windows.h>
#include <ceddk.h>

#define MAX_DEVICE_WINDOWS 6

typedef struct _DDKISRINFO {
    DWORD cbSize;
    DWORD dwSysintr;
    DWORD dwIrq;
    WCHAR szIsrDll[MAX_PATH];
    WCHAR szIsrHandler[MAX_PATH];
} DDKISRINFO, *PDDKISRINFO;

typedef struct _DEVICEWINDOW {
    DWORD dwBase;
    DWORD dwLen;
} DEVICEWINDOW, *PDEVICEWINDOW;

typedef struct _DDKWINDOWINFO {
    DWORD cbSize;
    DWORD dwBusNumber;
    DWORD dwInterfaceType;
    DWORD dwNumIoWindows;
    DEVICEWINDOW ioWindows[MAX_DEVICE_WINDOWS];
    DWORD dwNumMemWindows;
    DEVICEWINDOW memWindows[MAX_DEVICE_WINDOWS];
} DDKWINDOWINFO, *PDDKWINDOWINFO;

/* The values, in this order: class, subclass, programming interface, vendor, device, revision, vendor and number of the
   subsystem. dwWhichIds has a bit for each that the key has. */
#define PCIID_COUNT 8

typedef struct _DDKPCIINFO {
    DWORD cbSize;
    DWORD dwDeviceNumber;
    DWORD dwFunctionNumber;
    DWORD dwInstanceIndex;
    DWORD dwWhichIds;
    DWORD idVals[PCIID_COUNT];
} DDKPCIINFO, *PDDKPCIINFO;

CE_BEGIN_C
DWORD DDKReg_GetIsrInfo(HKEY key, PDDKISRINFO information);
DWORD DDKReg_GetWindowInfo(HKEY key, PDDKWINDOWINFO information);
DWORD DDKReg_GetPciInfo(HKEY key, PDDKPCIINFO information);
CE_END_C

#endif
