/* Touch panels: the upper layer's header has the types of the lower one's. */
#include <tchddsi.h>
