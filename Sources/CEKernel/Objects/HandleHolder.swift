/// A process that has a handle of an object.
package struct HandleHolder {
    package let handle: UInt32
    package let owner: Process
}

extension KernelObject {
    /// What a thread can wait for; nil of what it cannot.
    var waitable: (any Waitable)? {
        switch self {
        case .process(let process): process
        case .thread(let thread): thread
        case .event(let event): event
        case .mutex(let mutex): mutex
        case .semaphore(let semaphore): semaphore
        case .messageQueue(let end): end.side
        default: nil
        }
    }
}
