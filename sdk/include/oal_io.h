/* Registers by their widths, as board support packages name them. The macros that read and write are in ceddk.h. */
#ifndef CE_OAL_IO_H
#define CE_OAL_IO_H

#include <ceddk.h>

typedef volatile UINT8 REG8, *PREG8;
typedef volatile UINT16 REG16, *PREG16;
typedef volatile UINT32 REG32, *PREG32;

#define INPORT8(address) INREG8(address)
#define INPORT16(address) INREG16(address)
#define INPORT32(address) INREG32(address)
#define OUTPORT8(address, value) OUTREG8(address, value)
#define OUTPORT16(address, value) OUTREG16(address, value)
#define OUTPORT32(address, value) OUTREG32(address, value)
#define MASKREG32(address, mask, bits) OUTREG32(address, (INREG32(address) & ~(mask)) | (bits))
#define MASKREG16(address, mask, bits) OUTREG16(address, (INREG16(address) & ~(mask)) | (bits))

#endif
