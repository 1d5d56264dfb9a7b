/* Controls of block devices. */
#ifndef CE_DISKIO_H
#define CE_DISKIO_H

#include <windows.h>
#include <winioctl.h>

#define IOCTL_DISK_BASE FILE_DEVICE_DISK
#define IOCTL_DISK_GETINFO CTL_CODE(IOCTL_DISK_BASE, 0x700, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_DISK_SETINFO CTL_CODE(IOCTL_DISK_BASE, 0x701, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_DISK_READ CTL_CODE(IOCTL_DISK_BASE, 0x702, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_DISK_WRITE CTL_CODE(IOCTL_DISK_BASE, 0x703, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_DISK_GETNAME CTL_CODE(IOCTL_DISK_BASE, 0x708, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define DISK_IOCTL_GETINFO 1
#define DISK_IOCTL_READ 2
#define DISK_IOCTL_WRITE 3

typedef struct _DISK_INFO {
    DWORD di_total_sectors;
    DWORD di_bytes_per_sect;
    DWORD di_cylinders;
    DWORD di_heads;
    DWORD di_sectors;
    DWORD di_flags;
} DISK_INFO, *PDISK_INFO;

typedef struct _SG_BUF {
    PUCHAR sb_buf;
    DWORD sb_len;
} SG_BUF, *PSG_BUF;

typedef struct _SG_REQ {
    DWORD sr_start;
    DWORD sr_num_sec;
    DWORD sr_num_sg;
    DWORD sr_status;
    void (*sr_callback)(struct _SG_REQ *);
    SG_BUF sr_sglist[1];
} SG_REQ, *PSG_REQ;

#endif
