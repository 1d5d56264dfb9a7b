import CEKernel
import CEMemory
import GuestAddress
import Unicorn

extension Kernel {
    /// A device that is not there, or a driver that has refused.
    func driverReason(
        _ call: RefusedCall, _ description: CallDescription, _ words: [ArgumentWord], _ thread: Thread
    ) -> RefusalReason? {
        guard isMadeByDriver(description), let first = words.first else { return nil }
        if description.name == "CreateFileW" { return openReason(call, thread) }
        guard case .deviceOpen(let open)? = objects.handles[first.value, thread.current] else { return nil }
        let device = name(of: open.device)
        let code =
            description.name == "DeviceIoControl" && words.count > 1 ? " of code \(addressText(words[1].value))" : ""
        let silent = call.error == CEError.generalFailure.rawValue
        return RefusalReason(
            "driver",
            "\(open.device.module.name), which is \(device), answered the call\(code) with a failure"
                + (silent
                    ? " and set no error code: 31 is what the device manager had set before it called the driver"
                    : " and \(ErrorNames.names[call.error] == nil ? "" : "the error ")\(ErrorNames.text(call.error))"),
            ["device": device, "driver": open.device.module.name])
    }

    private func name(of device: Device) -> String {
        device.anyName ?? device.module.name
    }

    private func openReason(_ call: RefusedCall, _ thread: Thread) -> RefusalReason? {
        let path = ArgumentText.string(thread.registers.r[0], thread, self)
        guard path.hasSuffix(":\"") || path.lowercased().contains("$device") else { return nil }
        let names = drivers.devices.all.map(name(of:)).sorted()
        switch CEError(rawValue: call.error) {
        case .fileNotFound, .deviceNotExist, .pathNotFound:
            return RefusalReason(
                "no-device",
                "no active device has the name \(path); "
                    + (names.isEmpty ? "none is active" : "active are \(names.prefix(16).joined(separator: ", "))"),
                ["name": path])
        case .openFailed:
            return RefusalReason(
                "driver",
                "XXX_Open of the driver of \(path) returned 0 and set no error code: the device manager makes 110 of "
                    + "it",
                ["name": path])
        default:
            return RefusalReason(
                "driver", "XXX_Open of the driver of \(path) returned 0 with \(ErrorNames.text(call.error))",
                ["name": path])
        }
    }
}
