import CEMemory
import GuestAddress
import Unicorn

/// What came of an XXX_IOControl that the host asked for.
public enum HostControlResult: Hashable, Sendable {
    /// The driver answered TRUE: the bytes of the output buffer, and what it wrote to the count.
    case succeeded(output: [UInt8], count: UInt32)
    /// The driver answered FALSE, or XXX_Open refused: GetLastError, and who refused.
    case failed(error: UInt32, reason: String)
    /// The driver faulted and nobody handled it.
    case faulted
    /// No driver has that name; the names there are.
    case noDevice([String])
}

/// An XXX_IOControl, XXX_PowerUp or XXX_PowerDown that the host asks for, and how far it has come.
package struct HostControl: Codable {
    enum Stage: Codable {
        case opening
        /// XXX_PowerUp or XXX_PowerDown, which take the device instead of an open.
        case power(isUp: Bool)
        /// XXX_IOControl runs with what XXX_Open returned, on a block of the kernel's heap.
        case controlling(context: UInt32, block: HostControlBlock)
        case closing
    }

    /// Who gets the result.
    let step: Int
    /// What CreateFile would open, or the device's key below HKLM.
    let device: String
    let code: UInt32
    let input: [UInt8]
    let outputSize: UInt32
    var stage = Stage.opening
    /// The device, once it has been found.
    var target: Device?

    package init(step: Int, device: String, code: UInt32, input: [UInt8], outputSize: UInt32, target: Device? = nil) {
        self.step = step
        self.device = device
        self.code = code
        self.input = input
        self.outputSize = outputSize
        self.target = target
    }

    /// XXX_PowerUp or XXX_PowerDown.
    package init(step: Int, device: String, powerUp: Bool) {
        self.init(step: step, device: device, code: 0, input: [], outputSize: 0)
        stage = .power(isUp: powerUp)
    }
}

/// Count, input and output of a host's XXX_IOControl in one block; NULL for a buffer of no bytes, as a caller would pass it.
struct HostControlBlock: Hashable, Codable {
    let address: UInt32
    let inputSize: UInt32
    let outputSize: UInt32

    private var inputRoom: UInt32 { (inputSize &+ 7) & ~7 }
    var input: UInt32 { inputSize == 0 ? 0 : address &+ 8 }
    var output: UInt32 { outputSize == 0 ? 0 : address &+ 8 &+ inputRoom }
    /// Bytes of the whole.
    var size: UInt32 { 8 &+ inputRoom &+ outputSize }
}
