import SavedState
import Unicorn

/// The state of a whole machine between two runs: core, memory, kernel, devices, clock, and what was noted of the run.
/// A fresh machine of the same board, made ready for the same scenario, goes on where it was taken.
public struct SavedMachine: Hashable, Sendable {
    /// The version of the format. A newer program need not read older states.
    static let version: UInt32 = 1
    private static let mark: [UInt8] = Array("CEBSPSTA".utf8)

    /// What tells machines apart that a state does not fit: see `Machine.identity`.
    let machine: UInt64
    let payload: [UInt8]

    init(machine: UInt64, payload: [UInt8]) {
        self.machine = machine
        self.payload = payload
    }

    /// The state as bytes: a mark, the version, the machine, a checksum, the length, and the state itself.
    public var bytes: [UInt8] {
        var bytes = Self.mark
        for number in [UInt64(Self.version), machine, Checksum.of(payload), UInt64(payload.count)] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        return bytes + payload
    }

    private static let headerSize = mark.count + 4 * 8

    /// Reads a state.
    /// - Throws: an error that says so when the bytes are none, of another version, cut short or changed.
    public init(bytes: [UInt8]) throws {
        guard bytes.starts(with: Self.mark) else { throw StateError.malformed("it does not begin as one") }
        guard bytes.count >= Self.headerSize else { throw StateError.truncated }
        let numbers = (0..<4).map { index in
            bytes[(Self.mark.count + index * 8)..<(Self.mark.count + index * 8 + 8)].reversed().reduce(UInt64(0)) {
                $0 << 8 | UInt64($1)
            }
        }
        guard numbers[0] == UInt64(Self.version) else { throw StateError.otherVersion(UInt32(clamping: numbers[0])) }
        let length = UInt64(bytes.count - Self.headerSize)
        guard numbers[3] <= length else { throw StateError.truncated }
        guard numbers[3] == length else { throw StateError.malformed("something follows it") }
        payload = Array(bytes[Self.headerSize...])
        machine = numbers[1]
        guard Checksum.of(payload) == numbers[2] else { throw StateError.malformed("its bytes were changed") }
    }
}
