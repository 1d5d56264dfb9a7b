/* The window manager's header for drivers: what keypads and pointers need of it is in winuser.h. */
#include <windows.h>
