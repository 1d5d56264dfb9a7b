/* From here on DEFINE_GUID defines identifiers in place of declaring them. */
#ifndef INITGUID
#define INITGUID
#endif
#include <guiddef.h>
