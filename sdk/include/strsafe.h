/* Texts that never run past their target. Cch forms count characters, Cb forms bytes. */
#ifndef CE_STRSAFE_H
#define CE_STRSAFE_H

#include <windef.h>
#include <winerror.h>
#include <stdarg.h>

#define STRSAFE_MAX_CCH 2147483647
#define STRSAFE_E_INSUFFICIENT_BUFFER ((HRESULT)0x8007007AL)
#define STRSAFE_E_INVALID_PARAMETER ((HRESULT)0x80070057L)
#define STRSAFE_E_END_OF_FILE ((HRESULT)0x80070026L)
#define STRSAFE_IGNORE_NULLS 0x0100
#define STRSAFE_FILL_BEHIND_NULL 0x0200
#define STRSAFE_FILL_ON_FAILURE 0x0400
#define STRSAFE_NULL_ON_FAILURE 0x0800
#define STRSAFE_NO_TRUNCATION 0x1000

CE_BEGIN_C
HRESULT StringCchCopyW(WCHAR *to, size_t room, const WCHAR *from);
HRESULT StringCchCopyExW(WCHAR *to, size_t room, const WCHAR *from, WCHAR **end, size_t *left, DWORD flags);
HRESULT StringCchCopyNW(WCHAR *to, size_t room, const WCHAR *from, size_t most);
HRESULT StringCchCopyNExW(WCHAR *to, size_t room, const WCHAR *from, size_t most, WCHAR **end, size_t *left, DWORD flags);
HRESULT StringCchCatW(WCHAR *to, size_t room, const WCHAR *from);
HRESULT StringCchCatExW(WCHAR *to, size_t room, const WCHAR *from, WCHAR **end, size_t *left, DWORD flags);
HRESULT StringCchCatNW(WCHAR *to, size_t room, const WCHAR *from, size_t most);
HRESULT StringCchCatNExW(WCHAR *to, size_t room, const WCHAR *from, size_t most, WCHAR **end, size_t *left, DWORD flags);
HRESULT StringCchLengthW(const WCHAR *text, size_t most, size_t *length);
HRESULT StringCchPrintfW(WCHAR *to, size_t room, const WCHAR *format, ...);
HRESULT StringCchPrintfExW(WCHAR *to, size_t room, WCHAR **end, size_t *left, DWORD flags, const WCHAR *format, ...);
HRESULT StringCchVPrintfW(WCHAR *to, size_t room, const WCHAR *format, va_list arguments);
HRESULT StringCchVPrintfExW(WCHAR *to, size_t room, WCHAR **end, size_t *left, DWORD flags, const WCHAR *format, va_list arguments);
HRESULT StringCchCopyA(char *to, size_t room, const char *from);
HRESULT StringCchCopyExA(char *to, size_t room, const char *from, char **end, size_t *left, DWORD flags);
HRESULT StringCchCopyNA(char *to, size_t room, const char *from, size_t most);
HRESULT StringCchCopyNExA(char *to, size_t room, const char *from, size_t most, char **end, size_t *left, DWORD flags);
HRESULT StringCchCatA(char *to, size_t room, const char *from);
HRESULT StringCchCatExA(char *to, size_t room, const char *from, char **end, size_t *left, DWORD flags);
HRESULT StringCchCatNA(char *to, size_t room, const char *from, size_t most);
HRESULT StringCchCatNExA(char *to, size_t room, const char *from, size_t most, char **end, size_t *left, DWORD flags);
HRESULT StringCchLengthA(const char *text, size_t most, size_t *length);
HRESULT StringCchPrintfA(char *to, size_t room, const char *format, ...);
HRESULT StringCchPrintfExA(char *to, size_t room, char **end, size_t *left, DWORD flags, const char *format, ...);
HRESULT StringCchVPrintfA(char *to, size_t room, const char *format, va_list arguments);
HRESULT StringCchVPrintfExA(char *to, size_t room, char **end, size_t *left, DWORD flags, const char *format, va_list arguments);
HRESULT StringCbCopyW(WCHAR *to, size_t room, const WCHAR *from);
HRESULT StringCbCopyExW(WCHAR *to, size_t room, const WCHAR *from, WCHAR **end, size_t *left, DWORD flags);
HRESULT StringCbCopyNW(WCHAR *to, size_t room, const WCHAR *from, size_t most);
HRESULT StringCbCopyNExW(WCHAR *to, size_t room, const WCHAR *from, size_t most, WCHAR **end, size_t *left, DWORD flags);
HRESULT StringCbCatW(WCHAR *to, size_t room, const WCHAR *from);
HRESULT StringCbCatExW(WCHAR *to, size_t room, const WCHAR *from, WCHAR **end, size_t *left, DWORD flags);
HRESULT StringCbCatNW(WCHAR *to, size_t room, const WCHAR *from, size_t most);
HRESULT StringCbCatNExW(WCHAR *to, size_t room, const WCHAR *from, size_t most, WCHAR **end, size_t *left, DWORD flags);
HRESULT StringCbLengthW(const WCHAR *text, size_t most, size_t *length);
HRESULT StringCbPrintfW(WCHAR *to, size_t room, const WCHAR *format, ...);
HRESULT StringCbPrintfExW(WCHAR *to, size_t room, WCHAR **end, size_t *left, DWORD flags, const WCHAR *format, ...);
HRESULT StringCbVPrintfW(WCHAR *to, size_t room, const WCHAR *format, va_list arguments);
HRESULT StringCbVPrintfExW(WCHAR *to, size_t room, WCHAR **end, size_t *left, DWORD flags, const WCHAR *format, va_list arguments);
HRESULT StringCbCopyA(char *to, size_t room, const char *from);
HRESULT StringCbCopyExA(char *to, size_t room, const char *from, char **end, size_t *left, DWORD flags);
HRESULT StringCbCopyNA(char *to, size_t room, const char *from, size_t most);
HRESULT StringCbCopyNExA(char *to, size_t room, const char *from, size_t most, char **end, size_t *left, DWORD flags);
HRESULT StringCbCatA(char *to, size_t room, const char *from);
HRESULT StringCbCatExA(char *to, size_t room, const char *from, char **end, size_t *left, DWORD flags);
HRESULT StringCbCatNA(char *to, size_t room, const char *from, size_t most);
HRESULT StringCbCatNExA(char *to, size_t room, const char *from, size_t most, char **end, size_t *left, DWORD flags);
HRESULT StringCbLengthA(const char *text, size_t most, size_t *length);
HRESULT StringCbPrintfA(char *to, size_t room, const char *format, ...);
HRESULT StringCbPrintfExA(char *to, size_t room, char **end, size_t *left, DWORD flags, const char *format, ...);
HRESULT StringCbVPrintfA(char *to, size_t room, const char *format, va_list arguments);
HRESULT StringCbVPrintfExA(char *to, size_t room, char **end, size_t *left, DWORD flags, const char *format, va_list arguments);
CE_END_C

#define StringCchCopy StringCchCopyW
#define StringCchCopyEx StringCchCopyExW
#define StringCchCopyN StringCchCopyNW
#define StringCchCopyNEx StringCchCopyNExW
#define StringCchCat StringCchCatW
#define StringCchCatEx StringCchCatExW
#define StringCchCatN StringCchCatNW
#define StringCchCatNEx StringCchCatNExW
#define StringCchLength StringCchLengthW
#define StringCchPrintf StringCchPrintfW
#define StringCchPrintfEx StringCchPrintfExW
#define StringCchVPrintf StringCchVPrintfW
#define StringCchVPrintfEx StringCchVPrintfExW
#define StringCbCopy StringCbCopyW
#define StringCbCopyEx StringCbCopyExW
#define StringCbCopyN StringCbCopyNW
#define StringCbCopyNEx StringCbCopyNExW
#define StringCbCat StringCbCatW
#define StringCbCatEx StringCbCatExW
#define StringCbCatN StringCbCatNW
#define StringCbCatNEx StringCbCatNExW
#define StringCbLength StringCbLengthW
#define StringCbPrintf StringCbPrintfW
#define StringCbPrintfEx StringCbPrintfExW
#define StringCbVPrintf StringCbVPrintfW
#define StringCbVPrintfEx StringCbVPrintfExW

#endif
