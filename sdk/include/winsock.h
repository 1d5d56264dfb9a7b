/* Sockets of version 1.1: those of version 2 have them all. */
#include <winsock2.h>
