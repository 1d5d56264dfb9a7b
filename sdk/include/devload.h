/* Loading of stream drivers: registry values and calls. */
#ifndef CE_DEVLOAD_H
#define CE_DEVLOAD_H

#include <windows.h>
#include <windev.h>

#define DEVLOAD_DLLNAME_VALNAME L"Dll"
#define DEVLOAD_PREFIX_VALNAME L"Prefix"
#define DEVLOAD_INDEX_VALNAME L"Index"
#define DEVLOAD_ORDER_VALNAME L"Order"
#define DEVLOAD_FLAGS_VALNAME L"Flags"
#define DEVLOAD_CONTEXT_VALNAME L"Context"
#define DEVLOAD_DEVKEY_VALNAME L"Key"
#define DEVLOAD_DEVNAME_VALNAME L"Name"
#define DEVLOAD_HANDLE_VALNAME L"Hnd"
#define DEVFLAGS_UNLOAD 0x1
#define DEVFLAGS_LOADLIBRARY 0x2
#define DEVFLAGS_NOLOAD 0x4
#define DEVFLAGS_NAKEDENTRIES 0x8
#define DEVFLAGS_LOAD_AS_USERPROC 0x10

#define DEVLOAD_BUSPARENT_VALNAME L"BusParent"
#define DEVLOAD_BUSNAME_VALNAME L"BusName"
#define DEVLOAD_INTERFACETYPE_VALNAME L"InterfaceType"
#define DEVLOAD_ICLASS_VALNAME L"IClass"
#define DEVLOAD_FRIENDLYNAME_VALNAME L"FriendlyName"
#define DEVLOAD_CLIENTINFO_VALNAME L"ClientInfo"
#define DEVLOAD_USERPROCGROUP_VALNAME L"UserProcGroup"
#define DEVFLAGS_BOOTPHASE_1 0x1000
#define DEVFLAGS_IRQ_EXCLUSIVE 0x100
#define DEVFLAGS_TRUSTEDCALLERONLY 0x10000

typedef struct _REGINI {
    LPCWSTR lpszVal;
    LPBYTE pData;
    DWORD dwLen;
    DWORD dwType;
} REGINI, *PREGINI, *LPREGINI;
typedef const REGINI *LPCREGINI;

CE_BEGIN_C
HANDLE ActivateDevice(LPCWSTR key, DWORD information);
HANDLE ActivateDeviceEx(LPCWSTR key, LPCVOID values, DWORD valueCount, LPVOID parameter);
BOOL DeactivateDevice(HANDLE device);
HKEY OpenDeviceKey(LPCWSTR activeKey);
CE_END_C

#endif
