/* The types of the interface by the header's other name. */
#include <windef.h>
