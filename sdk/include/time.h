/* Times in seconds. The functions of the C library that work on them are not part of coredll. */
#ifndef CE_TIME_H
#define CE_TIME_H

#include <stddef.h>

typedef unsigned long time_t;
typedef long clock_t;

struct tm {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};

#endif
