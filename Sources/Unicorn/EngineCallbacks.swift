internal import CUnicorn

/// What the callbacks leave for the run that is ending.
final class EngineEvents {
    var pendingException: CPUException?
    var stopRequested = false
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

let windowReadCallback: uc_cb_mmio_read_t = { _, offset, size, user in
    guard let user = unsafe user else { return 0 }
    // SAFETY: the engine keeps the boxes of its windows alive.
    let box = unsafe Unmanaged<WindowBox>.fromOpaque(user).takeUnretainedValue()
    return UInt64(box.window.read(offset: UInt32(truncatingIfNeeded: offset), size: Int(size)))
}

let windowWriteCallback: uc_cb_mmio_write_t = { _, offset, size, value, user in
    guard let user = unsafe user else { return }
    // SAFETY: as above.
    let box = unsafe Unmanaged<WindowBox>.fromOpaque(user).takeUnretainedValue()
    box.window.write(
        UInt32(truncatingIfNeeded: value), offset: UInt32(truncatingIfNeeded: offset), size: Int(size))
}

final class WindowBox {
    let window: any DeviceWindow
    init(_ window: any DeviceWindow) { self.window = window }
}
