import GuestAddress

/// The call of a driver for which something was taken: which method or code of which device, and which of its calls.
/// One word, since it stands with everything that a driver takes.
package struct CallOccasion: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Outside of every call for a caller.
    package static let none = CallOccasion(rawValue: 0)

    private static let ordinalBits: UInt32 = 20
    static let highestKind: UInt32 = 1 << (32 - ordinalBits) - 1

    /// - Parameters:
    ///   - kind: the number of the method or code, from 1.
    ///   - ordinal: which of its calls, from 1; of the last ones that fit all are the same.
    init(kind: UInt32, ordinal: UInt64) {
        rawValue = kind << Self.ordinalBits | UInt32(min(ordinal, Self.highestOrdinal))
    }

    static let highestOrdinal: UInt64 = 1 << UInt64(ordinalBits) - 1
    var kind: UInt32 { rawValue >> Self.ordinalBits }
    var ordinal: UInt32 { rawValue & (1 << Self.ordinalBits - 1) }
}

/// What a caller asks a driver for, as far as it can be asked for again.
struct DriverRequest: Hashable, Codable {
    enum Method: String, Codable {
        case open = "CreateFile"
        case ioControl = "DeviceIoControl"
        case read = "ReadFile"
        case write = "WriteFile"
        case seek = "SetFilePointer"
        case close = "CloseHandle"
    }

    let method: Method
    /// Of DeviceIoControl.
    var code: UInt32 = 0

    /// `DeviceIoControl 0x00222004`.
    var text: String { method == .ioControl ? "\(method.rawValue) 0x\(hexadecimal(code))" : method.rawValue }
}

/// How often callers have asked a device for what.
struct DriverUsage: Codable {
    struct Count: Codable {
        let request: DriverRequest
        /// The number by which things that were taken know it.
        let kind: UInt32
        var calls: UInt64 = 0
    }

    /// In the order in which they came first.
    private(set) var counts: [Count] = []
    private var positions: [DriverRequest: Int] = [:]
    /// Where the last one is: a driver is asked for the same again and again.
    private var last = 0

    init() {}

    init(from decoder: any Decoder) throws {
        counts = try decoder.singleValueContainer().decode([Count].self)
        positions = Dictionary(counts.enumerated().map { ($0.element.request, $0.offset) }) { first, _ in first }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(counts)
    }

    /// Counts a call.
    /// - Parameter nextKind: the number for a request that comes for the first time; it is counted on. With too many
    ///   of them what is taken is not told apart any more.
    mutating func began(_ request: DriverRequest, _ nextKind: inout UInt32) -> CallOccasion {
        if last >= counts.count || counts[last].request != request {
            if let position = positions[request] {
                last = position
            } else {
                guard nextKind <= CallOccasion.highestKind else { return .none }
                last = counts.count
                positions[request] = last
                counts.append(Count(request: request, kind: nextKind))
                nextKind += 1
            }
        }
        counts[last].calls &+= 1
        return CallOccasion(kind: counts[last].kind, ordinal: counts[last].calls)
    }
}
