internal import CUnicorn

/// Which parts of one half of the address space are looked at: a byte for each 64 KB, a bit for each reason.
///
/// The C hook reads it at every access, so that what is taken out holds from the next access on. What is added does
/// with `Engine.watchMore`.
@safe
public final class WatchedBlocks {
    /// 64 KB blocks in 2 GB.
    public static let count = 0x8000
    // SAFETY: allocated for `count` bytes in init and freed in deinit only; indices are checked.
    let base: UnsafeMutablePointer<UInt8>

    public init() {
        unsafe base = .allocate(capacity: Self.count)
        unsafe base.initialize(repeating: 0, count: Self.count)
    }

    deinit { unsafe base.deallocate() }

    /// The reasons for which a block is looked at; a block is bits 16 to 30 of an address.
    public subscript(block: Int) -> UInt8 {
        get {
            precondition((0..<Self.count).contains(block))
            return unsafe base[block]
        }
        set {
            precondition((0..<Self.count).contains(block))
            unsafe base[block] = newValue
        }
    }
}

/// A data access of the guest, told before it is made: it may still fault.
public struct ObservedAccess: Hashable, Sendable {
    /// The virtual address of the first byte.
    public var address: UInt32
    /// Bytes; each word of a multiple transfer is an access of its own.
    public var size: UInt32
    /// The bits of `WatchedBlocks` that hold there, and `unaligned`.
    public var reasons: UInt32
    public var isWrite: Bool
    /// What is written.
    public var value: UInt64

    /// The access is not aligned to its size; one of more than a word is not aligned to words.
    public static let unaligned: UInt32 = 0x100
}

/// Gets the watched accesses of an engine. A class to be derived from, because the call comes from C some million times
/// a second: a method of a known class takes neither a box nor a reference count.
open class AccessObserver {
    /// What of the accesses to watched blocks is not told.
    public let quiet = QuietPages()

    public init() {}

    /// Called from inside a run, which `Engine.requestStop` ends behind the block only: PC means nothing,
    /// `Engine.blockStart` is the block; the other registers are as before the instruction.
    open func accessed(_ access: ObservedAccess) {}
}

/// The hook's side of an observation.
@safe
final class AccessWatch {
    // SAFETY: allocated in init, freed in deinit; the engine keeps the watch as long as its handle.
    let state: UnsafeMutablePointer<cebsp_watch>
    let observer: AccessObserver
    /// The library's name for the hook.
    var hook: uc_hook = 0
    /// Code that was translated with a hook that is gone is to be dropped: the library knows only with its next run
    /// that there is none.
    var hasOldCode = false
    /// The instruction count when an access was looked for, or the hook put there; and for how many more nobody has to
    /// be told anything until it is taken away.
    var lastUse: UInt64 = 0
    var patience: UInt64 = AccessWatch.initialPatience
    /// Kept alive while the hook reads them.
    var low: WatchedBlocks
    var high: WatchedBlocks

    init(_ observer: AccessObserver, unaligned: Bool, _ traits: EngineTraits, tables: WalkedTables?) {
        self.observer = observer
        low = WatchedBlocks()
        high = WatchedBlocks()
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: cebsp_watch())
        unsafe state.pointee.unaligned = unaligned
        unsafe state.pointee.has_pieces = traits.tellsPiecesOfLoads
        unsafe state.pointee.clears_conditions = traits.knowsAccesses
        if let tables { unsafe state.pointee.tables = UnsafePointer(tables.state) }
        unsafe state.pointee.user = Unmanaged.passUnretained(observer).toOpaque()
        unsafe state.pointee.deliver = deliverAccess
        unsafe state.pointee.quiet = observer.quiet.base
        point()
    }

    deinit { unsafe state.deallocate() }

    /// The core walks its tables again, and addresses are told as the library has them.
    func forgetTables() { unsafe state.pointee.tables = nil }

    /// Whether the library has the hook.
    var isHooked: Bool {
        get { unsafe state.pointee.watched.is_hooked }
        set { unsafe state.pointee.watched.is_hooked = newValue }
    }

    /// Whether every access concerns somebody.
    var wantsAll: Bool { unsafe state.pointee.unaligned || state.pointee.watched.everything }

    /// Tells nothing until it is false again.
    var isSilent: Bool {
        get { unsafe state.pointee.is_silent }
        set { unsafe state.pointee.is_silent = newValue }
    }

    /// Whether the run ends with the access that is told.
    var isStopping: Bool {
        get { unsafe state.pointee.is_stopping }
        set { unsafe state.pointee.is_stopping = newValue }
    }

    func point() {
        unsafe state.pointee.watched.halves = (UnsafePointer(low.base), UnsafePointer(high.base))
    }
}

private let deliverAccess: @convention(c) (UnsafeMutableRawPointer?, UInt32, UInt32, UInt32, Bool, UInt64) -> Void = {
    user, address, size, reasons, isWrite, value in
    guard let user = unsafe user else { return }
    // SAFETY: the engine keeps the watch and with it the observer alive.
    unsafe Unmanaged<AccessObserver>.fromOpaque(user)._withUnsafeGuaranteedRef {
        $0.accessed(
            ObservedAccess(address: address, size: size, reasons: reasons, isWrite: isWrite, value: value))
    }
}
