/* Sockets: addresses, numbers and functions. The machine has no network, so that the functions are declared only. */
#ifndef CE_WINSOCK2_H
#define CE_WINSOCK2_H

#include <windows.h>

typedef UINT SOCKET;
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
#define INVALID_SOCKET ((SOCKET)-1)
#define SOCKET_ERROR (-1)
#define FD_SETSIZE 64
#define AF_UNSPEC 0
#define AF_INET 2
#define PF_INET AF_INET
#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOCK_RAW 3
#define IPPROTO_IP 0
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17
#define SOL_SOCKET 0xFFFF
#define SO_REUSEADDR 4
#define SO_KEEPALIVE 8
#define SO_BROADCAST 0x20
#define SO_SNDBUF 0x1001
#define SO_RCVBUF 0x1002
#define SO_RCVTIMEO 0x1006
#define SOMAXCONN 5
#define INADDR_ANY 0
#define INADDR_LOOPBACK 0x7F000001
#define INADDR_BROADCAST 0xFFFFFFFF
#define INADDR_NONE 0xFFFFFFFF
#define FIONBIO 0x8004667E
#define FIONREAD 0x4004667F
#define WSADESCRIPTION_LEN 256
#define WSASYS_STATUS_LEN 128
#define WSAEINTR 10004
#define WSAEWOULDBLOCK 10035
#define WSAEINPROGRESS 10036
#define WSAEADDRINUSE 10048
#define WSAENETDOWN 10050
#define WSAECONNRESET 10054
#define WSAETIMEDOUT 10060
#define WSAECONNREFUSED 10061

struct in_addr {
    union {
        struct { u_char s_b1, s_b2, s_b3, s_b4; } S_un_b;
        struct { u_short s_w1, s_w2; } S_un_w;
        u_long S_addr;
    } S_un;
};
#define s_addr S_un.S_addr
struct sockaddr {
    u_short sa_family;
    char sa_data[14];
};
struct sockaddr_in {
    short sin_family;
    u_short sin_port;
    struct in_addr sin_addr;
    char sin_zero[8];
};
struct hostent {
    char *h_name;
    char **h_aliases;
    short h_addrtype;
    short h_length;
    char **h_addr_list;
};
#define h_addr h_addr_list[0]
struct timeval {
    long tv_sec;
    long tv_usec;
};
typedef struct fd_set {
    u_int fd_count;
    SOCKET fd_array[FD_SETSIZE];
} fd_set;
#define FD_ZERO(set) ((set)->fd_count = 0)
FORCEINLINE int __WSAFDIsSet(SOCKET socket, fd_set *set)
{
    u_int index;

    for (index = 0; index < set->fd_count; index++)
        if (set->fd_array[index] == socket)
            return 1;
    return 0;
}
FORCEINLINE void CE_AddSocket(SOCKET socket, fd_set *set)
{
    if (!__WSAFDIsSet(socket, set) && set->fd_count < FD_SETSIZE)
        set->fd_array[set->fd_count++] = socket;
}
FORCEINLINE void CE_RemoveSocket(SOCKET socket, fd_set *set)
{
    u_int from, to = 0;

    for (from = 0; from < set->fd_count; from++)
        if (set->fd_array[from] != socket)
            set->fd_array[to++] = set->fd_array[from];
    set->fd_count = to;
}
#define FD_SET(socket, set) CE_AddSocket(socket, set)
#define FD_CLR(socket, set) CE_RemoveSocket(socket, set)
#define FD_ISSET(socket, set) __WSAFDIsSet(socket, set)
typedef struct WSAData {
    WORD wVersion;
    WORD wHighVersion;
    char szDescription[WSADESCRIPTION_LEN + 1];
    char szSystemStatus[WSASYS_STATUS_LEN + 1];
    u_short iMaxSockets;
    u_short iMaxUdpDg;
    char *lpVendorInfo;
} WSADATA, *LPWSADATA;
typedef struct sockaddr SOCKADDR, *PSOCKADDR, *LPSOCKADDR;
typedef struct sockaddr_in SOCKADDR_IN, *PSOCKADDR_IN, *LPSOCKADDR_IN;
typedef struct in_addr IN_ADDR, *PIN_ADDR;
typedef struct hostent HOSTENT, *PHOSTENT;

CE_BEGIN_C
int WSAStartup(WORD version, LPWSADATA data) CE_NOT_PROVIDED;
int WSACleanup(void) CE_NOT_PROVIDED;
int WSAGetLastError(void) CE_NOT_PROVIDED;
SOCKET socket(int family, int type, int protocol) CE_NOT_PROVIDED;
int closesocket(SOCKET socket) CE_NOT_PROVIDED;
int bind(SOCKET socket, const struct sockaddr *address, int length) CE_NOT_PROVIDED;
int listen(SOCKET socket, int backlog) CE_NOT_PROVIDED;
SOCKET accept(SOCKET socket, struct sockaddr *address, int *length) CE_NOT_PROVIDED;
int connect(SOCKET socket, const struct sockaddr *address, int length) CE_NOT_PROVIDED;
int send(SOCKET socket, const char *buffer, int length, int flags) CE_NOT_PROVIDED;
int recv(SOCKET socket, char *buffer, int length, int flags) CE_NOT_PROVIDED;
int sendto(SOCKET socket, const char *buffer, int length, int flags, const struct sockaddr *to, int size) CE_NOT_PROVIDED;
int recvfrom(SOCKET socket, char *buffer, int length, int flags, struct sockaddr *from, int *size) CE_NOT_PROVIDED;
int select(int count, fd_set *read, fd_set *write, fd_set *except, const struct timeval *timeout) CE_NOT_PROVIDED;
int setsockopt(SOCKET socket, int level, int name, const char *value, int length) CE_NOT_PROVIDED;
int getsockopt(SOCKET socket, int level, int name, char *value, int *length) CE_NOT_PROVIDED;
int ioctlsocket(SOCKET socket, long command, u_long *argument) CE_NOT_PROVIDED;
int shutdown(SOCKET socket, int how) CE_NOT_PROVIDED;
int gethostname(char *name, int length) CE_NOT_PROVIDED;
struct hostent *gethostbyname(const char *name) CE_NOT_PROVIDED;
u_long inet_addr(const char *text) CE_NOT_PROVIDED;
char *inet_ntoa(struct in_addr address) CE_NOT_PROVIDED;
CE_END_C

#define htons(value) ((u_short)(((u_short)(value) << 8) | ((u_short)(value) >> 8)))
#define ntohs(value) htons(value)
#define htonl(value)                                                                                                         \
    ((((u_long)(value)) << 24) | ((((u_long)(value)) & 0xFF00) << 8) | ((((u_long)(value)) >> 8) & 0xFF00)                   \
     | (((u_long)(value)) >> 24))
#define ntohl(value) htonl(value)
#ifndef MAKEWORD
#define MAKEWORD(low, high) ((WORD)(((BYTE)(low)) | ((WORD)((BYTE)(high)) << 8)))
#endif

#endif
