/* Sound. The machine has no wave devices: there are none to be opened. */
#ifndef CE_MMSYSTEM_H
#define CE_MMSYSTEM_H

#include <windows.h>

typedef UINT MMRESULT;
typedef void *HWAVEIN, *HWAVEOUT, *HWAVE, **LPHWAVEIN, **LPHWAVEOUT;

#define MMSYSERR_NOERROR 0
#define MMSYSERR_ERROR 1
#define MMSYSERR_BADDEVICEID 2
#define MMSYSERR_NOTENABLED 3
#define MMSYSERR_ALLOCATED 4
#define MMSYSERR_INVALHANDLE 5
#define MMSYSERR_NODRIVER 6
#define MMSYSERR_NOMEM 7
#define MMSYSERR_NOTSUPPORTED 8
#define MMSYSERR_INVALPARAM 11
#define WAVE_FORMAT_PCM 1
#define WAVE_MAPPER ((UINT)-1)
#define CALLBACK_NULL 0
#define CALLBACK_EVENT 0x50000
#define CALLBACK_FUNCTION 0x30000
#define WHDR_DONE 1
#define SND_SYNC 0
#define SND_ASYNC 1

typedef struct tWAVEFORMATEX {
    WORD wFormatTag;
    WORD nChannels;
    DWORD nSamplesPerSec;
    DWORD nAvgBytesPerSec;
    WORD nBlockAlign;
    WORD wBitsPerSample;
    WORD cbSize;
} __attribute__((packed)) WAVEFORMATEX, *PWAVEFORMATEX, *LPWAVEFORMATEX;
typedef const WAVEFORMATEX *LPCWAVEFORMATEX;
typedef struct wavehdr_tag {
    LPSTR lpData;
    DWORD dwBufferLength;
    DWORD dwBytesRecorded;
    DWORD dwUser;
    DWORD dwFlags;
    DWORD dwLoops;
    struct wavehdr_tag *lpNext;
    DWORD reserved;
} WAVEHDR, *PWAVEHDR, *LPWAVEHDR;
typedef struct mmtime_tag *LPMMTIME;
typedef struct tagWAVEINCAPS *LPWAVEINCAPS;
typedef struct tagWAVEOUTCAPS *LPWAVEOUTCAPS;

CE_BEGIN_C
BOOL sndPlaySoundW(LPCWSTR sound, UINT flags);
MMRESULT waveInAddBuffer(HWAVEIN device, LPWAVEHDR header, UINT size);
MMRESULT waveInClose(HWAVEIN device);
MMRESULT waveInGetDevCaps(UINT device, LPWAVEINCAPS capabilities, UINT size);
UINT waveInGetNumDevs(void);
MMRESULT waveInGetPosition(HWAVEIN device, LPMMTIME time, UINT size);
MMRESULT waveInMessage(UINT device, UINT message, DWORD first, DWORD second);
MMRESULT waveInOpen(LPHWAVEIN handle, UINT device, LPCWAVEFORMATEX format, DWORD callback, DWORD instance, DWORD flags);
MMRESULT waveInPrepareHeader(HWAVEIN device, LPWAVEHDR header, UINT size);
MMRESULT waveInReset(HWAVEIN device);
MMRESULT waveInStart(HWAVEIN device);
MMRESULT waveInStop(HWAVEIN device);
MMRESULT waveInUnprepareHeader(HWAVEIN device, LPWAVEHDR header, UINT size);
MMRESULT waveOutBreakLoop(HWAVEOUT device);
MMRESULT waveOutClose(HWAVEOUT device);
MMRESULT waveOutGetDevCaps(UINT device, LPWAVEOUTCAPS capabilities, UINT size);
UINT waveOutGetNumDevs(void);
MMRESULT waveOutGetPitch(HWAVEOUT device, LPDWORD pitch);
MMRESULT waveOutGetPlaybackRate(HWAVEOUT device, LPDWORD rate);
MMRESULT waveOutGetPosition(HWAVEOUT device, LPMMTIME time, UINT size);
MMRESULT waveOutGetVolume(UINT device, LPDWORD volume);
MMRESULT waveOutMessage(UINT device, UINT message, DWORD first, DWORD second);
MMRESULT waveOutOpen(LPHWAVEOUT handle, UINT device, LPCWAVEFORMATEX format, DWORD callback, DWORD instance, DWORD flags);
MMRESULT waveOutPause(HWAVEOUT device);
MMRESULT waveOutPrepareHeader(HWAVEOUT device, LPWAVEHDR header, UINT size);
MMRESULT waveOutReset(HWAVEOUT device);
MMRESULT waveOutRestart(HWAVEOUT device);
MMRESULT waveOutSetPitch(HWAVEOUT device, DWORD pitch);
MMRESULT waveOutSetPlaybackRate(HWAVEOUT device, DWORD rate);
MMRESULT waveOutSetProperty(UINT device, LPCGUID set, ULONG property, LPVOID parameters, ULONG parameterSize, LPVOID data,
                            ULONG dataSize);
MMRESULT waveOutSetVolume(UINT device, DWORD volume);
MMRESULT waveOutUnprepareHeader(HWAVEOUT device, LPWAVEHDR header, UINT size);
MMRESULT waveOutWrite(HWAVEOUT device, LPWAVEHDR header, UINT size);
CE_END_C
#define sndPlaySound sndPlaySoundW

#endif
