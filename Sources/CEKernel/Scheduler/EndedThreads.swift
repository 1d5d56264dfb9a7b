/// A thread that has ended, for those who wait for what it would have done.
package struct EndedThread: Codable {
    package let id: UInt32
    /// The name of its process.
    package let process: String
    /// In instructions.
    package let at: UInt64
    /// Where a fault ended it that nobody handled, as the fault's report has it; nil when it ended otherwise.
    package let fault: String?
    /// The image whose code met that fault.
    package let module: String?
    /// The critical sections that it took.
    package let locks: LockPlaces
    /// The id of the process whose code the kernel finds at the places of them.
    package let codeProcess: UInt32
}

/// The threads that ended by a fault, or had taken critical sections, of late.
package struct EndedThreads: Codable {
    private static let capacity = 64
    package private(set) var all: [EndedThread] = []

    mutating func add(_ thread: EndedThread) {
        if all.count == Self.capacity { all.removeFirst() }
        all.append(thread)
    }

    package subscript(id: UInt32) -> EndedThread? { all.last { $0.id == id } }
}
