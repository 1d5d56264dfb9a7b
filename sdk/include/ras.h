/* Dialled connections. The machine has none: these calls fail. */
#ifndef CE_RAS_H
#define CE_RAS_H

#include <windows.h>

typedef struct tagRASCONN *LPRASCONN;
typedef struct tagRASDIALPARAMS *LPRASDIALPARAMS;
typedef struct tagRASENTRY *LPRASENTRY;

CE_BEGIN_C
DWORD RasEnumConnections(LPRASCONN connections, LPDWORD size, LPDWORD count);
DWORD RasGetEntryDialParams(LPWSTR book, LPRASDIALPARAMS parameters, LPBOOL password);
DWORD RasGetEntryProperties(LPWSTR book, LPWSTR entry, LPRASENTRY properties, LPDWORD size, LPBYTE device, LPDWORD deviceSize);
CE_END_C

#endif
