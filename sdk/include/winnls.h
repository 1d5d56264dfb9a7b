/* Code pages, languages, and letters of one case in another. */
#ifndef CE_WINNLS_H
#define CE_WINNLS_H

#include <windef.h>

#define CP_ACP 0
#define CP_OEMCP 1
#define CP_UTF7 65000
#define CP_UTF8 65001
#define MB_PRECOMPOSED 1
#define MB_ERR_INVALID_CHARS 8
#define WC_COMPOSITECHECK 0x200
#define WC_DEFAULTCHAR 0x40
#define MAX_LEADBYTES 12
#define MAX_DEFAULTCHAR 2
#define LANG_NEUTRAL 0
#define SUBLANG_DEFAULT 1
#define MAKELANGID(primary, secondary) ((WORD)((WORD)(secondary) << 10 | (WORD)(primary)))

typedef struct _cpinfo {
    UINT MaxCharSize;
    BYTE DefaultChar[MAX_DEFAULTCHAR];
    BYTE LeadByte[MAX_LEADBYTES];
} CPINFO, *LPCPINFO;

CE_BEGIN_C
int MultiByteToWideChar(UINT page, DWORD flags, LPCSTR from, int fromSize, LPWSTR to, int toSize);
int WideCharToMultiByte(UINT page, DWORD flags, LPCWSTR from, int fromSize, LPSTR to, int toSize, LPCSTR replacement,
                        LPBOOL replaced);
UINT GetACP(void);
UINT GetOEMCP(void);
BOOL GetCPInfo(UINT page, LPCPINFO information);
BOOL IsValidCodePage(UINT page);
BOOL IsDBCSLeadByte(BYTE character);
BOOL IsDBCSLeadByteEx(UINT page, BYTE character);
LCID GetSystemDefaultLCID(void);
LCID GetUserDefaultLCID(void);
LANGID GetSystemDefaultUILanguage(void);
LANGID GetUserDefaultUILanguage(void);
LPWSTR CharLowerW(LPWSTR text);
LPWSTR CharUpperW(LPWSTR text);
LPWSTR CharNextW(LPCWSTR text);
LPWSTR CharPrevW(LPCWSTR start, LPCWSTR text);
CE_END_C
#define CharLower CharLowerW
#define CharUpper CharUpperW
#define CharNext CharNextW
#define CharPrev CharPrevW

#endif
