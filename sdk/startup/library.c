/* Where a library with static objects begins: constructors before its own entry, destructors behind it. ENTRY is the symbol of that
   entry; a library may have none. */
#include <windows.h>
#include "cookie.h"

#if defined(WITHOUT_STATICS)
#define ConstructStatics() ((void)0)
#define DestroyStatics() ((void)0)
#else
#include "statics.h"
#endif

#ifdef ENTRY
BOOL WINAPI entry(HINSTANCE instance, DWORD reason, LPVOID reserved) __asm__(ENTRY);
#endif

BOOL WINAPI _DllMainCRTStartup(HINSTANCE instance, DWORD reason, LPVOID reserved);

BOOL WINAPI _DllMainCRTStartup(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    BOOL result = TRUE;

    if (reason == DLL_PROCESS_ATTACH) {
        MakeCookie();
        ConstructStatics();
    }
#ifdef ENTRY
    result = entry(instance, reason, reserved);
#else
    (void)instance;
    (void)reserved;
#endif
    /* A library that refuses to be attached is not detached. */
    if (reason == DLL_PROCESS_DETACH || (reason == DLL_PROCESS_ATTACH && !result))
        DestroyStatics();
    return result;
}
