/* What guards return addresses: a value that is made when the image begins, and the end of a process whose value was changed. */
#include <windows.h>
#define HAS_COOKIE
#include "cookie.h"

DWORD __security_gen_cookie(void);
void __report_gsfailure(DWORD cookie);

#if defined(ARMV4I)

DWORD __stack_chk_guard = 0xB064;

void __stack_chk_fail(void)
{
    __report_gsfailure(__stack_chk_guard);
}

#define COOKIE __stack_chk_guard

#else

DWORD __security_cookie = 0xB064;

void __security_check_cookie(DWORD cookie)
{
    if (cookie != __security_cookie)
        __report_gsfailure(cookie);
}

#define COOKIE __security_cookie

#endif

void MakeCookie(void)
{
    COOKIE = __security_gen_cookie();
}
