/* Flash memory: what the block driver asks of a board's part. */
#ifndef CE_FMD_H
#define CE_FMD_H

#include <windows.h>
#include <pcireg.h>

typedef DWORD SECTOR_ADDR, *PSECTOR_ADDR;
typedef DWORD BLOCK_ID, *PBLOCK_ID;
typedef enum _FLASH_TYPE { NAND, NOR } FLASH_TYPE;

typedef struct _FlashInfo {
    FLASH_TYPE flashType;
    DWORD dwNumBlocks;
    DWORD dwBytesPerBlock;
    WORD wSectorsPerBlock;
    WORD wDataBytesPerSector;
} FlashInfo, *PFlashInfo;

typedef struct _SectorInfo {
    DWORD dwReserved1;
    BYTE bOEMReserved;
    BYTE bBadBlock;
    WORD wReserved2;
} SectorInfo, *PSectorInfo;

#define BLOCK_STATUS_UNKNOWN 0x01
#define BLOCK_STATUS_BAD 0x02
#define BLOCK_STATUS_READONLY 0x04
#define BLOCK_STATUS_RESERVED 0x08
#define OEM_BLOCK_RESERVED 0x01
#define OEM_BLOCK_READONLY 0x02

CE_BEGIN_C
PVOID FMD_Init(LPCTSTR key, PPCI_REG_INFO in, PPCI_REG_INFO out) CE_DRIVER_HAS;
BOOL FMD_Deinit(PVOID context) CE_DRIVER_HAS;
BOOL FMD_GetInfo(PFlashInfo information) CE_DRIVER_HAS;
BOOL FMD_ReadSector(SECTOR_ADDR first, LPBYTE sectors, PSectorInfo information, DWORD count) CE_DRIVER_HAS;
BOOL FMD_WriteSector(SECTOR_ADDR first, LPBYTE sectors, PSectorInfo information, DWORD count) CE_DRIVER_HAS;
BOOL FMD_EraseBlock(BLOCK_ID block) CE_DRIVER_HAS;
DWORD FMD_GetBlockStatus(BLOCK_ID block) CE_DRIVER_HAS;
BOOL FMD_SetBlockStatus(BLOCK_ID block, DWORD status) CE_DRIVER_HAS;
VOID FMD_PowerUp(void) CE_DRIVER_HAS;
VOID FMD_PowerDown(void) CE_DRIVER_HAS;
BOOL FMD_OEMIoControl(DWORD code, PBYTE in, DWORD inSize, PBYTE out, DWORD outSize, PDWORD actual) CE_DRIVER_HAS;
CE_END_C

#endif
