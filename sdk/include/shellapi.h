/* The shell. */
#ifndef CE_SHELLAPI_H
#define CE_SHELLAPI_H

#include <windef.h>

typedef struct _SHELLEXECUTEINFO {
    DWORD cbSize;
    ULONG fMask;
    HWND hwnd;
    LPCWSTR lpVerb;
    LPCWSTR lpFile;
    LPCWSTR lpParameters;
    LPCWSTR lpDirectory;
    int nShow;
    HINSTANCE hInstApp;
    LPVOID lpIDList;
    LPCWSTR lpClass;
    HKEY hkeyClass;
    DWORD dwHotKey;
    HANDLE hIcon;
    HANDLE hProcess;
} SHELLEXECUTEINFO, *LPSHELLEXECUTEINFO;

CE_BEGIN_C
BOOL ShellExecuteEx(LPSHELLEXECUTEINFO information);
BOOL SHGetSpecialFolderPath(HWND owner, LPWSTR path, int folder, BOOL create);
UINT ExtractIconExW(LPCWSTR file, int index, HICON *large, HICON *little, UINT count);
CE_END_C
#define ExtractIconEx ExtractIconExW

#endif
