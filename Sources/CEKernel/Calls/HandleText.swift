import CEMemory
import GuestAddress

/// A handle with what it stands for: `process=smdapp.exe`, `event=0x00010007 "Ready"`, `device=0x0001000b SMD1:`.
package enum HandleText {
    package static func text(_ handle: UInt32, _ thread: Thread, _ kernel: Kernel) -> String {
        switch handle {
        case 0: return "NULL"
        case UInt32.max: return "INVALID_HANDLE_VALUE"
        case Kernel.currentProcessHandle: return "process=\(thread.current.name)"
        case Kernel.currentThreadHandle: return "thread=0x\(hexadecimal(thread.id))"
        default: break
        }
        let number = "0x" + hexadecimal(handle)
        guard let object = kernel.objects.handles[handle, thread.current] else { return number }
        func named(_ kind: String, _ name: String?) -> String {
            "\(kind)=\(number)" + (name.map { " " + StringText.quoted($0) } ?? "")
        }
        switch object {
        case .process(let process): return "process=\(process.name)"
        case .thread(let thread): return "thread=0x\(hexadecimal(thread.id))"
        case .event(let event): return named("event", event.name)
        case .mutex(let mutex): return named("mutex", mutex.name)
        case .semaphore(let semaphore): return named("semaphore", semaphore.name)
        case .deviceOpen(let open): return "device=\(number)" + (open.device.anyName.map { " " + $0 } ?? "")
        case .device(let device): return "device=\(number)" + (device.anyName.map { " " + $0 } ?? "")
        case .file(let open): return named("file", open.file.name)
        case .fileMapping(let mapping): return named("mapping", mapping.name)
        case .registryKey(let key): return named("key", key.name)
        case .find: return named("search", nil)
        case .messageQueue(let end): return named(end.isReader ? "queue's reader" : "queue's writer", nil)
        case .interruptHandler: return named("interrupt handler", nil)
        case .devicePower: return named("device power", nil)
        case .dmaBuffer: return named("DMA buffer", nil)
        case .deviceNotification: return named("notifications", nil)
        case .driverCallback(let entry): return named("callback", nil) + " 0x\(hexadecimal(entry))"
        case .registryWatch(let watch): return named("watch of key", watch.key.name)
        case .busAccess(let bus): return named("bus access", bus.activeKey)
        case .powerRequirement(let requirement): return named("power requirement", requirement.device.name)
        case .powerNotification: return named("power notifications", nil)
        case .powerRelationship(let child): return named("power relationship", child.name)
        }
    }
}

extension HandleText {
    /// `an event`, `the mutex "Ready"`: what a handle of a process stands for.
    package static func kind(_ handle: UInt32, _ owner: Process, _ kernel: Kernel) -> String {
        guard let object = kernel.objects.handles[handle, owner] else { return "nothing" }
        return object.handleKind.rawValue
    }
}

extension Device {
    /// The name by which an engineer knows it, or nil.
    package var anyName: String? { legacyName ?? deviceName }
}
