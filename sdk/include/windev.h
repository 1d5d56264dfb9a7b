/* What a device says of itself, and its states of power. */
#ifndef CE_WINDEV_H
#define CE_WINDEV_H

#include <windows.h>

#define DEVCLASS_CARDSERV_NAME L"{A32942B7-920C-486b-B0E6-92A702A99B35}"

typedef struct _DEVMGR_DEVICE_INFORMATION {
    DWORD dwSize;
    HANDLE hDevice;
    HANDLE hParentDevice;
    WCHAR szLegacyName[6];
    WCHAR szDeviceKey[MAX_PATH];
    WCHAR szDeviceName[MAX_PATH];
    WCHAR szBusName[MAX_PATH];
} DEVMGR_DEVICE_INFORMATION, *PDEVMGR_DEVICE_INFORMATION;

typedef enum {
    DeviceSearchByLegacyName,
    DeviceSearchByDeviceName,
    DeviceSearchByBusName,
    DeviceSearchByGuid,
    DeviceSearchByParent
} DeviceSearchType;

CE_BEGIN_C
HANDLE FindFirstDevice(DeviceSearchType type, LPCVOID wanted, PDEVMGR_DEVICE_INFORMATION found) CE_NOT_PROVIDED;
BOOL FindNextDevice(HANDLE search, PDEVMGR_DEVICE_INFORMATION found) CE_NOT_PROVIDED;
HANDLE GetDeviceHandleFromContext(LPCWSTR context);
BOOL GetDeviceInformationByDeviceHandle(HANDLE device, PDEVMGR_DEVICE_INFORMATION information);
BOOL GetDeviceInformationByFileHandle(HANDLE file, PDEVMGR_DEVICE_INFORMATION information);
CE_END_C

#endif
