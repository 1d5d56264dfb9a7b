import CEKernel
import CEMemory

private let noNetwork = CallSupport.partial("there is no network: ERROR_NO_NETWORK, or ERROR_NOT_SUPPORTED")

/// Networks: there is none, which the calls return as their error code (winnetwk.h and ras.h of the public SDK).
let networkCalls: [KernelCall] = [
    ("WNetAddConnection3W", "hwndOwner lpNetResource lpPassword lpUserName dwFlags", .number, 1222),
    ("WNetCancelConnection2W", "lpName dwFlags fForce", .number, 1222),
    ("WNetOpenEnumW", "dwScope dwType dwUsage lpNetResource lphEnum", .number, 1222),
    ("WNetEnumResourceW", "hEnum lpcCount lpBuffer lpBufferSize", .number, 1222),
    ("WNetCloseEnum", "hEnum", .number, 1222),
    ("RasEnumConnections", "lprasconn lpcb lpcConnections", .number, 50),
    (
        "RasGetEntryProperties",
        "lpszPhonebook lpszEntry lpRasEntry lpdwEntryInfoSize lpbDeviceInfo lpdwDeviceInfoSize", .number, 50
    ),
    ("RasGetEntryDialParams", "lpszPhonebook lpRasDialParams lpfPassword", .number, 50),
].map { (name: String, names: String, result: ResultFormat, failure: UInt32) in
    KernelCall(
        absent: name, noNetwork, names, source: "winnetwk.h", returns: result, failure: failure,
        error: nil)
}
