/* Ports of services. */
#ifndef CE_SERVICE_H
#define CE_SERVICE_H

#include <windows.h>

struct sockaddr;

CE_BEGIN_C
BOOL ServiceAddPort(HANDLE service, struct sockaddr *address, int size, int protocol, WCHAR *registry);
BOOL ServiceClosePort(HANDLE service, struct sockaddr *address, int size, int protocol, BOOL forget);
CE_END_C

#endif
