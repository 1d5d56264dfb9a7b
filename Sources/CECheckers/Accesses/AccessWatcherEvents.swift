import CEKernel
import CEMemory
import MachineTerms
import Unicorn

/// Hands the events of a machine to its watcher, which is the engine's observer.
final class AccessWatcherEvents: MachineObserver {
    let events: MachineEvents = [.calls, .turns, .spaces]
    let memoryEvents: MemoryEvents = [.accesses, .transfers, .mappings, .frees, .translations]
    private let watcher: AccessWatcher

    init(_ watcher: AccessWatcher) { self.watcher = watcher }

    func observe(_ event: MachineEvent) {
        switch event {
        case .callBegan(let call, let thread): watcher.call = (call.index, thread.returnAddress)
        case .threadResumes(let thread): watcher.resume(thread)
        case .spaceLoaded(let process): watcher.enter(process)
        case .imageLoaded: watcher.locator.forget()
        default: break
        }
    }

    func observe(_ event: MemoryEvent) {
        switch event {
        case .accessed(let address, let count, let isWrite, let isPrivileged):
            watcher.host(address, count, isWrite: isWrite, isPrivileged: isPrivileged)
        case .transferred(let device, let address, let count, let isWrite):
            watcher.device(device, address, count, isWrite: isWrite)
        // Nothing was moved.
        case .transferRefused: break
        case .mapped(let mapping): if mapping.kind != .view { watcher.mapped(mapping) }
        case .mappedStatically(let reservation, let space): watcher.watch(reservation, in: space)
        case .exposed(let pages): watcher.expose(pages)
        case .released(let reservation, let space, _): watcher.released(reservation, in: space)
        case .freed(let page): watcher.freed(page)
        case .translationsChanged: watcher.forgetTranslations()
        case .heapDamaged: break
        }
    }
}
