/* Driver development: mapping of device registers, and access to them. */
#ifndef CE_CEDDK_H
#define CE_CEDDK_H

#include <windows.h>
#include <devload.h>
#include <pkfuncs.h>
#include <pm.h>

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef enum _INTERFACE_TYPE { InterfaceTypeUndefined = -1, Internal, Isa, Eisa, MicroChannel, TurboChannel, PCIBus,
    VMEBus, NuBus, PCMCIABus, CBus, MPIBus, MPSABus, ProcessorInternal, InternalPowerBus, PNPISABus, PNPBus,
    MaximumInterfaceType } INTERFACE_TYPE, *PINTERFACE_TYPE;
typedef enum _BUS_DATA_TYPE { PCIConfiguration = 4 } BUS_DATA_TYPE;

typedef struct _DMA_ADAPTER_OBJECT_ {
    USHORT ObjectSize;
    INTERFACE_TYPE InterfaceType;
    ULONG BusNumber;
} DMA_ADAPTER_OBJECT, *PDMA_ADAPTER_OBJECT;

typedef DWORD (*CEDDK_POWER_CALLBACK)(DWORD context, CEDEVICE_POWER_STATE state);

CE_BEGIN_C
PVOID MmMapIoSpace(PHYSICAL_ADDRESS address, ULONG size, BOOLEAN cached);
void MmUnmapIoSpace(PVOID address, ULONG size);
BOOLEAN HalTranslateBusAddress(INTERFACE_TYPE interface, ULONG bus, PHYSICAL_ADDRESS address, PULONG space,
                               PPHYSICAL_ADDRESS translated);
BOOLEAN HalTranslateSystemAddress(INTERFACE_TYPE interface, ULONG bus, PHYSICAL_ADDRESS address, PPHYSICAL_ADDRESS translated);
BOOL TransBusAddrToVirtual(INTERFACE_TYPE interface, ULONG bus, PHYSICAL_ADDRESS address, ULONG size, PULONG space, PVOID *mapped);
BOOL TransBusAddrToStatic(INTERFACE_TYPE interface, ULONG bus, PHYSICAL_ADDRESS address, ULONG size, PULONG space, PVOID *mapped);
ULONG HalGetBusDataByOffset(BUS_DATA_TYPE type, ULONG bus, ULONG slot, PVOID buffer, ULONG offset, ULONG size);
ULONG HalSetBusDataByOffset(BUS_DATA_TYPE type, ULONG bus, ULONG slot, PVOID buffer, ULONG offset, ULONG size);
PVOID HalAllocateCommonBuffer(PDMA_ADAPTER_OBJECT adapter, ULONG size, PPHYSICAL_ADDRESS logical, BOOLEAN cached);
void HalFreeCommonBuffer(PDMA_ADAPTER_OBJECT adapter, ULONG size, PHYSICAL_ADDRESS logical, PVOID buffer, BOOLEAN cached);
void StallExecution(DWORD microseconds);
BOOL CalibrateStallCounter(void);
HANDLE CreateBusAccessHandle(LPCWSTR activeKey);
void CloseBusAccessHandle(HANDLE bus);
BOOL BusIoControl(HANDLE bus, DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize, LPDWORD returned,
                  LPOVERLAPPED overlapped);
BOOL BusChildIoControl(HANDLE bus, DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize, LPDWORD returned,
                       LPOVERLAPPED overlapped);
BOOL TranslateBusAddr(HANDLE bus, INTERFACE_TYPE interface, ULONG number, PHYSICAL_ADDRESS address, PULONG space,
                      PPHYSICAL_ADDRESS translated);
BOOL TranslateSystemAddr(HANDLE bus, INTERFACE_TYPE interface, ULONG number, PHYSICAL_ADDRESS address,
                         PPHYSICAL_ADDRESS translated);
BOOL BusTransBusAddrToVirtual(HANDLE bus, INTERFACE_TYPE interface, ULONG number, PHYSICAL_ADDRESS address, ULONG size,
                              PULONG space, PVOID *mapped);
BOOL BusTransBusAddrToStatic(HANDLE bus, INTERFACE_TYPE interface, ULONG number, PHYSICAL_ADDRESS address, ULONG size,
                             PULONG space, PVOID *mapped);
DWORD GetDeviceConfigurationData(HANDLE bus, DWORD space, DWORD number, DWORD slot, DWORD offset, DWORD size, PVOID buffer);
DWORD SetDeviceConfigurationData(HANDLE bus, DWORD space, DWORD number, DWORD slot, DWORD offset, DWORD size, PVOID buffer);
BOOL GetDevicePowerState(HANDLE bus, PCEDEVICE_POWER_STATE state, PVOID parameter);
BOOL SetDevicePowerState(HANDLE bus, CEDEVICE_POWER_STATE state, PVOID parameter);
BOOL GetBusNamePrefix(HANDLE bus, LPWSTR prefix, DWORD size);
BOOL GetParentDeviceInfo(HANDLE bus, PVOID information);
BOOL GetChildDeviceRemoveState(HANDLE bus, PDWORD state);
HANDLE CeDriverGetDirectCaller(void);
HANDLE CeDriverDuplicateCallerHandle(HANDLE handle, DWORD access, BOOL inherit, DWORD options);
HANDLE DDKPwr_Initialize(CEDDK_POWER_CALLBACK setter, DWORD context, BOOL abort, DWORD timeout);
void DDKPwr_Deinitialize(HANDLE power);
BOOL DDKPwr_SetDeviceLevel(HANDLE power, CEDEVICE_POWER_STATE state, CEDDK_POWER_CALLBACK callback);
CEDEVICE_POWER_STATE DDKPwr_GetDeviceLevel(HANDLE power);
HANDLE DDKPwr_RequestLevel(HANDLE power, CEDEVICE_POWER_STATE state);
BOOL DDKPwr_ReleaseLevel(HANDLE power, HANDLE level);

/* On ARM a port is an address like any other; the buffer forms step the buffer only. */
#define CE_ACCESS(SPACE, WIDTH)                                                                                              \
    WIDTH READ_##SPACE##_##WIDTH(volatile WIDTH *place);                                                                     \
    void WRITE_##SPACE##_##WIDTH(volatile WIDTH *place, WIDTH value);                                                        \
    void READ_##SPACE##_BUFFER_##WIDTH(volatile WIDTH *place, WIDTH *buffer, ULONG count);                                   \
    void WRITE_##SPACE##_BUFFER_##WIDTH(volatile WIDTH *place, WIDTH *buffer, ULONG count);
CE_ACCESS(PORT, UCHAR)
CE_ACCESS(PORT, USHORT)
CE_ACCESS(PORT, ULONG)
CE_ACCESS(REGISTER, UCHAR)
CE_ACCESS(REGISTER, USHORT)
CE_ACCESS(REGISTER, ULONG)
#undef CE_ACCESS
CE_END_C

#define INREG32(address) (*(volatile ULONG *)(address))
#define OUTREG32(address, value) (*(volatile ULONG *)(address) = (value))
#define SETREG32(address, bits) OUTREG32(address, INREG32(address) | (bits))
#define CLRREG32(address, bits) OUTREG32(address, INREG32(address) & ~(bits))
#define INREG16(address) (*(volatile USHORT *)(address))
#define OUTREG16(address, value) (*(volatile USHORT *)(address) = (USHORT)(value))
#define SETREG16(address, bits) OUTREG16(address, INREG16(address) | (bits))
#define CLRREG16(address, bits) OUTREG16(address, INREG16(address) & ~(bits))
#define INREG8(address) (*(volatile UCHAR *)(address))
#define OUTREG8(address, value) (*(volatile UCHAR *)(address) = (UCHAR)(value))

#define READ_REGISTER_ULONG(address) (*(volatile ULONG *)(address))
#define READ_REGISTER_USHORT(address) (*(volatile USHORT *)(address))
#define READ_REGISTER_UCHAR(address) (*(volatile UCHAR *)(address))
#define WRITE_REGISTER_ULONG(address, value) (*(volatile ULONG *)(address) = (value))
#define WRITE_REGISTER_USHORT(address, value) (*(volatile USHORT *)(address) = (value))
#define WRITE_REGISTER_UCHAR(address, value) (*(volatile UCHAR *)(address) = (value))

/* Callbacks between drivers, and buffers of the DMA library. */
typedef BOOL (*DRIVER_CALLBACK)(DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize, LPDWORD actual, LPVOID overlapped);
typedef struct {
    DWORD length;
    PVOID virtualAddress;
    DWORD physicalLow;
    DWORD physicalHigh;
} DMA_BUFFER_BLOCK;

CE_BEGIN_C
HANDLE CeDriverMapCallbackFunction(DRIVER_CALLBACK routine);
BOOL CeDriverPerformCallback(HANDLE callback, DWORD code, LPVOID in, DWORD inSize, LPVOID out, DWORD outSize, LPDWORD actual,
                             LPVOID overlapped);
PVOID OALDMAAllocBuffer(PVOID adapter, ULONG length, PHYSICAL_ADDRESS *logical, BOOLEAN cached);
VOID OALDMAFreeBuffer(PVOID adapter, ULONG length, PHYSICAL_ADDRESS logical, PVOID address, BOOLEAN cached);
HANDLE DMAOpenBuffer(PVOID adapter, DWORD count, PVOID const buffers[], const DWORD lengths[]);
DWORD DMAGetBufferPhysAddr(HANDLE buffer, DWORD count, DMA_BUFFER_BLOCK blocks[]);
BOOL DMAFlushBlockBuffer(HANDLE buffer);
BOOL DMACloseBuffer(HANDLE buffer);
CE_END_C

#endif
