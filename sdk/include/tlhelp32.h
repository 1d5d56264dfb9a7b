/* Lists of processes, threads and modules, which toolhelp.dll makes. */
#ifndef CE_TLHELP32_H
#define CE_TLHELP32_H

#include <windows.h>

#define MAX_MODULE_NAME32 255
#define TH32CS_SNAPHEAPLIST 1
#define TH32CS_SNAPPROCESS 2
#define TH32CS_SNAPTHREAD 4
#define TH32CS_SNAPMODULE 8
#define TH32CS_SNAPALL 15
#define TH32CS_SNAPNOHEAPS 0x40000000
#define TH32CS_GETALLMODS 0x80000000

typedef struct tagPROCESSENTRY32 {
    DWORD dwSize;
    DWORD cntUsage;
    DWORD th32ProcessID;
    DWORD th32DefaultHeapID;
    DWORD th32ModuleID;
    DWORD cntThreads;
    DWORD th32ParentProcessID;
    LONG pcPriClassBase;
    DWORD dwFlags;
    TCHAR szExeFile[MAX_PATH];
    DWORD th32MemoryBase;
    DWORD th32AccessKey;
} PROCESSENTRY32, *PPROCESSENTRY32, *LPPROCESSENTRY32;

typedef struct tagTHREADENTRY32 {
    DWORD dwSize;
    DWORD cntUsage;
    DWORD th32ThreadID;
    DWORD th32OwnerProcessID;
    LONG tpBasePri;
    LONG tpDeltaPri;
    DWORD dwFlags;
    DWORD th32AccessKey;
    DWORD th32CurrentProcessID;
} THREADENTRY32, *PTHREADENTRY32, *LPTHREADENTRY32;

typedef struct tagMODULEENTRY32 {
    DWORD dwSize;
    DWORD th32ModuleID;
    DWORD th32ProcessID;
    DWORD GlblcntUsage;
    DWORD ProccntUsage;
    BYTE *modBaseAddr;
    DWORD modBaseSize;
    HMODULE hModule;
    TCHAR szModule[MAX_PATH];
    TCHAR szExePath[MAX_PATH];
    DWORD dwFlags;
} MODULEENTRY32, *PMODULEENTRY32, *LPMODULEENTRY32;

CE_BEGIN_C
HANDLE CreateToolhelp32Snapshot(DWORD flags, DWORD process) CE_NOT_PROVIDED;
BOOL CloseToolhelp32Snapshot(HANDLE snapshot) CE_NOT_PROVIDED;
BOOL Process32First(HANDLE snapshot, LPPROCESSENTRY32 entry) CE_NOT_PROVIDED;
BOOL Process32Next(HANDLE snapshot, LPPROCESSENTRY32 entry) CE_NOT_PROVIDED;
BOOL Thread32First(HANDLE snapshot, LPTHREADENTRY32 entry) CE_NOT_PROVIDED;
BOOL Thread32Next(HANDLE snapshot, LPTHREADENTRY32 entry) CE_NOT_PROVIDED;
BOOL Module32First(HANDLE snapshot, LPMODULEENTRY32 entry) CE_NOT_PROVIDED;
BOOL Module32Next(HANDLE snapshot, LPMODULEENTRY32 entry) CE_NOT_PROVIDED;
CE_END_C

#endif
