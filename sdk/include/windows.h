/* The Windows CE interface as far as drivers and tests need it. */
#ifndef CE_WINDOWS_H
#define CE_WINDOWS_H

#include <windef.h>
#include <excpt.h>
#include <winerror.h>
#include <winbase.h>
#include <winreg.h>
#include <dbgapi.h>
#include <winnls.h>
#include <wingdi.h>
#include <winuser.h>
#include <shellapi.h>
#include <winioctl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tchar.h>

CE_BEGIN_C
int wsprintfW(LPWSTR buffer, LPCWSTR format, ...);
int wvsprintfW(LPWSTR buffer, LPCWSTR format, va_list arguments);
int lstrcmpW(LPCWSTR first, LPCWSTR second);
int lstrcmpiW(LPCWSTR first, LPCWSTR second);
CE_END_C
#define wsprintf wsprintfW
#define lstrlen wcslen
#define wvsprintf wvsprintfW
#define lstrcmp lstrcmpW
#define lstrcmpi lstrcmpiW
#define lstrcpy wcscpy
#define lstrcat wcscat
#define lstrcpyn wcsncpy
#define RtlCopyMemory(to, from, size) memcpy((to), (from), (size))
#define RtlZeroMemory(address, size) memset((address), 0, (size))
#define RtlFillMemory(address, size, value) memset((address), (value), (size))
#define MoveMemory(to, from, size) memmove((to), (from), (size))
#define ZeroMemory(address, size) memset((address), 0, (size))
#define CopyMemory(to, from, size) memcpy((to), (from), (size))
#define FillMemory(address, size, value) memset((address), (value), (size))

#endif
