import CEMemory
import GuestAddress
import Unicorn

/// What is wrong with an access that a device answers with nothing.
enum RegisterProblem: Hashable, Sendable {
    case unknown
    case readOnly(String)
    case writeOnly(String)

    func text(_ device: String, _ offset: UInt32, isWrite: Bool) -> String {
        let verb = isWrite ? "written" : "read"
        let place = "offset 0x" + String(offset, radix: 16)
        return switch self {
        case .unknown: "\(device) has no register at \(place), which was \(verb)"
        case .readOnly(let name): "\(device).\(name) at \(place) is read-only, and was written"
        case .writeOnly(let name): "\(device).\(name) at \(place) is write-only, and was read"
        }
    }
}

extension DeviceConnection {
    func log(_ register: String, _ value: UInt32, isWrite: Bool) {
        accesses.add(RegisterAccess(device: name, register: register, isWrite: isWrite, value: value))
    }

    /// Ends the run with an error of the bus at this access.
    func refuse(_ offset: UInt32, _ size: Int, _ access: AccessKind, _ objection: String) {
        errors.report(
            BusError(address: base.wrappingAdding(offset), access: access, size: size, objection: objection))
    }

    /// Tells observers of an access that has no effect.
    func tell(_ problem: RegisterProblem, _ offset: UInt32, _ size: Int, _ access: AccessKind) {
        complain(problem.text(name, offset, isWrite: access == .write))
    }

    /// Tells observers of something else that a guest has done wrong with the device.
    func complain(_ text: String) { console.listener?.misused(text) }
}
