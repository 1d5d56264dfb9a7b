/* The version of the system that is built for. */
#ifndef CE_BLDVER_H
#define CE_BLDVER_H

#define CE_MAJOR_VER (_WIN32_WCE >> 8)
#define CE_MINOR_VER (_WIN32_WCE & 0xFF)
#define CE_BUILD_VER 0

#endif
