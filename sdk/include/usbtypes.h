/* Descriptors and requests of the Universal Serial Bus, as its specification numbers them. */
#ifndef CE_USBTYPES_H
#define CE_USBTYPES_H

#include <windows.h>

#define USB_DEVICE_DESCRIPTOR_TYPE 1
#define USB_CONFIGURATION_DESCRIPTOR_TYPE 2
#define USB_STRING_DESCRIPTOR_TYPE 3
#define USB_INTERFACE_DESCRIPTOR_TYPE 4
#define USB_ENDPOINT_DESCRIPTOR_TYPE 5
#define USB_ENDPOINT_DIRECTION_MASK 0x80
#define USB_ENDPOINT_DIRECTION_OUT(address) (!((address) & USB_ENDPOINT_DIRECTION_MASK))
#define USB_ENDPOINT_DIRECTION_IN(address) ((address) & USB_ENDPOINT_DIRECTION_MASK)
#define USB_ENDPOINT_TYPE_MASK 3
#define USB_ENDPOINT_TYPE_CONTROL 0
#define USB_ENDPOINT_TYPE_ISOCHRONOUS 1
#define USB_ENDPOINT_TYPE_BULK 2
#define USB_ENDPOINT_TYPE_INTERRUPT 3
#define USB_REQUEST_HOST_TO_DEVICE 0x00
#define USB_REQUEST_DEVICE_TO_HOST 0x80
#define USB_REQUEST_STANDARD 0x00
#define USB_REQUEST_CLASS 0x20
#define USB_REQUEST_VENDOR 0x40
#define USB_REQUEST_FOR_DEVICE 0
#define USB_REQUEST_FOR_INTERFACE 1
#define USB_REQUEST_FOR_ENDPOINT 2

#pragma pack(push, 1)
typedef struct _USB_DEVICE_DESCRIPTOR {
    BYTE bLength;
    BYTE bDescriptorType;
    USHORT bcdUSB;
    BYTE bDeviceClass;
    BYTE bDeviceSubClass;
    BYTE bDeviceProtocol;
    BYTE bMaxPacketSize0;
    USHORT idVendor;
    USHORT idProduct;
    USHORT bcdDevice;
    BYTE iManufacturer;
    BYTE iProduct;
    BYTE iSerialNumber;
    BYTE bNumConfigurations;
} USB_DEVICE_DESCRIPTOR, *PUSB_DEVICE_DESCRIPTOR;
typedef struct _USB_CONFIGURATION_DESCRIPTOR {
    BYTE bLength;
    BYTE bDescriptorType;
    USHORT wTotalLength;
    BYTE bNumInterfaces;
    BYTE bConfigurationValue;
    BYTE iConfiguration;
    BYTE bmAttributes;
    BYTE MaxPower;
} USB_CONFIGURATION_DESCRIPTOR, *PUSB_CONFIGURATION_DESCRIPTOR;
typedef struct _USB_INTERFACE_DESCRIPTOR {
    BYTE bLength;
    BYTE bDescriptorType;
    BYTE bInterfaceNumber;
    BYTE bAlternateSetting;
    BYTE bNumEndpoints;
    BYTE bInterfaceClass;
    BYTE bInterfaceSubClass;
    BYTE bInterfaceProtocol;
    BYTE iInterface;
} USB_INTERFACE_DESCRIPTOR, *PUSB_INTERFACE_DESCRIPTOR;
typedef struct _USB_ENDPOINT_DESCRIPTOR {
    BYTE bLength;
    BYTE bDescriptorType;
    BYTE bEndpointAddress;
    BYTE bmAttributes;
    USHORT wMaxPacketSize;
    BYTE bInterval;
} USB_ENDPOINT_DESCRIPTOR, *PUSB_ENDPOINT_DESCRIPTOR;
typedef struct _USB_DEVICE_REQUEST {
    BYTE bmRequestType;
    BYTE bRequest;
    USHORT wValue;
    USHORT wIndex;
    USHORT wLength;
} USB_DEVICE_REQUEST, *PUSB_DEVICE_REQUEST, *LPUSB_DEVICE_REQUEST;
#pragma pack(pop)
typedef const USB_DEVICE_DESCRIPTOR *LPCUSB_DEVICE_DESCRIPTOR;
typedef const USB_CONFIGURATION_DESCRIPTOR *LPCUSB_CONFIGURATION_DESCRIPTOR;
typedef const USB_INTERFACE_DESCRIPTOR *LPCUSB_INTERFACE_DESCRIPTOR;
typedef const USB_ENDPOINT_DESCRIPTOR *LPCUSB_ENDPOINT_DESCRIPTOR;

#endif
