/* Devices and interfaces that come and go. */
#ifndef PNP_H
#define PNP_H
#include <windows.h>
#include <guiddef.h>

CE_BEGIN_C
HANDLE RequestDeviceNotifications(const GUID *interfaceClass, HANDLE queue, BOOL all);
BOOL StopDeviceNotifications(HANDLE notifications);
BOOL AdvertiseInterface(const GUID *interfaceClass, LPCWSTR name, BOOL add);
DWORD EnumDeviceInterfaces(HANDLE device, DWORD index, GUID *interfaceClass, LPWSTR name, LPDWORD bytes);
CE_END_C

#endif
