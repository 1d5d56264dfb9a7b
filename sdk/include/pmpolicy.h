/* What the power manager is told by PowerPolicyNotify. */
#ifndef CE_PMPOLICY_H
#define CE_PMPOLICY_H

#include <pm.h>

#define PPN_POWERCHANGE 1
#define PPN_SUSPENDKEYPRESSED 2
#define PPN_REEVALUATESTATE 3
#define PPN_POWERBUTTONPRESSED 4
#define PPN_APPBUTTONPRESSED 6
#define PPN_UNATTENDEDMODE 3
#define PPN_OEMBASE 0x10000

#endif
