/* Debug output: RETAILMSG always, DEBUGMSG in debug builds, debug zones. */
#ifndef CE_DBGAPI_H
#define CE_DBGAPI_H

#include <windef.h>

typedef struct _DBGPARAM {
    WCHAR lpszName[32];
    WCHAR rglpszZones[16][32];
    ULONG ulZoneMask;
} DBGPARAM, *LPDBGPARAM, *PDBGPARAM;

CE_BEGIN_C
void NKDbgPrintfW(LPCWSTR format, ...);
void NKvDbgPrintfW(LPCWSTR format, va_list arguments);
void OutputDebugStringW(LPCWSTR text);
BOOL RegisterDbgZones(HMODULE module, LPDBGPARAM parameters);
#define NKDbgPrintf NKDbgPrintfW
BOOL CeLogData(BOOL stamped, WORD id, PVOID data, WORD size, DWORD zoneUser, DWORD zoneCE, WORD flag, BOOL flagged);
CE_END_C

/* A word that no core has as an instruction; coredll exports no function. */
#ifdef __thumb__
#define DebugBreak() __asm__ volatile(".inst.n 0xdefe")
#else
#define DebugBreak() __asm__ volatile(".inst 0xe6000010")
#endif
#define OutputDebugString OutputDebugStringW

#define DEBUGZONE(number) (dpCurSettings.ulZoneMask & (1ul << (number)))
#define RETAILMSG(condition, arguments) ((void)((condition) ? (NKDbgPrintfW arguments, 1) : 0))
#define ERRORMSG(condition, arguments) RETAILMSG(condition, arguments)
#ifdef DEBUG
#define DEBUGMSG(condition, arguments) RETAILMSG(condition, arguments)
#define DEBUGREGISTER(module) ((void)RegisterDbgZones((HMODULE)(module), &dpCurSettings))
#define DEBUGCHK(expression) do { if (!(expression)) DebugBreak(); } while (0)
#else
#define DEBUGMSG(condition, arguments) ((void)0)
#define DEBUGREGISTER(module) ((void)0)
#define DEBUGCHK(expression) ((void)0)
#endif
#define RETAILREGISTERZONES(module) ((void)RegisterDbgZones((HMODULE)(module), &dpCurSettings))
#define ASSERT(expression) DEBUGCHK(expression)
#ifndef ASSERTMSG
#define ASSERTMSG(text, expression) DEBUGCHK(expression)
#endif
#define RETAILLED(condition, arguments) ((void)((condition) ? (WriteDebugLED arguments, 1) : 0))
#define DEBUGLED(condition, arguments) ((void)0)

#endif
