/* Compression of sound. The machine has no manager for it: these calls fail. */
#ifndef CE_MSACM_H
#define CE_MSACM_H

#include <mmsystem.h>

typedef void *HACMDRIVER, *HACMDRIVERID, *HACMSTREAM, *HACMOBJ, **LPHACMDRIVER, **LPHACMSTREAM;
typedef struct wavefilter_tag *LPWAVEFILTER;
typedef struct _ACMFILTERDETAILS *LPACMFILTERDETAILS;
typedef struct _ACMFILTERTAGDETAILS *LPACMFILTERTAGDETAILS;
typedef struct _ACMFORMATDETAILS *LPACMFORMATDETAILS;
typedef struct _ACMFORMATTAGDETAILS *LPACMFORMATTAGDETAILS;
typedef struct _ACMSTREAMHEADER *LPACMSTREAMHEADER;
typedef BOOL (*ACMDRIVERENUMCB)(HACMDRIVERID, DWORD, DWORD);
typedef BOOL (*ACMDETAILSENUMCB)(HACMDRIVERID, LPVOID, DWORD, DWORD);

CE_BEGIN_C
MMRESULT acmDriverClose(HACMDRIVER driver, DWORD flags);
MMRESULT acmDriverEnum(ACMDRIVERENUMCB callback, DWORD instance, DWORD flags);
MMRESULT acmDriverOpen(LPHACMDRIVER driver, HACMDRIVERID id, DWORD flags);
MMRESULT acmDriverRemove(HACMDRIVERID id, DWORD flags);
MMRESULT acmFilterDetails(HACMDRIVER driver, LPACMFILTERDETAILS details, DWORD flags);
MMRESULT acmFilterEnum(HACMDRIVER driver, LPACMFILTERDETAILS details, ACMDETAILSENUMCB callback, DWORD instance, DWORD flags);
MMRESULT acmFilterTagDetails(HACMDRIVER driver, LPACMFILTERTAGDETAILS details, DWORD flags);
MMRESULT acmFilterTagEnum(HACMDRIVER driver, LPACMFILTERTAGDETAILS details, ACMDETAILSENUMCB callback, DWORD instance,
                          DWORD flags);
MMRESULT acmFormatDetails(HACMDRIVER driver, LPACMFORMATDETAILS details, DWORD flags);
MMRESULT acmFormatEnum(HACMDRIVER driver, LPACMFORMATDETAILS details, ACMDETAILSENUMCB callback, DWORD instance, DWORD flags);
MMRESULT acmFormatSuggest(HACMDRIVER driver, LPWAVEFORMATEX from, LPWAVEFORMATEX to, DWORD size, DWORD flags);
MMRESULT acmFormatTagDetails(HACMDRIVER driver, LPACMFORMATTAGDETAILS details, DWORD flags);
MMRESULT acmFormatTagEnum(HACMDRIVER driver, LPACMFORMATTAGDETAILS details, ACMDETAILSENUMCB callback, DWORD instance,
                          DWORD flags);
MMRESULT acmMetrics(HACMOBJ object, UINT metric, LPVOID value);
MMRESULT acmStreamClose(HACMSTREAM stream, DWORD flags);
MMRESULT acmStreamConvert(HACMSTREAM stream, LPACMSTREAMHEADER header, DWORD flags);
MMRESULT acmStreamOpen(LPHACMSTREAM stream, HACMDRIVER driver, LPWAVEFORMATEX from, LPWAVEFORMATEX to, LPWAVEFILTER filter,
                       DWORD callback, DWORD instance, DWORD flags);
MMRESULT acmStreamPrepareHeader(HACMSTREAM stream, LPACMSTREAMHEADER header, DWORD flags);
MMRESULT acmStreamReset(HACMSTREAM stream, DWORD flags);
MMRESULT acmStreamSize(HACMSTREAM stream, DWORD input, LPDWORD output, DWORD flags);
MMRESULT acmStreamUnprepareHeader(HACMSTREAM stream, LPACMSTREAMHEADER header, DWORD flags);
CE_END_C

#endif
