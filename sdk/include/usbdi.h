/* What a driver of a USB device is given by the bus driver. The machine has no USB: the functions come by a table that
   nobody passes, so only types and numbers are here. */
#ifndef CE_USBDI_H
#define CE_USBDI_H

#include <usbtypes.h>

typedef HANDLE USB_HANDLE;
typedef HANDLE USB_PIPE;
typedef HANDLE USB_TRANSFER;
typedef DWORD USB_ERROR, *LPUSB_ERROR;

#define USB_NO_ERROR 0
#define USB_CLOSE_DEVICE 1
#define USB_INVALID_HANDLE_VALUE ((HANDLE)-1)
#define USB_NO_WAIT 0x20000000
#define USB_IN_TRANSFER 0x80000000
#define USB_OUT_TRANSFER 0
#define USB_SHORT_TRANSFER_OK 0x40000000

typedef struct _USB_ENDPOINT {
    DWORD dwCount;
    USB_ENDPOINT_DESCRIPTOR Descriptor;
    const BYTE *lpbExtended;
} USB_ENDPOINT, *LPUSB_ENDPOINT;
typedef const USB_ENDPOINT *LPCUSB_ENDPOINT;

typedef struct _USB_INTERFACE {
    DWORD dwCount;
    USB_INTERFACE_DESCRIPTOR Descriptor;
    const BYTE *lpbExtended;
    LPCUSB_ENDPOINT lpEndpoints;
} USB_INTERFACE, *LPUSB_INTERFACE;
typedef const USB_INTERFACE *LPCUSB_INTERFACE;

typedef struct _USB_CONFIGURATION {
    DWORD dwCount;
    USB_CONFIGURATION_DESCRIPTOR Descriptor;
    const BYTE *lpbExtended;
    DWORD dwNumInterfaces;
    LPCUSB_INTERFACE lpInterfaces;
} USB_CONFIGURATION, *LPUSB_CONFIGURATION;
typedef const USB_CONFIGURATION *LPCUSB_CONFIGURATION;

typedef struct _USB_DEVICE {
    DWORD dwCount;
    USB_DEVICE_DESCRIPTOR Descriptor;
    LPCUSB_CONFIGURATION lpConfigs;
    LPCUSB_CONFIGURATION lpActiveConfig;
} USB_DEVICE, *LPUSB_DEVICE;
typedef const USB_DEVICE *LPCUSB_DEVICE;

typedef struct _USB_DRIVER_SETTINGS {
    DWORD dwCount;
    DWORD dwVendorId;
    DWORD dwProductId;
    DWORD dwReleaseNumber;
    DWORD dwDeviceClass;
    DWORD dwDeviceSubClass;
    DWORD dwDeviceProtocol;
    DWORD dwInterfaceClass;
    DWORD dwInterfaceSubClass;
    DWORD dwInterfaceProtocol;
} USB_DRIVER_SETTINGS, *LPUSB_DRIVER_SETTINGS;
typedef const USB_DRIVER_SETTINGS *LPCUSB_DRIVER_SETTINGS;

typedef BOOL (*LPDEVICE_NOTIFY_ROUTINE)(LPVOID parameter, DWORD code, LPDWORD p1, LPDWORD p2, LPDWORD p3, LPDWORD p4);
typedef DWORD (*LPTRANSFER_NOTIFY_ROUTINE)(LPVOID parameter);
typedef struct _USB_FUNCS USB_FUNCS, *LPUSB_FUNCS;
typedef const USB_FUNCS *LPCUSB_FUNCS;

#endif
