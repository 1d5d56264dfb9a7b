/* Message queues. */
#ifndef CE_MSGQUEUE_H
#define CE_MSGQUEUE_H

#include <windows.h>

#define MSGQUEUE_NOPRECOMMIT 1
#define MSGQUEUE_ALLOW_BROKEN 2
#define MSGQUEUE_MSGALERT 1

typedef struct MSGQUEUEOPTIONS_OS {
    DWORD dwSize;
    DWORD dwFlags;
    DWORD dwMaxMessages;
    DWORD cbMaxMessage;
    BOOL bReadAccess;
} MSGQUEUEOPTIONS, *LPMSGQUEUEOPTIONS, *PMSGQUEUEOPTIONS;

typedef struct MSGQUEUEINFO {
    DWORD dwSize;
    DWORD dwFlags;
    DWORD dwMaxMessages;
    DWORD cbMaxMessage;
    DWORD dwCurrentMessages;
    DWORD dwMaxQueueMessages;
    WORD wNumReaders;
    WORD wNumWriters;
} MSGQUEUEINFO, *PMSGQUEUEINFO, *LPMSGQUEUEINFO;

CE_BEGIN_C
HANDLE CreateMsgQueue(LPCWSTR name, LPMSGQUEUEOPTIONS options);
HANDLE OpenMsgQueue(HANDLE process, HANDLE queue, LPMSGQUEUEOPTIONS options);
BOOL ReadMsgQueue(HANDLE queue, LPVOID buffer, DWORD size, LPDWORD read, DWORD timeout, DWORD *flags);
BOOL WriteMsgQueue(HANDLE queue, LPVOID buffer, DWORD size, DWORD timeout, DWORD flags);
BOOL GetMsgQueueInfo(HANDLE queue, LPMSGQUEUEINFO information);
BOOL CloseMsgQueue(HANDLE queue);
CE_END_C

#endif
