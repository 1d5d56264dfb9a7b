/* Globally unique identifiers. With INITGUID, as initguid.h sets it, DEFINE_GUID defines them; without, it declares them. */
#ifndef CE_GUIDDEF_H
#define CE_GUIDDEF_H

typedef struct _GUID {
    unsigned long Data1;
    unsigned short Data2;
    unsigned short Data3;
    unsigned char Data4[8];
} GUID, IID, CLSID, FMTID, *LPGUID, *PGUID, *LPCLSID, *LPIID;
typedef const GUID *LPCGUID;

/* Several sources may define the same one. */
#ifdef _WIN32
#define CE_GUID_ONCE __declspec(selectany)
#else
#define CE_GUID_ONCE __attribute__((weak))
#endif

#ifdef __cplusplus
#define REFGUID const GUID &
#define REFIID const IID &
#define REFCLSID const CLSID &
#define CE_GUID_LINKAGE extern "C"
#else
#define REFGUID const GUID *
#define REFIID const IID *
#define REFCLSID const CLSID *
#define CE_GUID_LINKAGE extern
#endif

#endif

#undef DEFINE_GUID
#ifdef INITGUID
#define DEFINE_GUID(name, a, b, c, d, e, f, g, h, i, j, k)                           \
    CE_GUID_LINKAGE const GUID CE_GUID_ONCE name = {(a), (b), (c), {(d), (e), (f), (g), (h), (i), (j), (k)}}
#else
#define DEFINE_GUID(name, a, b, c, d, e, f, g, h, i, j, k) CE_GUID_LINKAGE const GUID name
#endif
