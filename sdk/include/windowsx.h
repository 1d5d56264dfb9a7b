/* Short forms for windows. */
#ifndef CE_WINDOWSX_H
#define CE_WINDOWSX_H

#include <windows.h>

#define GET_WM_COMMAND_ID(w, l) LOWORD(w)
#define GetInstanceModule(instance) ((HMODULE)(instance))

#endif
