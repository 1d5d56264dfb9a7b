internal import CUnicorn

/// Which parts of one half of the address space are looked at: a byte for each 64 KB, a bit for each reason.
///
/// The C hook reads it at every access, so changes hold from the next access on.
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
        unsafe state.pointee.halves = (UnsafePointer(low.base), UnsafePointer(high.base))
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

extension Engine {
    /// Has every load and store that touches a watched block told to `observer`, from the first instruction to the
    /// last.
    ///
    /// It cannot be taken back, and is to be asked for before the guest's first instruction: code that was translated
    /// without the hook keeps the fast path in some versions of the library, code that was translated with it keeps the
    /// slow one, and dropping translated code costs hundreds of milliseconds. From then on each load takes the
    /// library's slow path, about five times as long, watched or not; stores take it in any case.
    /// - Parameter unaligned: whether accesses not aligned to their size are told wherever they are.
    public func observeAccesses(by observer: AccessObserver, unaligned: Bool = false) throws(UnicornError) {
        precondition(accessWatch == nil, "an engine has one observer")
        if let tables { try tables.show(self) }
        let watch = AccessWatch(observer, unaligned: unaligned, traits, tables: tables)
        unsafe try UnicornError.check(cebsp_watch_install(handle, &watch.hook, watch.state), "uc_hook_add mem")
        accessWatch = watch
    }

    /// Says what is looked at from now on, in the low half of the address space that is active and in the kernel's
    /// half.
    public func watch(low: WatchedBlocks, high: WatchedBlocks) {
        guard let watch = accessWatch else { return }
        watch.low = low
        watch.high = high
        watch.point()
    }

    /// Whether all accesses are told, whatever they touch, from the next one on.
    public func watchEverything(_ isOn: Bool) {
        guard let watch = accessWatch else { return }
        unsafe watch.state.pointee.everything = isOn
    }

    /// While an access is told: the address of the translated block that makes it.
    public var blockStart: UInt32 { unsafe clock.pointee.block }
    /// And its bytes.
    public var blockSize: UInt32 { unsafe clock.pointee.block_size }
}
