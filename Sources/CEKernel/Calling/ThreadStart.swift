/// What a thread begins with when it runs for the first time.
enum ThreadStart: Codable {
    /// A function with one argument, of a process.
    case function(UInt32, argument: UInt32, in: Process)
    /// A new process: its DLLs' entry points, then its own.
    case process(ProcessStart)
    /// What the machine does once it is up.
    case boot
    /// What a process that has ended left open in drivers.
    case rundown(Rundown)
    /// The power manager opens a new device, or switches some.
    case power([ManagedDevice])
}
