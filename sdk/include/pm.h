/* States of power of devices and of the system. */
#ifndef CE_PM_H
#define CE_PM_H

#include <windows.h>
#include <winioctl.h>

typedef enum _CEDEVICE_POWER_STATE {
    PwrDeviceUnspecified = -1,
    D0 = 0,
    D1,
    D2,
    D3,
    D4,
    PwrDeviceMaximum
} CEDEVICE_POWER_STATE, *PCEDEVICE_POWER_STATE;

#define DX_MASK(state) (1 << (state))
#define VALID_DX(state) ((state) > PwrDeviceUnspecified && (state) < PwrDeviceMaximum)
#define SUPPORTED_DX(state, mask) ((DX_MASK(state) & (mask)) != 0)

typedef struct _POWER_CAPABILITIES {
    UCHAR DeviceDx;
    UCHAR WakeFromDx;
    UCHAR InrushDx;
    DWORD Power[PwrDeviceMaximum];
    DWORD Latency[PwrDeviceMaximum];
    DWORD Flags;
} POWER_CAPABILITIES, *PPOWER_CAPABILITIES;

typedef struct _POWER_RELATIONSHIP {
    HANDLE hParent;
    LPCWSTR pwsParent;
    HANDLE hChild;
    LPCWSTR pwsChild;
} POWER_RELATIONSHIP, *PPOWER_RELATIONSHIP;

#define IOCTL_POWER_CAPABILITIES CTL_CODE(FILE_DEVICE_POWER, 0x400, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_POWER_GET CTL_CODE(FILE_DEVICE_POWER, 0x401, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_POWER_SET CTL_CODE(FILE_DEVICE_POWER, 0x402, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_POWER_QUERY CTL_CODE(FILE_DEVICE_POWER, 0x403, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_REGISTER_POWER_RELATIONSHIP CTL_CODE(FILE_DEVICE_POWER, 0x406, METHOD_BUFFERED, FILE_ANY_ACCESS)

#define POWER_CAP_PARENT 1
#define POWER_NAME 1
#define POWER_FORCE 0x1000
#define POWER_STATE_ON 0x10000
#define POWER_STATE_SUSPEND 0x200000
#define POWER_STATE_RESET 0x800000
#define PBT_TRANSITION 1
#define PBT_RESUME 2
#define PBT_POWERSTATUSCHANGE 4
#define PBT_POWERINFOCHANGE 8
#define AC_LINE_OFFLINE 0
#define AC_LINE_ONLINE 1
#define AC_LINE_BACKUP_POWER 2
#define AC_LINE_UNKNOWN 255
#define BATTERY_FLAG_HIGH 0x01
#define BATTERY_FLAG_LOW 0x02
#define BATTERY_FLAG_CRITICAL 0x04
#define BATTERY_FLAG_CHARGING 0x08
#define BATTERY_FLAG_NO_BATTERY 0x80
#define BATTERY_FLAG_UNKNOWN 0xFF
#define BATTERY_PERCENTAGE_UNKNOWN 0xFF
#define BATTERY_LIFE_UNKNOWN 0xFFFFFFFF
#define BATTERY_CHEMISTRY_ALKALINE 1
#define BATTERY_CHEMISTRY_NICD 2
#define BATTERY_CHEMISTRY_NIMH 3
#define BATTERY_CHEMISTRY_LION 4
#define BATTERY_CHEMISTRY_LIPOLY 5
#define BATTERY_CHEMISTRY_ZINCAIR 6
#define BATTERY_CHEMISTRY_UNKNOWN 0xFF
#define PMCLASS_GENERIC_DEVICE L"{A32942B7-920C-486b-B0E6-92A702A99B35}"

/* What arrives in the queue of RequestPowerNotifications. */
typedef struct _POWER_BROADCAST {
    DWORD Message;
    DWORD Flags;
    DWORD Length;
    WCHAR SystemPowerState[1];
} POWER_BROADCAST, *PPOWER_BROADCAST;
typedef struct _POWER_BROADCAST_POWER_INFO {
    DWORD dwNumLevels;
    DWORD dwBatteryLifeTime;
    DWORD dwBatteryFullLifeTime;
    DWORD dwBackupBatteryLifeTime;
    DWORD dwBackupBatteryFullLifeTime;
    BYTE bACLineStatus;
    BYTE bBatteryFlag;
    BYTE bBatteryLifePercent;
    BYTE bBackupBatteryFlag;
    BYTE bBackupBatteryLifePercent;
} POWER_BROADCAST_POWER_INFO, *PPOWER_BROADCAST_POWER_INFO;

typedef struct _SYSTEM_POWER_STATUS_EX2 {
    BYTE ACLineStatus;
    BYTE BatteryFlag;
    BYTE BatteryLifePercent;
    BYTE Reserved1;
    DWORD BatteryLifeTime;
    DWORD BatteryFullLifeTime;
    BYTE Reserved2;
    BYTE BackupBatteryFlag;
    BYTE BackupBatteryLifePercent;
    BYTE Reserved3;
    DWORD BackupBatteryLifeTime;
    DWORD BackupBatteryFullLifeTime;
    DWORD BatteryVoltage;
    DWORD BatteryCurrent;
    DWORD BatteryAverageCurrent;
    DWORD BatteryAverageInterval;
    DWORD BatterymAHourConsumed;
    DWORD BatteryTemperature;
    DWORD BackupBatteryVoltage;
    BYTE BatteryChemistry;
} SYSTEM_POWER_STATUS_EX2, *PSYSTEM_POWER_STATUS_EX2;

CE_BEGIN_C
DWORD DevicePowerNotify(PVOID device, CEDEVICE_POWER_STATE state, DWORD flags);
DWORD GetDevicePower(PVOID device, DWORD flags, PCEDEVICE_POWER_STATE state);
DWORD SetDevicePower(PVOID device, DWORD flags, CEDEVICE_POWER_STATE state);
HANDLE SetPowerRequirement(PVOID device, CEDEVICE_POWER_STATE state, ULONG flags, PVOID system, ULONG systemFlags);
DWORD ReleasePowerRequirement(HANDLE requirement);
HANDLE RequestPowerNotifications(HANDLE queue, DWORD flags);
DWORD StopPowerNotifications(HANDLE notifications);
HANDLE RegisterPowerRelationship(PVOID parent, PVOID child, PPOWER_CAPABILITIES capabilities, DWORD flags);
DWORD ReleasePowerRelationship(HANDLE relationship);
DWORD PowerPolicyNotify(DWORD message, DWORD data);
DWORD GetSystemPowerState(LPWSTR name, DWORD size, PDWORD flags);
DWORD SetSystemPowerState(LPCWSTR name, DWORD flags, DWORD options);
CE_END_C

#endif
