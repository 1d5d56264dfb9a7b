/* Connections to network shares. The machine has no network: these calls fail. */
#ifndef CE_WINNETWK_H
#define CE_WINNETWK_H

#include <windows.h>

typedef struct _NETRESOURCEW *LPNETRESOURCEW, *LPNETRESOURCE;

CE_BEGIN_C
DWORD WNetAddConnection3W(HWND owner, LPNETRESOURCEW resource, LPCWSTR password, LPCWSTR user, DWORD flags);
DWORD WNetCancelConnection2W(LPCWSTR name, DWORD flags, BOOL force);
DWORD WNetCloseEnum(HANDLE list);
DWORD WNetEnumResourceW(HANDLE list, LPDWORD count, LPVOID buffer, LPDWORD size);
DWORD WNetOpenEnumW(DWORD scope, DWORD type, DWORD usage, LPNETRESOURCEW resource, LPHANDLE list);
CE_END_C
#define WNetAddConnection3 WNetAddConnection3W
#define WNetCancelConnection2 WNetCancelConnection2W
#define WNetEnumResource WNetEnumResourceW
#define WNetOpenEnum WNetOpenEnumW

#endif
