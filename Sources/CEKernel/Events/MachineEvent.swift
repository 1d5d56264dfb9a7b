package import CEMemory
package import GuestAddress

/// Kinds of what the kernel tells. An event is made only when somebody listens to its kind.
package struct MachineEvents: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Calls of CE functions that begin, wait and end.
    package static let calls = MachineEvents(rawValue: 1)
    /// Threads whose guest code goes on.
    package static let turns = MachineEvents(rawValue: 2)
    /// Address spaces that the core gets, and images that are loaded.
    package static let spaces = MachineEvents(rawValue: 4)
    /// Threads and processes that end.
    package static let ends = MachineEvents(rawValue: 8)
    package static let faults = MachineEvents(rawValue: 16)
    package static let leaks = MachineEvents(rawValue: 32)
    /// Frees that were refused.
    package static let refusedFrees = MachineEvents(rawValue: 64)
    /// Physical ranges that a call has mapped, and mappings that it has changed.
    package static let mappings = MachineEvents(rawValue: 128)
    /// Drivers that work for their callers.
    package static let driverCalls = MachineEvents(rawValue: 256)
    package static let cacheFlushes = MachineEvents(rawValue: 512)
    /// Lines on the debug port.
    package static let output = MachineEvents(rawValue: 1024)
    /// Breakpoints that no handler took.
    package static let breakpoints = MachineEvents(rawValue: 2048)
    /// Calls of pure virtual functions.
    package static let pureCalls = MachineEvents(rawValue: 4096)
    /// Interrupts that come and are answered.
    package static let interrupts = MachineEvents(rawValue: 8192)
    /// What is done wrong about them.
    package static let interruptMistakes = MachineEvents(rawValue: 16384)
    /// Who gets the core.
    package static let switches = MachineEvents(rawValue: 32768)
    /// What guests ask the registry for.
    package static let registry = MachineEvents(rawValue: 1 << 20)
    /// Accesses to registers of devices that have no effect, and transfers to where nothing is.
    package static let deviceMistakes = MachineEvents(rawValue: 1 << 21)
    /// Calls that fail.
    package static let refusals = MachineEvents(rawValue: 1 << 24)
    /// Mappings whose source seems to be in the wrong unit.
    package static let doubtfulSources = MachineEvents(rawValue: 1 << 25)
    /// Calls that this generation of CE keeps without their effect.
    package static let removedCalls = MachineEvents(rawValue: 1 << 26)
    /// Pages that are locked for devices, and unlocked.
    package static let pageLocks = MachineEvents(rawValue: 1 << 28)
}

/// Something that happened in the machine.
package enum MachineEvent {
    /// The registers of the thread are those at the call.
    case callBegan(PendingCall, Thread)
    /// The host has done what it can: the thread waits, or runs guest code for the call, or the call has ended.
    case callHandled(PendingCall)
    case callEnded(PendingCall, CallRecord.Outcome)
    /// A call fails: its end is told after this. The registers of the thread are those at the call.
    case callRefused(RefusedCall, Thread)
    case sourceDoubted(DoubtfulSource)
    case threadResumes(Thread)
    /// The core translates the low half through the tables of a process from now on.
    case spaceLoaded(Process)
    case imageLoaded(Module)
    case threadEnded(Thread)
    /// A process is about to end; its memory is still there.
    case processEnds(Process)
    /// A fault before anybody deals with it, while the tables are as the access found them.
    case faultRaised(FaultReport, Thread)
    /// A fault that was dealt with, or that nobody handled.
    case faultNoted(FaultReport)
    /// A load or store that was taken back because the core would have refused it.
    case misaligned(Misalignment, Thread)
    /// - Parameter isMistake: false of what was torn from its work.
    case leaked(Leak, isMistake: Bool)
    case freeRefused(RefusedFree)
    case rangeMapped(MappedRange)
    /// A call has changed what a part of a reservation shows, or how.
    case mappingChanged(MappingChange)
    case driverCalled(DriverWork, Thread)
    /// DeactivateDevice: XXX_PreDeinit and XXX_Deinit come now.
    case driverDeactivated(Device, Thread)
    /// The image of a driver is gone: XXX_Deinit and DllMain have returned.
    case driverUnloaded(Module)
    case driverReturned(DriverWork, DriverWork.Outcome, Thread)
    /// The caller's buffers were copied to the stack of a user-mode driver, on which the thread is now.
    case callerBuffersCopied([CopiedBuffer], Thread)
    /// A driver has asked for access to memory of its caller.
    case callerBufferOpened(address: UInt32, size: UInt32, Thread)
    case cacheFlushed(CacheFlush)
    case pagesLocked(PageLock)
    case pagesUnlocked(PageLock)
    case line(String)
    /// The thread went on behind a breakpoint.
    case breakpointPassed(FaultReport, place: String)
    case pureFunctionCalled(process: Process, place: String)
    /// - Parameter replacement: what to do instead.
    case removedFunctionCalled(String, replacement: String, process: Process, place: String)
    case registryQueried(RegistryQuery, Thread)
    /// - Parameter place: the code that made the access; of a device's own work `device`.
    case deviceMisused(String, process: Process, place: String)
    /// The controller has interrupted the core.
    case interruptCame(irq: UInt32)
    /// InterruptDone.
    case interruptDone(irq: UInt32)
    /// The thread is nil where the machine itself met it.
    case interruptMisused(InterruptMistake, Thread?)
    /// A thread has had the core since the time that is told, in instructions.
    case threadRan(Thread, since: UInt64)
}

/// A free of virtual memory that the memory calls have refused.
package struct RefusedFree {
    package let process: Process
    package let address: VirtualAddress
    /// Bytes.
    package let size: UInt32
    package let type: UInt32
    package let thread: Thread
    package let site: CallSite

    package init(process: Process, address: VirtualAddress, size: UInt32, type: UInt32, thread: Thread, site: CallSite)
    {
        self.process = process
        self.address = address
        self.size = size
        self.type = type
        self.thread = thread
        self.site = site
    }
}

/// A physical run of a mapping that a call has just made.
package struct MappedRange {
    package let range: AddressRange<PhysicalAddress>
    package let isCached: Bool
    package let isWritable: Bool
    package let space: AddressSpace
    /// The process whose code called.
    package let process: Process
    package let site: CallSite

    package init(
        range: AddressRange<PhysicalAddress>, isCached: Bool, isWritable: Bool, space: AddressSpace, process: Process,
        site: CallSite
    ) {
        self.range = range
        self.isCached = isCached
        self.isWritable = isWritable
        self.space = space
        self.process = process
        self.site = site
    }
}

/// A part of a reservation whose pages have another protection or other attributes now, or are decommitted.
package struct MappingChange {
    package let reservation: Reservation
    package let space: AddressSpace
    package let range: AddressRange<VirtualAddress>
    /// Whether it goes through the cache now, when the protection of its segments does not say it.
    package let isCached: Bool?
    package let site: CallSite
}

/// CacheRangeFlush, CacheSync and their relatives.
package struct CacheFlush {
    package let address: UInt32
    /// Bytes; 0 with an address of 0 is the whole cache.
    package let size: UInt32
    package let flags: UInt32
    /// The caller's memory.
    package let view: GuestView
}
