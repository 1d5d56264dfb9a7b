/* Functions on blocks of memory. */
#include <string.h>
