/* The debugger's connection, which the machine does not have. */
#ifndef CE_KITL_H
#define CE_KITL_H

#include <windows.h>

#endif
