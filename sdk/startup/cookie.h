/* The value that guards return addresses, which is made before anything else. */
#ifndef STARTUP_COOKIE_H
#define STARTUP_COOKIE_H

#if defined(HAS_COOKIE)
void MakeCookie(void);
#else
#define MakeCookie() ((void)0)
#endif

#endif
