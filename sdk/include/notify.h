/* Programs that are started at a time or an event. The machine has no notification server: these calls fail. */
#ifndef CE_NOTIFY_H
#define CE_NOTIFY_H

#include <windows.h>

#define NOTIFICATION_EVENT_NONE 0
#define NOTIFICATION_EVENT_WAKEUP 11

typedef struct _CE_NOTIFICATION_TRIGGER CE_NOTIFICATION_TRIGGER;
typedef struct _CE_USER_NOTIFICATION CE_USER_NOTIFICATION;

CE_BEGIN_C
BOOL CeClearUserNotification(HANDLE notification);
BOOL CeEventHasOccurred(LONG event, LPWSTR commandLine);
BOOL CeRunAppAtEvent(LPWSTR program, LONG event);
BOOL CeRunAppAtTime(LPWSTR program, SYSTEMTIME *time);
HANDLE CeSetUserNotificationEx(HANDLE notification, CE_NOTIFICATION_TRIGGER *trigger, CE_USER_NOTIFICATION *user);
CE_END_C

#endif
