/* Input methods. The machine has none: these calls fail. */
#ifndef CE_IMM_H
#define CE_IMM_H

#include <windows.h>

typedef struct tagINPUTCONTEXT *LPINPUTCONTEXT;
typedef struct tagCANDIDATEFORM *LPCANDIDATEFORM;
typedef struct tagCOMPOSITIONFORM *LPCOMPOSITIONFORM;

CE_BEGIN_C
HIMC ImmAssociateContext(HWND window, HIMC context);
LRESULT ImmEscapeW(HKEY layout, HIMC context, UINT escape, LPVOID data);
BOOL ImmGetCandidateWindow(HIMC context, DWORD index, LPCANDIDATEFORM candidate);
LONG ImmGetCompositionStringW(HIMC context, DWORD index, LPVOID buffer, DWORD size);
HIMC ImmGetContext(HWND window);
BOOL ImmGetConversionStatus(HIMC context, LPDWORD conversion, LPDWORD sentence);
BOOL ImmGetOpenStatus(HIMC context);
BOOL ImmIsIME(HKEY layout);
LPINPUTCONTEXT ImmLockIMC(HIMC context);
LPVOID ImmLockIMCC(HIMCC component);
BOOL ImmNotifyIME(HIMC context, DWORD action, DWORD index, DWORD value);
BOOL ImmReleaseContext(HWND window, HIMC context);
BOOL ImmSetCandidateWindow(HIMC context, LPCANDIDATEFORM candidate);
BOOL ImmSetCompositionStringW(HIMC context, DWORD index, LPVOID composition, DWORD size, LPVOID reading, DWORD readingSize);
BOOL ImmSetCompositionWindow(HIMC context, LPCOMPOSITIONFORM form);
BOOL ImmUnlockIMC(HIMC context);
BOOL ImmUnlockIMCC(HIMCC component);
CE_END_C

#endif
