/* Batteries: what the upper layer of the driver asks of the lower one. */
#ifndef CE_BATTIMPL_H
#define CE_BATTIMPL_H

#include <pm.h>

CE_BEGIN_C
BOOL WINAPI BatteryPDDInitialize(LPCTSTR key) CE_DRIVER_HAS;
void WINAPI BatteryPDDDeinitialize(void) CE_DRIVER_HAS;
void WINAPI BatteryPDDResume(void) CE_DRIVER_HAS;
void WINAPI BatteryPDDPowerHandler(BOOL off) CE_DRIVER_HAS;
BOOL WINAPI BatteryPDDGetStatus(PSYSTEM_POWER_STATUS_EX2 status, PBOOL changed) CE_DRIVER_HAS;
LONG BatteryPDDGetLevels(void) CE_DRIVER_HAS;
BOOL WINAPI BatteryPDDSupportsChangeNotification(void) CE_DRIVER_HAS;
CE_END_C

#endif
