import CEKernel
import GuestAddress

/// What these calls are about: where the pointer goes or the driver's buffer is, the caller's buffer, its size and
/// kind.
struct CallerBuffer {
    let destination: UInt32
    let source: UInt32
    /// Bytes; 0 for a string means up to its terminator.
    let size: UInt32
    /// Nil when it is none that there is.
    let descriptor: ArgumentDescriptor?
    /// The word that was passed for it.
    let descriptorWord: UInt32

    init(
        _ destination: VirtualAddress, _ source: VirtualAddress, _ size: UInt32, _ descriptor: MarshallingDescriptor
    ) {
        self.destination = destination.rawValue
        self.source = source.rawValue
        self.size = size
        self.descriptor = ArgumentDescriptor(descriptor.rawValue)
        descriptorWord = descriptor.rawValue
    }
}

enum BufferResult {
    static let ok: UInt32 = 0
    static let accessDenied: UInt32 = 0x8007_0005
    static let invalidArgument: UInt32 = 0x8007_0057
    static let outOfMemory: UInt32 = 0x8007_000E
    static let notSupported: UInt32 = 0x8007_0032
}

/// An argument descriptor: one of the ARG_… nibbles, with MARSHAL_FORCE_ALIAS above it.
struct ArgumentDescriptor {
    static let word: UInt32 = 0
    static let wideString: UInt32 = 5
    static let narrowString: UInt32 = 6
    private static let known: Set<UInt32> = [4, 5, 6, 7, 8, 9, 0xA, 0xC, 0xD, 0xE]
    private static let forceAlias: UInt32 = 0x8000_0000

    let kind: UInt32
    let isAliasForced: Bool

    init?(_ value: UInt32) {
        kind = value & 0xF
        isAliasForced = value & Self.forceAlias != 0
        guard value & ~(0xF | Self.forceAlias) == 0, Self.known.contains(kind) else { return nil }
    }

    var isString: Bool { kind == Self.wideString || kind == Self.narrowString }
    /// The out bit.
    var isOutput: Bool { kind & 0x8 != 0 }
    /// The in bit.
    var isInput: Bool { kind & 0x4 != 0 }
}
