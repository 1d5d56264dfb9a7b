/* What a driver of the PCI bus finds below its key. */
#ifndef CE_PCIREG_H
#define CE_PCIREG_H

#include <windows.h>

#define PCI_TYPE0_ADDRESSES 6

typedef struct _REG_ARRAY {
    DWORD Num;
    DWORD Reg[PCI_TYPE0_ADDRESSES];
} REG_ARRAY, *PREG_ARRAY;

typedef struct _PCI_REG_INFO {
    DWORD cbSize;
    DWORD Bus;
    DWORD Device;
    DWORD Function;
    DWORD Irq;
    DWORD SysIntr;
    REG_ARRAY MemBase;
    REG_ARRAY MemLen;
    REG_ARRAY IoBase;
    REG_ARRAY IoLen;
} PCI_REG_INFO, *PPCI_REG_INFO;

#endif
