import CEKernel
import CEMemory

private let noWave = CallSupport.partial("there are no wave devices: MMSYSERR_NODRIVER, and 0 devices")

/// Sound: there is no wave device, which the calls say with MMSYSERR_NODRIVER (mmsystem.h of the public SDK).
let waveCalls: [KernelCall] = [
    ("waveOutGetNumDevs", "", .number, 0),
    ("waveOutGetDevCaps", "uDeviceID pwoc cbwoc", .number, 6),
    ("waveOutGetVolume", "uDeviceID pdwVolume", .number, 6),
    ("waveOutSetVolume", "uDeviceID dwVolume", .number, 6),
    ("waveOutSetProperty", "uDeviceID pPropSetId ulPropId pvPropParams cbPropParams pvPropData cbPropData", .number, 6),
    ("waveOutOpen", "phwo uDeviceID pwfx dwCallback dwInstance fdwOpen", .number, 6),
    ("waveOutClose", "hwo", .number, 6),
    ("waveOutPrepareHeader", "hwo pwh cbwh", .number, 6),
    ("waveOutUnprepareHeader", "hwo pwh cbwh", .number, 6),
    ("waveOutWrite", "hwo pwh cbwh", .number, 6),
    ("waveOutPause", "hwo", .number, 6),
    ("waveOutRestart", "hwo", .number, 6),
    ("waveOutReset", "hwo", .number, 6),
    ("waveOutBreakLoop", "hwo", .number, 6),
    ("waveOutGetPosition", "hwo pmmt cbmmt", .number, 6),
    ("waveOutGetPitch", "hwo pdwPitch", .number, 6),
    ("waveOutSetPitch", "hwo dwPitch", .number, 6),
    ("waveOutGetPlaybackRate", "hwo pdwRate", .number, 6),
    ("waveOutSetPlaybackRate", "hwo dwRate", .number, 6),
    ("waveOutMessage", "uDeviceID uMsg dw1 dw2", .number, 6),
    ("waveInGetNumDevs", "", .number, 0),
    ("waveInGetDevCaps", "uDeviceID pwic cbwic", .number, 6),
    ("waveInOpen", "phwi uDeviceID pwfx dwCallback dwInstance fdwOpen", .number, 6),
    ("waveInClose", "hwi", .number, 6),
    ("waveInPrepareHeader", "hwi pwh cbwh", .number, 6),
    ("waveInUnprepareHeader", "hwi pwh cbwh", .number, 6),
    ("waveInAddBuffer", "hwi pwh cbwh", .number, 6),
    ("waveInStart", "hwi", .number, 6),
    ("waveInStop", "hwi", .number, 6),
    ("waveInReset", "hwi", .number, 6),
    ("waveInGetPosition", "hwi pmmt cbmmt", .number, 6),
    ("waveInMessage", "uDeviceID uMsg dw1 dw2", .number, 6),
    ("sndPlaySoundW", "lpszSoundName fuSound", .boolean, 0),
].map { (name: String, names: String, result: ResultFormat, failure: UInt32) in
    KernelCall(
        absent: name, noWave, names, source: "mmsystem.h", returns: result, failure: failure,
        error: nil)
}
