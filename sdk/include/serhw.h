/* What the upper layer of a serial driver asks of the lower one: a table of its functions. */
#ifndef CE_SERHW_H
#define CE_SERHW_H

#include <pegdser.h>

typedef ULONG INTERRUPT_TYPE;
enum { INTR_NONE = 0, INTR_LINE = 1, INTR_RX = 2, INTR_TX = 4, INTR_MODEM = 8 };

enum { THREAD_AT_INIT = 1, THREAD_AT_OPEN, THREAD_IN_PDD };

typedef struct __HWOBJ HWOBJ, *PHWOBJ;

typedef struct __HW_VTBL {
    PVOID (*HWInit)(ULONG identifier, PVOID mdd, PHWOBJ object);
    BOOL (*HWPostInit)(PVOID head);
    ULONG (*HWDeinit)(PVOID head);
    BOOL (*HWOpen)(PVOID head);
    ULONG (*HWClose)(PVOID head);
    INTERRUPT_TYPE (*HWGetIntrType)(PVOID head);
    ULONG (*HWRxIntrHandler)(PVOID head, PUCHAR buffer, PULONG length);
    VOID (*HWTxIntrHandler)(PVOID head, PUCHAR buffer, PULONG length);
    VOID (*HWModemIntrHandler)(PVOID head);
    VOID (*HWLineIntrHandler)(PVOID head);
    ULONG (*HWGetRxBufferSize)(PVOID head);
    BOOL (*HWPowerOff)(PVOID head);
    BOOL (*HWPowerOn)(PVOID head);
    VOID (*HWClearDTR)(PVOID head);
    VOID (*HWSetDTR)(PVOID head);
    VOID (*HWClearRTS)(PVOID head);
    VOID (*HWSetRTS)(PVOID head);
    BOOL (*HWEnableIR)(PVOID head, ULONG rate);
    BOOL (*HWDisableIR)(PVOID head);
    VOID (*HWClearBreak)(PVOID head);
    VOID (*HWSetBreak)(PVOID head);
    BOOL (*HWXmitComChar)(PVOID head, UCHAR letter);
    ULONG (*HWGetStatus)(PVOID head, LPCOMSTAT status);
    VOID (*HWReset)(PVOID head);
    VOID (*HWGetModemStatus)(PVOID head, PULONG status);
    VOID (*HWGetCommProperties)(PVOID head, LPCOMMPROP properties);
    VOID (*HWPurgeComm)(PVOID head, DWORD action);
    BOOL (*HWSetDCB)(PVOID head, LPDCB state);
    BOOL (*HWSetCommTimeouts)(PVOID head, LPCOMMTIMEOUTS timeouts);
    BOOL (*HWIoctl)(PVOID head, DWORD code, PBYTE in, DWORD inSize, PBYTE out, DWORD outSize, PDWORD actual);
} HW_VTBL, *PHW_VTBL;

struct __HWOBJ {
    ULONG BindFlags;
    DWORD dwIntID;
    PHW_VTBL pFuncTbl;
};

CE_BEGIN_C
PHWOBJ GetSerialObject(DWORD index) CE_DRIVER_HAS;
VOID EvaluateEventFlag(PVOID mdd, ULONG events) CE_NOT_PROVIDED;
CE_END_C

#endif
