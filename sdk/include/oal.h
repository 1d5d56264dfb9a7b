/* What drivers take of the OEM adaptation layer's header: types of registers. Its functions are the kernel's own. */
#ifndef CE_OAL_H
#define CE_OAL_H

#include <windows.h>
#include <nkintr.h>
#include <oal_io.h>
#include <pkfuncs.h>

#define OALMSG(condition, message) RETAILMSG(condition, message)
#ifndef dimof
#define dimof(array) (sizeof(array) / sizeof((array)[0]))
#endif

#endif
