import CEKernel
import CEMemory

private let noComponent = CallSupport.partial("the component is not there: it fails with ERROR_NOT_SUPPORTED")

/// Notifications, shell, file-system drivers, services, databases and credentials: an image without these components
/// refuses (headers notify.h, shellapi.h, fsdmgr.h, service.h, windbase.h of the public SDK).
let absentServiceCalls: [KernelCall] = [
    ("CeRunAppAtTime", "pwszAppName lpTime", .hexadecimal, 0),
    ("CeRunAppAtEvent", "pwszAppName lWhichEvent", .boolean, 0),
    ("CeSetUserNotificationEx", "hNotification pcnt pceun", .handle, 0),
    ("CeClearUserNotification", "hNotification", .boolean, 0),
    ("ShellExecuteEx", "lpExecInfo", .boolean, 0),
    ("SHGetSpecialFolderPath", "hwndOwner lpszPath nFolder fCreate", .boolean, 0),
    ("GetUserNameExW", "NameFormat lpNameBuffer nSize", .boolean, 0),
    ("RegisterAFSEx", "iAFS hAPI dwContext dwVersion dwFlags", .boolean, 0),
    ("DeregisterAFS", "iAFS", .boolean, 0),
    ("LoadFSD", "hDevice lpFSDName", .boolean, 0),
    ("LoadFSDEx", "hDevice lpFSDName dwFlag", .boolean, 0),
    ("ServiceAddPort", "hService pSockAddr cbSockAddr iProtocol szRegWritePath", .boolean, 0),
    ("ServiceClosePort", "hService pSockAddr cbSockAddr iProtocol fRemoveFromRegistry", .boolean, 0),
    ("CeMountDBVol", "pGuid pwszDBVol dwFlags", .boolean, 0),
    ("CeUnmountDBVol", "pGuid", .boolean, 0),
    ("CeFlushDBVol", "pGuid", .boolean, 0),
    ("CeCreateDatabase", "lpszName dwDbaseType wNumSortOrder rgSortSpecs", .hexadecimal, 0),
    ("CeCreateDatabaseEx", "pGuid lpCEDBInfo", .hexadecimal, 0),
    ("CeOpenDatabaseEx", "pGuid poid lpszName propid dwFlags pRequest", .handle, .max),
    ("CeOpenDatabaseEx2", "pGuid poid lpszName pSort dwFlags pRequest", .handle, .max),
    ("CeSeekDatabase", "hDatabase dwSeekType dwValue lpdwIndex", .hexadecimal, 0),
    ("CeReadRecordProps", "hDbase dwFlags lpcPropID rgPropID lplpBuffer lpcbBuffer", .hexadecimal, 0),
    ("CeReadRecordPropsEx", "hDbase dwFlags lpcPropID rgPropID lplpBuffer lpcbBuffer hHeap", .hexadecimal, 0),
    ("CeWriteRecordProps", "hDbase oidRecord cPropID rgPropVal", .hexadecimal, 0),
    ("CeDeleteRecord", "hDatabase oidRecord", .boolean, 0),
    ("CeOidGetInfo", "oid poidInfo", .boolean, 0),
    ("CredWrite", "pCred dwFlags", .boolean, 0),
    ("CredRead", "pszTarget dwTargetLen dwType dwFlags ppCred", .boolean, 0),
    ("CredFree", "pvBuffer", .none, 0),
].map { (name: String, names: String, result: ResultFormat, failure: UInt32) in
    KernelCall(
        absent: name, noComponent, names, source: "winbase.h", returns: result, failure: failure,
        error: .notSupported)
}
