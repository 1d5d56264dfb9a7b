/* Databases and notifications of the object store. The machine has neither: these calls fail. */
#ifndef CE_WINDBASE_H
#define CE_WINDBASE_H

#include <windows.h>

typedef DWORD CEOID, *PCEOID, CEPROPID, *PCEPROPID;
typedef GUID CEGUID, *PCEGUID;
typedef struct _CEOIDINFO *PCEOIDINFO;
typedef struct _SORTORDERSPEC *PSORTORDERSPEC, SORTORDERSPEC;
typedef struct _SORTORDERSPECEX *PSORTORDERSPECEX;
typedef struct _CEDBASEINFO *PCEDBASEINFO;
typedef struct _CENOTIFYREQUEST *PCENOTIFYREQUEST;
typedef struct _CEPROPVAL *PCEPROPVAL;

CE_BEGIN_C
CEOID CeCreateDatabase(LPWSTR name, DWORD type, WORD count, PSORTORDERSPEC sort);
CEOID CeCreateDatabaseEx(PCEGUID volume, PCEDBASEINFO information);
BOOL CeDeleteRecord(HANDLE database, CEOID record);
BOOL CeFlushDBVol(PCEGUID volume);
BOOL CeMountDBVol(PCEGUID volume, LPWSTR name, DWORD flags);
BOOL CeOidGetInfo(CEOID object, PCEOIDINFO information);
HANDLE CeOpenDatabaseEx(PCEGUID volume, PCEOID object, LPWSTR name, CEPROPID property, DWORD flags, PCENOTIFYREQUEST request);
HANDLE CeOpenDatabaseEx2(PCEGUID volume, PCEOID object, LPWSTR name, PSORTORDERSPECEX sort, DWORD flags,
                         PCENOTIFYREQUEST request);
CEOID CeReadRecordProps(HANDLE database, DWORD flags, LPWORD count, PCEPROPID properties, LPBYTE *buffer, LPDWORD size);
CEOID CeReadRecordPropsEx(HANDLE database, DWORD flags, LPWORD count, PCEPROPID properties, LPBYTE *buffer, LPDWORD size,
                          HANDLE heap);
CEOID CeSeekDatabase(HANDLE database, DWORD type, DWORD value, LPDWORD index);
BOOL CeUnmountDBVol(PCEGUID volume);
CEOID CeWriteRecordProps(HANDLE database, CEOID record, WORD count, PCEPROPVAL values);
CE_END_C

#endif
