/* Keys and their states, as drivers of keyboards tell them. */
#ifndef CE_KEYBD_H
#define CE_KEYBD_H

#include <windows.h>

typedef UINT32 KEY_STATE_FLAGS;
#define KeyStateToggledFlag 0x0001
#define KeyStateGetAsyncDownFlag 0x0002
#define KeyStateDownFlag 0x0080
#define KeyShiftAnyCtrlFlag 0x40000000
#define KeyShiftAnyShiftFlag 0x20000000
#define KeyShiftAnyAltFlag 0x10000000
#define KeyShiftCapitalFlag 0x08000000
#define KeyShiftLeftCtrlFlag 0x04000000
#define KeyShiftLeftShiftFlag 0x02000000
#define KeyShiftLeftAltFlag 0x01000000
#define KeyShiftRightCtrlFlag 0x00400000
#define KeyShiftRightShiftFlag 0x00200000
#define KeyShiftRightAltFlag 0x00100000
#define KeyShiftNoCharacterFlag 0x00010000

typedef BOOL (*PFN_KEYBD_EVENT_CALLBACK)(UINT32 key, UINT32 scan, UINT32 flags);

#endif
