internal import CUnicorn
internal import GuestAddress

/// What the callbacks leave for the run that is ending.
final class EngineEvents {
    var pendingException: CPUException?
    var stopRequested = false
    /// Whether the library is inside `uc_emu_start`.
    var isRunning = false
    /// Where the run began, and CPSR then; 0 when that is not known.
    var start: (pc: UInt32, status: UInt32) = (0, 0)
    /// How often guests have read or written windows.
    var windowAccesses: UInt64 = 0
    /// The first access of the run that a device has refused.
    var refused: RefusedAccess?

    /// As in an engine that has never run.
    func clear() {
        pendingException = nil
        stopRequested = false
        start = (0, 0)
        windowAccesses = 0
        refused = nil
    }
}

/// Exceptions end the run: the kernel above decides what they are.
let exceptionCallback: uc_cb_hookintr_t = { engine, number, user in
    guard let user = unsafe user else { return }
    // SAFETY: the engine that installed the hook keeps its events alive.
    let events = unsafe Unmanaged<EngineEvents>.fromOpaque(user).takeUnretainedValue()
    if events.pendingException == nil { events.pendingException = CPUException(rawValue: number) ?? .other }
    unsafe _ = uc_emu_stop(engine)
}

/// The engine checks the execute permission of the region at the *virtual* address before it translates. Page tables
/// decide here, so that check is always answered with yes.
let fetchProtectionCallback: uc_cb_eventmem_t = { _, _, _, _, _, _ in true }

let windowReadCallback: uc_cb_mmio_read_t = { engine, offset, size, user in
    guard let user = unsafe user else { return 0 }
    // SAFETY: the engine keeps the boxes of its windows alive.
    let box = unsafe Unmanaged<WindowBox>.fromOpaque(user).takeUnretainedValue()
    box.countAccess()
    let value = box.window.read(offset: UInt32(truncatingIfNeeded: offset), size: Int(size))
    if box.clearsConditions { unsafe cebsp_forget_conditions(engine) }
    return UInt64(value)
}

let windowWriteCallback: uc_cb_mmio_write_t = { engine, offset, size, value, user in
    guard let user = unsafe user else { return }
    // SAFETY: as above.
    let box = unsafe Unmanaged<WindowBox>.fromOpaque(user).takeUnretainedValue()
    box.countAccess()
    box.window.write(
        UInt32(truncatingIfNeeded: value), offset: UInt32(truncatingIfNeeded: offset), size: Int(size))
    if box.clearsConditions { unsafe cebsp_forget_conditions(engine) }
}

/// What the library calls for a range of physical addresses. It stays as long as the core; the window behind it may
/// change between two uses of the core.
final class WindowBox {
    private(set) var window: any DeviceWindow
    let range: AddressRange<PhysicalAddress>
    private let events: EngineEvents
    private let traits: EngineTraits

    init(
        _ window: any DeviceWindow, over range: AddressRange<PhysicalAddress>, _ events: EngineEvents,
        _ traits: EngineTraits
    ) {
        self.window = window
        self.range = range
        self.events = events
        self.traits = traits
    }

    var isInUse: Bool { !(window is EmptyWindow) }

    func countAccess() { events.windowAccesses &+= 1 }

    func show(_ window: any DeviceWindow) { self.window = window }

    /// Lets go of the window.
    func clear() { window = EmptyWindow() }

    /// Whether the library has left the state of IT in CPSR, and the run goes on.
    var clearsConditions: Bool { traits.knowsAccesses && events.isRunning && events.refused == nil }
}

/// Stands in a box between two uses of its core.
final class EmptyWindow: DeviceWindow {
    func read(offset: UInt32, size: Int) -> UInt32 { 0 }
    func write(_ value: UInt32, offset: UInt32, size: Int) {}
}
