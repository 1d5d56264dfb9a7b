/* Basic types of the Windows CE interface. long has 32 bits, wchar_t 16. */
#ifndef CE_WINDEF_H
#define CE_WINDEF_H

#include <stdarg.h>
#include <stddef.h>
#include <ceprovided.h>
#include <sal.h>
#include <excpt.h>

#ifdef __cplusplus
#define CE_BEGIN_C extern "C" {
#define CE_END_C }
#else
#define CE_BEGIN_C
#define CE_END_C
#endif

#ifdef __cplusplus
#define EXTERN_C extern "C"
#else
#define EXTERN_C extern
#endif

/* Words of other compilers. Clang knows most of them for its Windows targets only. */
#if !defined(_WIN32)
#define __declspec(words) CE_DECLSPEC(words)
#define CE_DECLSPEC(words) CE_DECLSPEC_##words
#define CE_DECLSPEC_dllexport __attribute__((visibility("protected"), used))
#define CE_DECLSPEC_dllimport
#define CE_DECLSPEC_noreturn __attribute__((noreturn))
#define CE_DECLSPEC_noinline __attribute__((noinline))
#define CE_DECLSPEC_nothrow __attribute__((nothrow))
#define CE_DECLSPEC_novtable
#define CE_DECLSPEC_selectany __attribute__((weak))
#define CE_DECLSPEC_restrict
#define CE_DECLSPEC_noalias
#define CE_DECLSPEC_deprecated
#define CE_DECLSPEC_align(bytes) __attribute__((aligned(bytes)))
#define CE_DECLSPEC_uuid(text)
#define CE_DECLSPEC_allocate(name) __attribute__((section(name)))
#define CE_DECLSPEC_thread _Pragma("GCC error \"__declspec(thread): Windows CE has no such variables; use TlsAlloc\"")
#define CE_DECLSPEC_naked _Pragma("GCC error \"__declspec(naked): write the function in an assembler source, a .s file\"")
#define __cdecl
#define _cdecl
#define __stdcall
#define _stdcall
#define __fastcall
#define __thiscall
#define __unaligned __attribute__((packed))
#else
#define _cdecl __cdecl
#define _stdcall __stdcall
#endif
#define _declspec(words) __declspec(words)
#define cdecl
#define pascal
#define PASCAL
#define FAR
#define NEAR
#define far
#define near
#ifndef _inline
#define _inline __inline
#endif

#define VOID void
#define CONST const
#define IN
#define OUT
#define OPTIONAL
#define WINAPI
#define APIENTRY
#define CALLBACK
#define WINAPIV
#define WINBASEAPI
#define WINUSERAPI
#define NTAPI
#define CDECL
#define STDMETHODCALLTYPE
#define DECLSPEC_IMPORT
#define DECLSPEC_NORETURN __attribute__((noreturn))
#define DECLSPEC_ALIGN(bytes) __attribute__((aligned(bytes)))
#define STDAPICALLTYPE
#define STDAPI EXTERN_C HRESULT STDAPICALLTYPE
#define STDAPI_(type) EXTERN_C type STDAPICALLTYPE
#define STDMETHODIMP HRESULT STDMETHODCALLTYPE
#define UNALIGNED __attribute__((packed))
#define FORCEINLINE static __inline
#define UNREFERENCED_PARAMETER(p) ((void)(p))
#define DBG_UNREFERENCED_PARAMETER(p) ((void)(p))
#define UNREFERENCED_LOCAL_VARIABLE(v) ((void)(v))

#ifndef NOMINMAX
#ifndef min
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#endif
#endif
#if defined(__cplusplus) && __cplusplus < 201103L
#define nullptr __null
#define static_assert _Static_assert
#endif
#define C_ASSERT(condition) typedef char CE_ASSERTION[(condition) ? 1 : -1] __attribute__((unused))

#ifndef TRUE
#define TRUE 1
#define FALSE 0
#endif
#ifndef NULL
#ifdef __cplusplus
#define NULL 0
#else
#define NULL ((void *)0)
#endif
#endif

typedef int BOOL, *PBOOL, *LPBOOL;
typedef unsigned char BYTE, UCHAR, BOOLEAN, *PBYTE, *LPBYTE, *PUCHAR, *PBOOLEAN;
typedef char CHAR, CCHAR, *PCHAR, *LPCH, *PSTR, *LPSTR, *PCH;
typedef const char *LPCSTR, *PCSTR;
typedef short SHORT, *PSHORT;
typedef unsigned short USHORT, WORD, *PUSHORT, *PWORD, *LPWORD;
typedef wchar_t WCHAR, TCHAR, _TCHAR, *PWCHAR, *PWCH, *LPWCH, *PWSTR, *LPWSTR, *LPTSTR, *PTSTR, *PTCHAR, *LPTCH;
typedef const wchar_t *LPCWSTR, *PCWSTR, *LPCTSTR, *PCTSTR, *LPCWCH;
typedef BYTE TBYTE;
typedef int INT, *PINT, *LPINT;
typedef unsigned int UINT, *PUINT, *LPUINT;
typedef float FLOAT, *PFLOAT;
typedef double DOUBLE;
typedef long LONG, *PLONG, *LPLONG, HRESULT, NTSTATUS, INT_PTR, LONG_PTR, LPARAM, LRESULT, LONG32, *PLONG_PTR;
typedef unsigned long ULONG, DWORD, *PULONG, *PDWORD, *LPDWORD, UINT_PTR, ULONG_PTR, DWORD_PTR, SIZE_T, *PSIZE_T, *PULONG_PTR, *PDWORD_PTR, ULONG32, DWORD32;
typedef long SSIZE_T;
typedef unsigned int WPARAM;
typedef WORD ATOM, LANGID;
typedef DWORD LCID, LCTYPE;
typedef unsigned char UINT8, *PUINT8;
typedef signed char INT8, *PINT8;
typedef short INT16, *PINT16;
typedef unsigned short UINT16, *PUINT16;
typedef unsigned int UINT32, *PUINT32;
typedef signed int INT32, *PINT32;
typedef unsigned long long ULONGLONG, DWORDLONG, UINT64, ULONG64, DWORD64, *PULONGLONG, *PDWORDLONG, *PUINT64;
typedef long long LONGLONG, INT64, LONG64, *PLONGLONG, *PINT64;
typedef void *PVOID, *LPVOID, *HANDLE, **PHANDLE, *HINSTANCE, *HMODULE, *HLOCAL, *HKEY, **PHKEY, *HWND, *HDC, *HMENU, *HICON, *HCURSOR, *HBRUSH, *HBITMAP, *HFONT, *HPEN, *HRGN, *HPALETTE,
    *HGDIOBJ, *HACCEL, *HMONITOR, *HIMC, *HIMCC, *HLOCAL_T, *HGLOBAL, *HRSRC, *HTASK, *HFILE_T, *LPHANDLE, *SC_HANDLE;
typedef const void *LPCVOID, *PCVOID;
typedef DWORD ACCESS_MASK, REGSAM, COLORREF, *LPCOLORREF, *PACCESS_MASK;
typedef int (*FARPROC)(void);
typedef int (*PROC)(void);

typedef struct tagRECT {
    LONG left;
    LONG top;
    LONG right;
    LONG bottom;
} RECT, *PRECT, *LPRECT;
typedef const RECT *LPCRECT;

typedef struct tagPOINT {
    LONG x;
    LONG y;
} POINT, *PPOINT, *LPPOINT;

typedef struct tagSIZE {
    LONG cx;
    LONG cy;
} SIZE, *PSIZE, *LPSIZE;

typedef struct _LIST_ENTRY {
    struct _LIST_ENTRY *Flink;
    struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY;

typedef struct _SYSTEMTIME {
    WORD wYear;
    WORD wMonth;
    WORD wDayOfWeek;
    WORD wDay;
    WORD wHour;
    WORD wMinute;
    WORD wSecond;
    WORD wMilliseconds;
} SYSTEMTIME, *PSYSTEMTIME, *LPSYSTEMTIME;

typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

typedef union _LARGE_INTEGER {
    struct {
        DWORD LowPart;
        LONG HighPart;
    };
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
    struct {
        DWORD LowPart;
        DWORD HighPart;
    };
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

#define __TEXT(text) L##text
#define TEXT(text) __TEXT(text)
#define _T(text) __TEXT(text)
#define MAKELONG(low, high) ((LONG)((WORD)(low) | (DWORD)(WORD)(high) << 16))
#define LOWORD(value) ((WORD)(value))
#define HIWORD(value) ((WORD)((DWORD)(value) >> 16))
#define LOBYTE(value) ((BYTE)(value))
#define HIBYTE(value) ((BYTE)((WORD)(value) >> 8))
#define MAKEWORD(low, high) ((WORD)((BYTE)(low) | (WORD)(BYTE)(high) << 8))
#define FIELD_OFFSET(type, field) ((LONG)offsetof(type, field))
#define CONTAINING_RECORD(address, type, field) ((type *)((char *)(address) - offsetof(type, field)))
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#define RTL_NUMBER_OF(array) ARRAYSIZE(array)
#define MAXDWORD 0xFFFFFFFFul
#define MAXWORD 0xFFFF
#define MAXBYTE 0xFF
#define MAXLONG 0x7FFFFFFF
#define MINLONG 0x80000000
#define ULONG_MAX 0xFFFFFFFFul
#define LONG_MAX 0x7FFFFFFFL
#define UINT_MAX 0xFFFFFFFFu
#define INT_MAX 0x7FFFFFFF
#define INVALID_FILE_SIZE 0xFFFFFFFFul
#define INVALID_SET_FILE_POINTER 0xFFFFFFFFul
#define INVALID_FILE_ATTRIBUTES 0xFFFFFFFFul
#define MAX_PATH 260
#define INFINITE 0xFFFFFFFFul
#define INVALID_HANDLE_VALUE ((HANDLE)-1)
#define dim(array) (sizeof(array) / sizeof((array)[0]))
#define _countof(array) dim(array)
#define dimof(array) dim(array)

#include <guiddef.h>

#endif
