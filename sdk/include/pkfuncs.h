/* Calls for drivers: mappings in any process, physical memory, caches, marshalling of caller buffers, interrupts. */
#ifndef CE_PKFUNCS_H
#define CE_PKFUNCS_H

#include <windows.h>
#include <winioctl.h>

/* Cache operations */
#define CACHE_SYNC_DISCARD 0x01
#define CACHE_SYNC_INSTRUCTIONS 0x02
#define CACHE_SYNC_WRITEBACK 0x04
#define CACHE_SYNC_FLUSH_I_TLB 0x08
#define CACHE_SYNC_FLUSH_D_TLB 0x10
#define CACHE_SYNC_FLUSH_TLB (CACHE_SYNC_FLUSH_I_TLB | CACHE_SYNC_FLUSH_D_TLB)
#define CACHE_SYNC_L2_WRITEBACK 0x20
#define CACHE_SYNC_L2_DISCARD 0x40
#define CACHE_SYNC_ALL 0x7F

#define LOCKFLAG_WRITE 1
#define LOCKFLAG_QUERY_ONLY 2
#define LOCKFLAG_READ 4

/* The shift from a page frame number of LockPages to a physical address */
#define KINX_PFN_SHIFT 2
#define UserKInfo ((volatile DWORD *)(0xFFFFC800 + 0x300))

/* Argument descriptors of the marshalling calls */
#define ARG_DW 0x0
#define ARG_I_PTR 0x4
#define ARG_I_WSTR 0x5
#define ARG_I_ASTR 0x6
#define ARG_I_PDW 0x7
#define ARG_O_PTR 0x8
#define ARG_O_PDW 0x9
#define ARG_O_PI64 0xA
#define ARG_IO_PTR 0xC
#define ARG_IO_PDW 0xD
#define ARG_IO_PI64 0xE
#define MARSHAL_FORCE_ALIAS 0x80000000

CE_BEGIN_C
LPVOID VirtualAllocEx(HANDLE process, LPVOID address, DWORD size, DWORD type, DWORD protection);
BOOL VirtualFreeEx(HANDLE process, LPVOID address, DWORD size, DWORD type);
BOOL VirtualProtectEx(HANDLE process, LPVOID address, DWORD size, DWORD protection, PDWORD old);
DWORD VirtualQueryEx(HANDLE process, LPCVOID address, PMEMORY_BASIC_INFORMATION information, DWORD length);
BOOL VirtualCopy(LPVOID to, LPVOID from, DWORD size, DWORD protection);
BOOL VirtualCopyEx(HANDLE toProcess, LPVOID to, HANDLE fromProcess, LPVOID from, DWORD size, DWORD protection);
LPVOID VirtualAllocCopyEx(HANDLE fromProcess, HANDLE toProcess, LPVOID address, DWORD size, DWORD protection);
BOOL VirtualSetAttributes(LPVOID address, DWORD size, DWORD flags, DWORD mask, LPDWORD old);

/* `shiftedPhysical` is the physical address divided by 256. */
LPVOID CreateStaticMapping(DWORD shiftedPhysical, DWORD size);
BOOL DeleteStaticMapping(LPVOID address, DWORD size);
LPVOID AllocPhysMem(DWORD size, DWORD protection, DWORD alignmentMask, DWORD flags, PULONG physical);
BOOL FreePhysMem(LPVOID address);
BOOL LockPages(LPVOID address, DWORD size, PDWORD frames, int options);
BOOL UnlockPages(LPVOID address, DWORD size);
void CacheRangeFlush(LPVOID address, DWORD size, DWORD flags);

HRESULT CeOpenCallerBuffer(PVOID *to, PVOID from, DWORD size, DWORD descriptor, BOOL forceDuplicate);
HRESULT CeCloseCallerBuffer(PVOID to, PVOID from, DWORD size, DWORD descriptor);
HRESULT CeAllocAsynchronousBuffer(PVOID *to, PVOID from, DWORD size, DWORD descriptor);
HRESULT CeFreeAsynchronousBuffer(PVOID to, PVOID from, DWORD size, DWORD descriptor);
HRESULT CeFlushAsynchronousBuffer(PVOID to, PVOID from, PVOID check, DWORD size, DWORD descriptor);
HRESULT CeAllocDuplicateBuffer(PVOID *to, PVOID from, DWORD size, DWORD descriptor);
HRESULT CeFreeDuplicateBuffer(PVOID to, PVOID from, DWORD size, DWORD descriptor);

DWORD GetCallerVMProcessId(void);
DWORD GetDirectCallerProcessId(void);

BOOL KernelIoControl(DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize, LPDWORD returned);
BOOL InterruptInitialize(DWORD id, HANDLE event, LPVOID data, DWORD size);
void InterruptDone(DWORD id);
void InterruptDisable(DWORD id);
void InterruptMask(DWORD id, BOOL disable);
BOOL SetInterruptEvent(DWORD id);
void CacheSync(DWORD flags);
LPVOID NKCreateStaticMapping(DWORD shiftedPhysical, DWORD size);
LPVOID MapPtrToProcess(LPVOID address, HANDLE process);
LPVOID MapPtrToProcWithSize(LPVOID address, DWORD size, HANDLE process);
LPVOID MapPtrUnsecure(LPVOID address, HANDLE process);
LPVOID MapCallerPtr(LPVOID address, DWORD size);
LPVOID CeZeroPointer(LPVOID address);
DWORD __GetUserKData(DWORD offset);
HANDLE LoadIntChainHandler(LPCWSTR library, LPCWSTR function, BYTE interrupt);
BOOL FreeIntChainHandler(HANDLE instance);
BOOL IntChainHandlerIoControl(HANDLE instance, DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize,
                              LPDWORD returned);
HANDLE ResourceCreateList(DWORD resource, DWORD minimum, DWORD count);
BOOL ResourceDestroyList(DWORD resource);
BOOL ResourceRequest(DWORD resource, DWORD id, DWORD length);
BOOL ResourceRequestEx(DWORD resource, DWORD id, DWORD length, DWORD flags);
BOOL ResourceRelease(DWORD resource, DWORD id, DWORD length);
DWORD GetCRTFlags(void);
CE_END_C

#define RESOURCE_IRQ 1
#define RESOURCE_IO 2

/* Controls of the OEM layer. */
#define IOCTL_HAL_TRANSLATE_IRQ CTL_CODE(FILE_DEVICE_HAL, 18, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HAL_REQUEST_SYSINTR CTL_CODE(FILE_DEVICE_HAL, 38, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HAL_RELEASE_SYSINTR CTL_CODE(FILE_DEVICE_HAL, 54, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HAL_GET_DEVICE_INFO CTL_CODE(FILE_DEVICE_HAL, 1, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HAL_REQUEST_IRQ CTL_CODE(FILE_DEVICE_HAL, 36, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HAL_ENABLE_WAKE CTL_CODE(FILE_DEVICE_HAL, 40, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HAL_DISABLE_WAKE CTL_CODE(FILE_DEVICE_HAL, 41, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HAL_GET_UUID CTL_CODE(FILE_DEVICE_HAL, 13, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HAL_REBOOT CTL_CODE(FILE_DEVICE_HAL, 15, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HAL_GET_DEVICEID CTL_CODE(FILE_DEVICE_HAL, 21, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_PROCESSOR_INFORMATION CTL_CODE(FILE_DEVICE_HAL, 25, METHOD_BUFFERED, FILE_ANY_ACCESS)

#endif
