/// Findings of single commands, which are neither rules of maps nor findings of checkers.
enum CommandFinding: String, CaseIterable {
    /// `apis --migrate`.
    case lackedCall = "CE0901"
    /// `probe`.
    case callInPowerHandler = "CE0902"

    var title: String {
        switch self {
        case .lackedCall: "A call that the newer system no longer has"
        case .callInPowerHandler: "A kernel call in XXX_PowerUp or XXX_PowerDown"
        }
    }

    var explanation: String {
        switch self {
        case .lackedCall:
            "cebsp apis --migrate found a call of a function that the newer system does not have any more, or has "
                + "without its effect: the pointer mapping of CE 5 (MapCallerPtr, SetProcPermissions) does nothing "
                + "from CE 6 on. The finding says what replaces it."
        case .callInPowerHandler:
            "cebsp probe called XXX_PowerDown or XXX_PowerUp, and the driver called the kernel there. CE calls both "
                + "with the system stopped: no thread can be switched to, and whatever may wait, allocate or page "
                + "halts the board. Registers, debug messages, SetInterruptEvent and CeSetPowerOnEvent are allowed; "
                + "the rest belongs to a thread that these wake, or to IOCTL_POWER_SET."
        }
    }
}
