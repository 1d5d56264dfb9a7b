/* The numbers of interrupts as the kernel has them. */
#ifndef CE_NKINTR_H
#define CE_NKINTR_H

#define SYSINTR_NOP 0
#define SYSINTR_RESCHED 1
#define SYSINTR_BREAK 2
#define SYSINTR_CHAIN 3
#define SYSINTR_IPI 4
#define SYSINTR_DEVICES 8
#define SYSINTR_PROFILE (SYSINTR_DEVICES + 1)
#define SYSINTR_TIMING (SYSINTR_DEVICES + 2)
#define SYSINTR_RTC_ALARM (SYSINTR_DEVICES + 4)
#define SYSINTR_FIRMWARE (SYSINTR_DEVICES + 8)
#define SYSINTR_MAX_DEVICES 64
#define SYSINTR_MAXIMUM (SYSINTR_DEVICES + SYSINTR_MAX_DEVICES)
#define SYSINTR_UNDEFINED 0xFFFFFFFFul
#define IRQ_UNSPECIFIED 0xFFFFFFFFul

#define OAL_INTR_FORCE_STATIC 0x01
#define OAL_INTR_STATIC 0x02
#define OAL_INTR_DYNAMIC 0x04
#define OAL_INTR_TRANSLATE 0x08
#define OAL_INTR_IRQ_UNDEFINED 0xFFFFFFFFul

#ifdef __cplusplus
extern "C" {
#endif
typedef struct _DEVICE_LOCATION {
    unsigned long IfcType;
    unsigned long BusNumber;
    unsigned long LogicalLoc;
    void *PhysicalLoc;
    unsigned long Pin;
} DEVICE_LOCATION, *PDEVICE_LOCATION;
#ifdef __cplusplus
}
#endif

#endif
