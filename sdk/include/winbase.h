/* Processes, threads, synchronisation, heaps, files, libraries, virtual memory. */
#ifndef CE_WINBASE_H
#define CE_WINBASE_H

#include <windef.h>
#include <winerror.h>

CE_BEGIN_C

/* Kernel data that user code reads: thread and process ids, the pseudo-handles. */
#define USER_KDATA ((volatile DWORD *)0xFFFFC800)
#define SYS_HANDLE_BASE 64
#define SH_CURTHREAD 1
#define SH_CURPROC 2
#define GetCurrentThread() ((HANDLE)(SYS_HANDLE_BASE + SH_CURTHREAD))
#define GetCurrentProcess() ((HANDLE)(SYS_HANDLE_BASE + SH_CURPROC))
#define GetCurrentThreadId() (USER_KDATA[1 + SH_CURTHREAD])
#define GetCurrentProcessId() (USER_KDATA[1 + SH_CURPROC])

DWORD GetLastError(void);
void SetLastError(DWORD error);
void Sleep(DWORD milliseconds);
DWORD GetTickCount(void);
BOOL QueryPerformanceCounter(LARGE_INTEGER *count);
BOOL QueryPerformanceFrequency(LARGE_INTEGER *frequency);

/* Processes and threads */
typedef DWORD (*LPTHREAD_START_ROUTINE)(LPVOID);
typedef LPTHREAD_START_ROUTINE PTHREAD_START_ROUTINE;
typedef struct _SECURITY_ATTRIBUTES {
    DWORD nLength;
    LPVOID lpSecurityDescriptor;
    BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;
typedef struct _STARTUPINFOW *LPSTARTUPINFOW, *LPSTARTUPINFO;

typedef struct _PROCESS_INFORMATION {
    HANDLE hProcess;
    HANDLE hThread;
    DWORD dwProcessId;
    DWORD dwThreadId;
} PROCESS_INFORMATION, *PPROCESS_INFORMATION, *LPPROCESS_INFORMATION;

#define CREATE_SUSPENDED 0x00000004
#define THREAD_PRIORITY_TIME_CRITICAL 0
#define THREAD_PRIORITY_HIGHEST 1
#define THREAD_PRIORITY_ABOVE_NORMAL 2
#define THREAD_PRIORITY_NORMAL 3
#define THREAD_PRIORITY_BELOW_NORMAL 4
#define THREAD_PRIORITY_LOWEST 5
#define THREAD_PRIORITY_ABOVE_IDLE 6
#define THREAD_PRIORITY_IDLE 7
#define CREATE_NEW_CONSOLE 0x00000010
#define STACK_SIZE_PARAM_IS_A_RESERVATION 0x00010000
#define STILL_ACTIVE 0x103

HANDLE CreateThread(LPSECURITY_ATTRIBUTES security, DWORD stack, LPTHREAD_START_ROUTINE start, LPVOID argument,
                    DWORD flags, LPDWORD id);
void ExitThread(DWORD code);
BOOL GetExitCodeThread(HANDLE thread, LPDWORD code);
BOOL TerminateThread(HANDLE thread, DWORD code);
DWORD ResumeThread(HANDLE thread);
DWORD SuspendThread(HANDLE thread);
BOOL SetThreadPriority(HANDLE thread, int priority);
int GetThreadPriority(HANDLE thread);
BOOL CeSetThreadPriority(HANDLE thread, int priority);
HANDLE OpenProcess(DWORD access, BOOL inherit, DWORD id);
BOOL TerminateProcess(HANDLE process, DWORD code);
BOOL GetExitCodeProcess(HANDLE process, LPDWORD code);
BOOL CreateProcessW(LPCWSTR image, LPCWSTR commandLine, LPSECURITY_ATTRIBUTES process, LPSECURITY_ATTRIBUTES thread,
                    BOOL inherit, DWORD flags, LPVOID environment, LPWSTR directory, LPSTARTUPINFOW startup,
                    LPPROCESS_INFORMATION information);
#define CreateProcess CreateProcessW
#define ExitProcess(code) TerminateProcess(GetCurrentProcess(), (code))
BOOL ReadProcessMemory(HANDLE process, LPCVOID base, LPVOID buffer, DWORD size, LPDWORD read);
BOOL WriteProcessMemory(HANDLE process, LPVOID base, LPVOID buffer, DWORD size, LPDWORD written);

/* The system */
#define VER_PLATFORM_WIN32_CE 3
#define SPI_GETPLATFORMTYPE 257
#define SPI_GETOEMINFO 258
#define SPI_GETPROJECTNAME 259
#define SPI_GETPLATFORMNAME 260

typedef struct _OSVERSIONINFOW {
    DWORD dwOSVersionInfoSize;
    DWORD dwMajorVersion;
    DWORD dwMinorVersion;
    DWORD dwBuildNumber;
    DWORD dwPlatformId;
    WCHAR szCSDVersion[128];
} OSVERSIONINFO, OSVERSIONINFOW, *LPOSVERSIONINFO;

BOOL GetVersionExW(LPOSVERSIONINFO information);
BOOL SystemParametersInfoW(UINT action, UINT size, PVOID buffer, UINT flags);
#define GetVersionEx GetVersionExW
#define SystemParametersInfo SystemParametersInfoW

/* Thread-local storage */
#define TLS_FUNCALLOC 0
#define TLS_FUNCFREE 1
DWORD TlsCall(DWORD function, DWORD index);
LPVOID TlsGetValue(DWORD index);
BOOL TlsSetValue(DWORD index, LPVOID value);
#define TlsAlloc() TlsCall(TLS_FUNCALLOC, 0)
#define TlsFree(index) ((BOOL)TlsCall(TLS_FUNCFREE, (index)))

/* Synchronisation */
#define WAIT_OBJECT_0 0
#define WAIT_ABANDONED 0x80
#define WAIT_ABANDONED_0 0x80
#define WAIT_FAILED 0xFFFFFFFFul
#define MAXIMUM_WAIT_OBJECTS 64
#define EVENT_PULSE 1
#define EVENT_RESET 2
#define EVENT_SET 3

typedef struct CRITICAL_SECTION {
    DWORD LockCount;
    HANDLE OwnerThread;
    HANDLE hCrit;
    DWORD needtrap;
    DWORD dwContentions;
} CRITICAL_SECTION, *PCRITICAL_SECTION, *LPCRITICAL_SECTION;

void InitializeCriticalSection(LPCRITICAL_SECTION section);
void DeleteCriticalSection(LPCRITICAL_SECTION section);
void EnterCriticalSection(LPCRITICAL_SECTION section);
void LeaveCriticalSection(LPCRITICAL_SECTION section);
BOOL TryEnterCriticalSection(LPCRITICAL_SECTION section);
HANDLE CreateEventW(LPSECURITY_ATTRIBUTES security, BOOL manualReset, BOOL initialState, LPCWSTR name);
HANDLE OpenEventW(DWORD access, BOOL inherit, LPCWSTR name);
BOOL EventModify(HANDLE event, DWORD function);
HANDLE CreateMutexW(LPSECURITY_ATTRIBUTES security, BOOL owned, LPCWSTR name);
BOOL ReleaseMutex(HANDLE mutex);
HANDLE CreateSemaphoreW(LPSECURITY_ATTRIBUTES security, LONG initial, LONG maximum, LPCWSTR name);
BOOL ReleaseSemaphore(HANDLE semaphore, LONG count, LONG *previous);
DWORD WaitForSingleObject(HANDLE object, DWORD milliseconds);
DWORD WaitForMultipleObjects(DWORD count, CONST HANDLE *objects, BOOL waitAll, DWORD milliseconds);
#define CreateEvent CreateEventW
#define OpenEvent OpenEventW
#define CreateMutex CreateMutexW
#define CreateSemaphore CreateSemaphoreW
#define SetEvent(event) EventModify((event), EVENT_SET)
#define ResetEvent(event) EventModify((event), EVENT_RESET)
#define PulseEvent(event) EventModify((event), EVENT_PULSE)
#define EVENT_ALL_ACCESS 0x1F0003

LONG InterlockedIncrement(LONG *target);
LONG InterlockedDecrement(LONG *target);
LONG InterlockedExchange(LONG *target, LONG value);
LONG InterlockedExchangeAdd(LONG *target, LONG value);
LONG InterlockedCompareExchange(LONG *target, LONG exchange, LONG comparand);

/* Heaps */
#define LMEM_FIXED 0x0000
#define LMEM_ZEROINIT 0x0040
#define LPTR (LMEM_FIXED | LMEM_ZEROINIT)
#define HEAP_ZERO_MEMORY 0x00000008
HLOCAL LocalAlloc(UINT flags, UINT bytes);
HLOCAL LocalReAlloc(HLOCAL block, UINT bytes, UINT flags);
HLOCAL LocalFree(HLOCAL block);
UINT LocalSize(HLOCAL block);
HANDLE GetProcessHeap(void);
HANDLE HeapCreate(DWORD options, DWORD initial, DWORD maximum);
BOOL HeapDestroy(HANDLE heap);
LPVOID HeapAlloc(HANDLE heap, DWORD flags, DWORD bytes);
LPVOID HeapReAlloc(HANDLE heap, DWORD flags, LPVOID block, DWORD bytes);
DWORD HeapSize(HANDLE heap, DWORD flags, LPCVOID block);
BOOL HeapFree(HANDLE heap, DWORD flags, LPVOID block);

/* Virtual memory */
#define PAGE_NOACCESS 0x01
#define PAGE_READONLY 0x02
#define PAGE_READWRITE 0x04
#define PAGE_WRITECOPY 0x08
#define PAGE_EXECUTE 0x10
#define PAGE_EXECUTE_READ 0x20
#define PAGE_EXECUTE_READWRITE 0x40
#define PAGE_GUARD 0x100
#define PAGE_NOCACHE 0x200
#define PAGE_PHYSICAL 0x400
#define PAGE_WRITECOMBINE 0x400
#define MEM_COMMIT 0x1000
#define MEM_RESERVE 0x2000
#define MEM_DECOMMIT 0x4000
#define MEM_RELEASE 0x8000
#define MEM_FREE 0x10000
#define MEM_PRIVATE 0x20000
#define MEM_MAPPED 0x40000
#define MEM_TOP_DOWN 0x100000
#define MEM_AUTO_COMMIT 0x200000
#define MEM_IMAGE 0x1000000

typedef struct _MEMORY_BASIC_INFORMATION {
    PVOID BaseAddress;
    PVOID AllocationBase;
    DWORD AllocationProtect;
    DWORD RegionSize;
    DWORD State;
    DWORD Protect;
    DWORD Type;
} MEMORY_BASIC_INFORMATION, *PMEMORY_BASIC_INFORMATION;

typedef struct _MEMORYSTATUS {
    DWORD dwLength;
    DWORD dwMemoryLoad;
    DWORD dwTotalPhys;
    DWORD dwAvailPhys;
    DWORD dwTotalPageFile;
    DWORD dwAvailPageFile;
    DWORD dwTotalVirtual;
    DWORD dwAvailVirtual;
} MEMORYSTATUS, *LPMEMORYSTATUS;

LPVOID VirtualAlloc(LPVOID address, DWORD size, DWORD type, DWORD protection);
BOOL VirtualFree(LPVOID address, DWORD size, DWORD type);
BOOL VirtualProtect(LPVOID address, DWORD size, DWORD protection, PDWORD old);
DWORD VirtualQuery(LPCVOID address, PMEMORY_BASIC_INFORMATION information, DWORD length);
BOOL IsBadReadPtr(LPCVOID address, UINT size);
BOOL IsBadWritePtr(LPVOID address, UINT size);
void GlobalMemoryStatus(LPMEMORYSTATUS status);

/* Files and devices */
#define GENERIC_READ 0x80000000ul
#define GENERIC_WRITE 0x40000000ul
#define FILE_SHARE_READ 1
#define FILE_SHARE_WRITE 2
#define CREATE_NEW 1
#define CREATE_ALWAYS 2
#define OPEN_EXISTING 3
#define OPEN_ALWAYS 4
#define FILE_ATTRIBUTE_READONLY 0x01
#define FILE_ATTRIBUTE_HIDDEN 0x02
#define FILE_ATTRIBUTE_SYSTEM 0x04
#define FILE_ATTRIBUTE_DIRECTORY 0x10
#define FILE_ATTRIBUTE_ARCHIVE 0x20
#define FILE_ATTRIBUTE_NORMAL 0x80
#define FILE_ATTRIBUTE_TEMPORARY 0x100
#define FILE_BEGIN 0
#define FILE_CURRENT 1
#define FILE_END 2
#define TRUNCATE_EXISTING 5
#define GENERIC_EXECUTE 0x20000000ul
#define GENERIC_ALL 0x10000000ul
#define DEVICE_ACCESS 0
#define FILE_SHARE_DELETE 4
#define FILE_FLAG_WRITE_THROUGH 0x80000000ul
#define FILE_FLAG_OVERLAPPED 0x40000000ul
#define FILE_FLAG_NO_BUFFERING 0x20000000ul
#define FILE_FLAG_RANDOM_ACCESS 0x10000000ul
#define FILE_FLAG_SEQUENTIAL_SCAN 0x08000000ul
#define FILE_ATTRIBUTE_INROM 0x40
#define FILE_ATTRIBUTE_ROMMODULE 0x2000
typedef struct _OVERLAPPED {
    DWORD Internal;
    DWORD InternalHigh;
    DWORD Offset;
    DWORD OffsetHigh;
    HANDLE hEvent;
} OVERLAPPED, *LPOVERLAPPED;
HANDLE CreateFileW(LPCWSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security, DWORD disposition,
                   DWORD flags, HANDLE pattern);
BOOL ReadFile(HANDLE file, LPVOID buffer, DWORD size, LPDWORD read, LPOVERLAPPED overlapped);
BOOL WriteFile(HANDLE file, LPCVOID buffer, DWORD size, LPDWORD written, LPOVERLAPPED overlapped);
DWORD SetFilePointer(HANDLE file, LONG distance, LONG *distanceHigh, DWORD method);
BOOL DeviceIoControl(HANDLE device, DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize, LPDWORD returned,
                     LPOVERLAPPED overlapped);
BOOL CloseHandle(HANDLE object);
DWORD GetFileSize(HANDLE file, LPDWORD high);
BOOL DeleteFileW(LPCWSTR name);
BOOL MoveFileW(LPCWSTR name, LPCWSTR newName);
BOOL CopyFileW(LPCWSTR name, LPCWSTR newName, BOOL mustBeNew);
BOOL DeleteAndRenameFile(LPCWSTR target, LPCWSTR source);
BOOL CreateDirectoryW(LPCWSTR name, LPSECURITY_ATTRIBUTES security);
BOOL RemoveDirectoryW(LPCWSTR name);
DWORD GetFileAttributesW(LPCWSTR name);
BOOL SetFileAttributesW(LPCWSTR name, DWORD attributes);
BOOL GetFileTime(HANDLE file, LPFILETIME created, LPFILETIME accessed, LPFILETIME written);
BOOL SetFileTime(HANDLE file, const FILETIME *created, const FILETIME *accessed, const FILETIME *written);
LONG CompareFileTime(const FILETIME *first, const FILETIME *second);
DWORD GetTempPathW(DWORD length, LPWSTR path);
#define MoveFile MoveFileW
#define CopyFile CopyFileW
#define CreateDirectory CreateDirectoryW
#define RemoveDirectory RemoveDirectoryW
#define GetFileAttributes GetFileAttributesW
#define SetFileAttributes SetFileAttributesW
#define GetTempPath GetTempPathW
#define CreateFile CreateFileW
#define DeleteFile DeleteFileW

/* Files in memory */
#define FILE_MAP_WRITE 2
#define FILE_MAP_READ 4
#define FILE_MAP_ALL_ACCESS 0xF001F
HANDLE CreateFileMappingW(HANDLE file, LPSECURITY_ATTRIBUTES security, DWORD protection, DWORD sizeHigh, DWORD sizeLow,
                          LPCWSTR name);
HANDLE CreateFileForMappingW(LPCWSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security,
                             DWORD disposition, DWORD flags, HANDLE pattern);
LPVOID MapViewOfFile(HANDLE mapping, DWORD access, DWORD offsetHigh, DWORD offsetLow, DWORD size);
BOOL UnmapViewOfFile(LPVOID base);
BOOL FlushViewOfFile(LPCVOID base, DWORD size);
#define CreateFileMapping CreateFileMappingW
#define CreateFileForMapping CreateFileForMappingW

/* Resources */
#define MAKEINTRESOURCEW(number) ((LPCWSTR)(ULONG_PTR)(WORD)(number))
#define MAKEINTRESOURCE MAKEINTRESOURCEW
#define RT_STRING MAKEINTRESOURCE(6)
#define RT_RCDATA MAKEINTRESOURCE(10)
HRSRC FindResourceW(HMODULE module, LPCWSTR name, LPCWSTR type);
HGLOBAL LoadResource(HMODULE module, HRSRC resource);
DWORD SizeofResource(HMODULE module, HRSRC resource);
int LoadStringW(HINSTANCE module, UINT id, LPWSTR text, int length);
#define FindResource FindResourceW
#define LoadString LoadStringW

/* Random numbers */
BOOL CeGenRandom(DWORD length, PBYTE buffer);
DWORD Random(void);

/* Libraries */
#define DLL_PROCESS_DETACH 0
#define DLL_PROCESS_ATTACH 1
#define DLL_THREAD_ATTACH 2
#define DLL_THREAD_DETACH 3
HINSTANCE LoadLibraryW(LPCWSTR name);
HINSTANCE LoadDriver(LPCWSTR name);
BOOL FreeLibrary(HINSTANCE library);
FARPROC GetProcAddressW(HINSTANCE library, LPCWSTR name);
FARPROC GetProcAddressA(HINSTANCE library, LPCSTR name);
HMODULE GetModuleHandleW(LPCWSTR name);
DWORD GetModuleFileNameW(HMODULE module, LPWSTR name, DWORD size);
BOOL DisableThreadLibraryCalls(HMODULE module);
#define LoadLibrary LoadLibraryW
#define GetProcAddress GetProcAddressW
#define GetModuleHandle GetModuleHandleW
#define GetModuleFileName GetModuleFileNameW


HINSTANCE LoadLibraryExW(LPCWSTR name, HANDLE file, DWORD flags);
HINSTANCE LoadKernelLibrary(LPCWSTR name);
BOOL KernelLibIoControl(HANDLE library, DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize, LPDWORD returned);
LPWSTR GetCommandLineW(void);
#define LoadLibraryEx LoadLibraryExW
#define GetCommandLine GetCommandLineW

/* More of processes and threads */
HANDLE OpenThread(DWORD access, BOOL inherit, DWORD id);
DWORD GetThreadId(HANDLE thread);
DWORD GetProcessId(HANDLE process);
DWORD GetProcessIdOfThread(HANDLE thread);
DWORD GetProcessVersion(DWORD id);
int CeGetThreadPriority(HANDLE thread);
DWORD CeGetThreadQuantum(HANDLE thread);
BOOL CeSetThreadQuantum(HANDLE thread, DWORD milliseconds);
void SleepTillTick(void);
HANDLE GetOwnerProcess(void);
HANDLE GetCallerProcess(void);
DWORD GetCurrentPermissions(void);
DWORD SetProcPermissions(DWORD permissions);
BOOL SetKMode(BOOL mode);
DWORD CeGetCallerTrust(void);
BOOL DuplicateHandle(HANDLE fromProcess, HANDLE from, HANDLE toProcess, LPHANDLE to, DWORD access, BOOL inherit,
                     DWORD options);
#define DUPLICATE_CLOSE_SOURCE 1
#define DUPLICATE_SAME_ACCESS 2
BOOL FlushInstructionCache(HANDLE process, LPCVOID address, DWORD size);
BOOL SetEventData(HANDLE event, DWORD data);
DWORD GetEventData(HANDLE event);
LONG InterlockedTestExchange(volatile LONG *target, LONG old, LONG value);
#define InterlockedExchangePointer(target, value) ((PVOID)InterlockedExchange((LONG *)(target), (LONG)(value)))
#define InterlockedExchangeSubtract(target, value) InterlockedExchangeAdd((target), -(value))
#define InterlockedCompareExchangePointer(target, value, comparand) \
    ((PVOID)InterlockedCompareExchange((LONG *)(target), (LONG)(value), (LONG)(comparand)))

/* Exceptions */
#define EXCEPTION_NONCONTINUABLE 1
#define EXCEPTION_MAXIMUM_PARAMETERS 15
#define EXCEPTION_ACCESS_VIOLATION 0xC0000005ul
#define EXCEPTION_DATATYPE_MISALIGNMENT 0x80000002ul
#define EXCEPTION_INT_DIVIDE_BY_ZERO 0xC0000094ul
#define STATUS_ACCESS_VIOLATION 0xC0000005ul
typedef struct _CONTEXT CONTEXT, *PCONTEXT, *LPCONTEXT;
typedef struct _EXCEPTION_RECORD {
    DWORD ExceptionCode;
    DWORD ExceptionFlags;
    struct _EXCEPTION_RECORD *ExceptionRecord;
    PVOID ExceptionAddress;
    DWORD NumberParameters;
    DWORD ExceptionInformation[EXCEPTION_MAXIMUM_PARAMETERS];
} EXCEPTION_RECORD, *PEXCEPTION_RECORD, *LPEXCEPTION_RECORD;
typedef struct _EXCEPTION_POINTERS {
    PEXCEPTION_RECORD ExceptionRecord;
    PCONTEXT ContextRecord;
} EXCEPTION_POINTERS, *PEXCEPTION_POINTERS, *LPEXCEPTION_POINTERS;
void RaiseException(DWORD code, DWORD flags, DWORD count, CONST DWORD *arguments);
int _XcptFilter(DWORD code, PEXCEPTION_POINTERS pointers);

/* Time */
typedef struct _TIME_ZONE_INFORMATION {
    LONG Bias;
    WCHAR StandardName[32];
    SYSTEMTIME StandardDate;
    LONG StandardBias;
    WCHAR DaylightName[32];
    SYSTEMTIME DaylightDate;
    LONG DaylightBias;
} TIME_ZONE_INFORMATION, *PTIME_ZONE_INFORMATION, *LPTIME_ZONE_INFORMATION;
void GetSystemTime(LPSYSTEMTIME time);
void GetLocalTime(LPSYSTEMTIME time);
void GetSystemTimeAsFileTime(LPFILETIME time);
void GetCurrentFT(LPFILETIME time);
BOOL FileTimeToSystemTime(const FILETIME *from, LPSYSTEMTIME to);
BOOL SystemTimeToFileTime(const SYSTEMTIME *from, LPFILETIME to);
BOOL FileTimeToLocalFileTime(const FILETIME *from, LPFILETIME to);
BOOL LocalFileTimeToFileTime(const FILETIME *from, LPFILETIME to);
DWORD GetTimeZoneInformation(LPTIME_ZONE_INFORMATION zone);

/* The processor and the board */
typedef struct _SYSTEM_INFO {
    union {
        DWORD dwOemId;
        struct {
            WORD wProcessorArchitecture;
            WORD wReserved;
        };
    };
    DWORD dwPageSize;
    LPVOID lpMinimumApplicationAddress;
    LPVOID lpMaximumApplicationAddress;
    DWORD dwActiveProcessorMask;
    DWORD dwNumberOfProcessors;
    DWORD dwProcessorType;
    DWORD dwAllocationGranularity;
    WORD wProcessorLevel;
    WORD wProcessorRevision;
} SYSTEM_INFO, *LPSYSTEM_INFO;
void GetSystemInfo(LPSYSTEM_INFO information);
int MulDiv(int number, int numerator, int denominator);
LONGLONG CeGetRandomSeed(void);
void WriteDebugLED(WORD index, DWORD pattern);
BOOL IsAPIReady(DWORD api);
DWORD WaitForAPIReady(DWORD api, DWORD timeout);

/* More of heaps and memory */
#define HEAP_NO_SERIALIZE 1
#define LMEM_MOVEABLE 2
#define LHND LPTR
#define NONZEROLPTR LMEM_FIXED
#define GMEM_FIXED LMEM_FIXED
#define GPTR LPTR
#define GlobalAlloc LocalAlloc
#define GlobalFree LocalFree
BOOL HeapValidate(HANDLE heap, DWORD flags, LPCVOID block);
void CompactAllHeaps(void);
LPVOID HeapAllocTrace(HANDLE heap, DWORD flags, DWORD bytes, DWORD line, LPCSTR file);
HLOCAL LocalAllocTrace(UINT flags, UINT bytes, DWORD line, LPCSTR file);
HLOCAL LocalAllocInProcess(UINT flags, UINT bytes, HANDLE process);
HLOCAL LocalFreeInProcess(HLOCAL block, HANDLE process);
LPVOID RemoteLocalAlloc(UINT flags, UINT bytes);
LPVOID RemoteLocalFree(LPVOID block);
BOOL IsBadCodePtr(FARPROC code);
BOOL CeSafeCopyMemory(LPVOID to, LPCVOID from, DWORD size);

/* More of files */
typedef struct _WIN32_FIND_DATAW {
    DWORD dwFileAttributes;
    FILETIME ftCreationTime;
    FILETIME ftLastAccessTime;
    FILETIME ftLastWriteTime;
    DWORD nFileSizeHigh;
    DWORD nFileSizeLow;
    DWORD dwOID;
    WCHAR cFileName[MAX_PATH];
} WIN32_FIND_DATAW, WIN32_FIND_DATA, *PWIN32_FIND_DATAW, *LPWIN32_FIND_DATAW, *LPWIN32_FIND_DATA;
HANDLE FindFirstFileW(LPCWSTR name, LPWIN32_FIND_DATAW data);
BOOL FindNextFileW(HANDLE search, LPWIN32_FIND_DATAW data);
BOOL FindClose(HANDLE search);
BOOL FlushFileBuffers(HANDLE file);
BOOL SetEndOfFile(HANDLE file);
DWORD CheckPassword(LPWSTR password);
BOOL DeregisterAFS(int index);
BOOL RegisterAFSEx(int index, HANDLE api, DWORD context, DWORD version, DWORD flags);
BOOL LoadFSD(HANDLE device, LPCWSTR name);
BOOL LoadFSDEx(HANDLE device, LPCWSTR name, DWORD flags);
#define FindFirstFile FindFirstFileW
#define FindNextFile FindNextFileW

#define FORMAT_MESSAGE_ALLOCATE_BUFFER 0x100
#define FORMAT_MESSAGE_IGNORE_INSERTS 0x200
#define FORMAT_MESSAGE_FROM_STRING 0x400
#define FORMAT_MESSAGE_FROM_HMODULE 0x800
#define FORMAT_MESSAGE_FROM_SYSTEM 0x1000
DWORD FormatMessageW(DWORD flags, LPCVOID source, DWORD message, DWORD language, LPWSTR buffer, DWORD size,
                     va_list *arguments);
#define FormatMessage FormatMessageW
HANDLE RegisterEventSourceW(LPCWSTR server, LPCWSTR source);
BOOL DeregisterEventSource(HANDLE log);
BOOL ReportEventW(HANDLE log, WORD type, WORD category, DWORD event, LPVOID user, WORD texts, DWORD size,
                  LPCWSTR *text, LPVOID data);
BOOL GetUserNameExW(int format, LPWSTR name, PULONG size);
BOOL CeSetPowerOnEvent(HANDLE event);
#define GetUserNameEx GetUserNameExW

/* Serial ports */
#define EV_RXCHAR 0x0001
#define EV_RXFLAG 0x0002
#define EV_TXEMPTY 0x0004
#define EV_CTS 0x0008
#define EV_DSR 0x0010
#define EV_RLSD 0x0020
#define EV_BREAK 0x0040
#define EV_ERR 0x0080
#define EV_RING 0x0100
#define NOPARITY 0
#define ODDPARITY 1
#define EVENPARITY 2
#define ONESTOPBIT 0
#define ONE5STOPBITS 1
#define TWOSTOPBITS 2
#define CBR_9600 9600
#define CBR_19200 19200
#define CBR_38400 38400
#define CBR_57600 57600
#define CBR_115200 115200
#define DTR_CONTROL_DISABLE 0
#define DTR_CONTROL_ENABLE 1
#define DTR_CONTROL_HANDSHAKE 2
#define RTS_CONTROL_DISABLE 0
#define RTS_CONTROL_ENABLE 1
#define RTS_CONTROL_HANDSHAKE 2
#define PURGE_TXABORT 1
#define PURGE_RXABORT 2
#define PURGE_TXCLEAR 4
#define PURGE_RXCLEAR 8
#define CE_OVERRUN 0x2
#define CE_FRAME 0x8
#define MS_CTS_ON 0x10
#define MS_DSR_ON 0x20
#define MS_RING_ON 0x40
#define MS_RLSD_ON 0x80
#define SETXOFF 1
#define SETXON 2
#define SETRTS 3
#define CLRRTS 4
#define SETDTR 5
#define CLRDTR 6
#define SETBREAK 8
#define CLRBREAK 9
typedef struct _DCB {
    DWORD DCBlength;
    DWORD BaudRate;
    DWORD fBinary : 1;
    DWORD fParity : 1;
    DWORD fOutxCtsFlow : 1;
    DWORD fOutxDsrFlow : 1;
    DWORD fDtrControl : 2;
    DWORD fDsrSensitivity : 1;
    DWORD fTXContinueOnXoff : 1;
    DWORD fOutX : 1;
    DWORD fInX : 1;
    DWORD fErrorChar : 1;
    DWORD fNull : 1;
    DWORD fRtsControl : 2;
    DWORD fAbortOnError : 1;
    DWORD fDummy2 : 17;
    WORD wReserved;
    WORD XonLim;
    WORD XoffLim;
    BYTE ByteSize;
    BYTE Parity;
    BYTE StopBits;
    char XonChar;
    char XoffChar;
    char ErrorChar;
    char EofChar;
    char EvtChar;
    WORD wReserved1;
} DCB, *LPDCB;
typedef struct _COMMTIMEOUTS {
    DWORD ReadIntervalTimeout;
    DWORD ReadTotalTimeoutMultiplier;
    DWORD ReadTotalTimeoutConstant;
    DWORD WriteTotalTimeoutMultiplier;
    DWORD WriteTotalTimeoutConstant;
} COMMTIMEOUTS, *LPCOMMTIMEOUTS;
typedef struct _COMSTAT {
    DWORD fCtsHold : 1;
    DWORD fDsrHold : 1;
    DWORD fRlsdHold : 1;
    DWORD fXoffHold : 1;
    DWORD fXoffSent : 1;
    DWORD fEof : 1;
    DWORD fTxim : 1;
    DWORD fReserved : 25;
    DWORD cbInQue;
    DWORD cbOutQue;
} COMSTAT, *LPCOMSTAT;
typedef struct _COMMPROP {
    WORD wPacketLength;
    WORD wPacketVersion;
    DWORD dwServiceMask;
    DWORD dwReserved1;
    DWORD dwMaxTxQueue;
    DWORD dwMaxRxQueue;
    DWORD dwMaxBaud;
    DWORD dwProvSubType;
    DWORD dwProvCapabilities;
    DWORD dwSettableParams;
    DWORD dwSettableBaud;
    WORD wSettableData;
    WORD wSettableStopParity;
    DWORD dwCurrentTxQueue;
    DWORD dwCurrentRxQueue;
    DWORD dwProvSpec1;
    DWORD dwProvSpec2;
    WCHAR wcProvChar[1];
} COMMPROP, *LPCOMMPROP;
#define SP_SERIALCOMM 1
#define SP_PARITY 0x01
#define SP_BAUD 0x02
#define SP_DATABITS 0x04
#define SP_STOPBITS 0x08
#define SP_HANDSHAKING 0x10
#define SP_PARITY_CHECK 0x20
#define SP_RLSD 0x40
#define PST_UNSPECIFIED 0
#define PST_RS232 1
#define PST_PARALLELPORT 2
#define PST_MODEM 6
#define PCF_DTRDSR 0x001
#define PCF_RTSCTS 0x002
#define PCF_RLSD 0x004
#define PCF_PARITY_CHECK 0x008
#define PCF_XONXOFF 0x010
#define PCF_SETXCHAR 0x020
#define PCF_TOTALTIMEOUTS 0x040
#define PCF_INTTIMEOUTS 0x080
#define PCF_SPECIALCHARS 0x100
#define PCF_16BITMODE 0x200
#define BAUD_075 0x00000001
#define BAUD_110 0x00000002
#define BAUD_150 0x00000008
#define BAUD_300 0x00000010
#define BAUD_600 0x00000020
#define BAUD_1200 0x00000040
#define BAUD_1800 0x00000080
#define BAUD_2400 0x00000100
#define BAUD_4800 0x00000200
#define BAUD_7200 0x00000400
#define BAUD_9600 0x00000800
#define BAUD_14400 0x00001000
#define BAUD_19200 0x00002000
#define BAUD_38400 0x00004000
#define BAUD_56K 0x00008000
#define BAUD_128K 0x00010000
#define BAUD_115200 0x00020000
#define BAUD_57600 0x00040000
#define BAUD_USER 0x10000000
#define DATABITS_5 0x0001
#define DATABITS_6 0x0002
#define DATABITS_7 0x0004
#define DATABITS_8 0x0008
#define DATABITS_16 0x0010
#define STOPBITS_10 0x0001
#define STOPBITS_15 0x0002
#define STOPBITS_20 0x0004
#define PARITY_NONE 0x0100
#define PARITY_ODD 0x0200
#define PARITY_EVEN 0x0400
#define PARITY_MARK 0x0800
#define PARITY_SPACE 0x1000
BOOL GetCommState(HANDLE port, LPDCB state);
BOOL SetCommState(HANDLE port, LPDCB state);
BOOL GetCommTimeouts(HANDLE port, LPCOMMTIMEOUTS timeouts);
BOOL SetCommTimeouts(HANDLE port, LPCOMMTIMEOUTS timeouts);
BOOL GetCommMask(HANDLE port, LPDWORD mask);
BOOL SetCommMask(HANDLE port, DWORD mask);
BOOL WaitCommEvent(HANDLE port, LPDWORD mask, LPOVERLAPPED overlapped);
BOOL GetCommModemStatus(HANDLE port, LPDWORD status);
BOOL GetCommProperties(HANDLE port, LPCOMMPROP properties);
BOOL PurgeComm(HANDLE port, DWORD flags);
BOOL SetupComm(HANDLE port, DWORD in, DWORD out);

BOOL GetThreadTimes(HANDLE thread, LPFILETIME creation, LPFILETIME exit, LPFILETIME kernel, LPFILETIME user);
DWORD GetIdleTime(void);
HANDLE RegisterDevice(LPCWSTR type, DWORD index, LPCWSTR library, DWORD information);
BOOL DeregisterDevice(HANDLE device);

CE_END_C
#endif
