/// What the machine can look for while guests run. Those that cost something when nothing is wrong run only when a scenario names
/// them.
package enum Checker: String, Hashable, Sendable, CaseIterable {
    case leaks
    case wrongFree = "wrong-free"
    case useAfterRelease = "use-after-release"
    case attributes
    case kernelRAM = "kernel-ram"
    case pastBank = "past-bank"
    case kernelPointers = "kernel-pointers"
    case kernelStructures = "kernel-structures"
    case staticAttributes = "static-attributes"
    case staleData = "stale-data"
    case uninitialised
    case pastBuffer = "past-buffer"
    case keptPointers = "kept-pointers"
    case foreignPointers = "foreign-pointers"
    case doubleFetch = "double-fetch"
    case alignment
    case breakpoint
    case pureCall = "pure-call"

    /// The stable name of its findings.
    package var id: String {
        switch self {
        case .leaks: "CE0801"
        case .wrongFree: "CE0802"
        case .useAfterRelease: "CE0803"
        case .attributes: "CE0804"
        case .kernelRAM: "CE0805"
        case .pastBank: "CE0806"
        case .kernelPointers: "CE0807"
        case .kernelStructures: "CE0808"
        case .staticAttributes: "CE0809"
        case .staleData: "CE0810"
        case .uninitialised: "CE0811"
        case .pastBuffer: "CE0812"
        case .keptPointers: "CE0813"
        case .foreignPointers: "CE0814"
        case .doubleFetch: "CE0815"
        case .alignment: "CE0816"
        case .breakpoint: "CE0817"
        case .pureCall: "CE0818"
        }
    }

    /// One line, without a full stop.
    package var title: String {
        switch self {
        case .leaks: "memory that nobody freed"
        case .wrongFree: "a free that does not free"
        case .useAfterRelease: "use of memory after its release"
        case .attributes: "one physical range, two memory attributes"
        case .kernelRAM: "RAM of the kernel's pool mapped by its physical address"
        case .pastBank: "a mapping that leaves its RAM bank or device"
        case .kernelPointers: "a kernel address handed to an application"
        case .kernelStructures: "page tables or kernel pages mapped into a process"
        case .staticAttributes: "a mapping whose attributes are not those of the static map"
        case .staleData: "stale data: memory and a cache line that disagree"
        case .uninitialised: "a read of shared memory that nobody has written"
        case .pastBuffer: "a write past the buffer that was announced"
        case .keptPointers: "a caller's address used after its call"
        case .foreignPointers: "an application's address used where it means nothing"
        case .doubleFetch: "input that changed between two reads of it"
        case .alignment: "a load or store at an address that is no multiple of its size"
        case .breakpoint: "a breakpoint that no handler took"
        case .pureCall: "a call of a pure virtual function"
        }
    }

    /// What goes wrong on the board, and why.
    package var explanation: String {
        switch self {
        case .leaks:
            "A reservation or mapping is left over when its process exits, its driver is unloaded or the scenario ends. In the "
                + "kernel it stays until the next boot; the finding names the caller and the call that would have freed it. What a process "
                + "took for itself goes with it and is a note; of one that was killed or crashed nothing is said."
        case .wrongFree:
            "VirtualFree in a driver means the kernel's address space: memory of the caller takes VirtualFreeEx with the caller's "
                + "process. MEM_RELEASE takes the exact base and a size of 0. Whatever else is given, the call returns FALSE with 87 "
                + "and the mapping stays; drivers that do not look at the result leak it."
        case .useAfterRelease:
            "An address was used after the reservation that it was in had been released. On the board the range may belong to somebody "
                + "else by then, so that the same mistake does not fault but destroys."
        case .attributes:
            "The same physical range is mapped cached and uncached at the same time, or a device's registers are mapped cached. "
                + "What one mapping writes the other need not see. ARMv7 calls mismatched attributes unpredictable; earlier cores "
                + "return stale lines."
        case .kernelRAM:
            "PAGE_PHYSICAL, or a source inside the static map, adds no reference to pages that the kernel manages (the RAM region of "
                + "config.bib). Freeing the mapping drops the reference that the pages' owner holds: they are handed out again "
                + "while the owner still uses them. Take memory from a RESERVED region, or map the owner's address instead."
        case .pastBank:
            "The physical range of a mapping leaves the RAM bank or device of the board that it begins in, or there is none. What lies "
                + "behind is a bus error, or another device."
        case .kernelPointers:
            "Words that a driver changed in its caller's output buffer are addresses of the kernel's memory. Applications cannot use "
                + "them, and should not know them. This is a note, a guess by value: a number may look like an address. When an "
                + "application uses such an address it is an error, and no guess."
        case .kernelStructures:
            "A process can reach page tables, pages of the kernel or its image through a mapping. When it can write there, any "
                + "mistake of it destroys the system."
        case .staticAttributes:
            "A dynamic mapping shows RAM uncached that is in use at the cached address of the static map: the image, or the page pool. "
                + "A RESERVED region may be mapped as its drivers like; nobody else uses its cached address. From ARMv7 on, which "
                + "calls mismatched attributes unpredictable, it is a warning."
        case .staleData: Self.staleDataText
        case .uninitialised: Self.uninitialisedText
        case .pastBuffer: Self.pastBufferText
        case .keptPointers: Self.keptPointersText
        case .foreignPointers: Self.foreignPointersText
        case .doubleFetch: Self.doubleFetchText
        case .alignment: Self.alignmentText
        case .breakpoint:
            "The code met a breakpoint that was compiled into it: DebugBreak, or an assertion of a debug build that "
                + "failed. Its own handlers are asked first. When none takes it the code goes on behind it, so that "
                + "one run shows what follows; a device without a debugger may end the thread or the driver's call there. "
                + "'breakpoints: stop' in a scenario ends the run at the breakpoint."
        case .pureCall:
            "A virtual function without a body was called, which happens in the constructor or destructor of a base "
                + "class and with objects that were deleted. CE's _purecall returns 0 and says nothing; what the "
                + "function should have done is missing."
        }
    }

    /// Those that cost nothing while all is well.
    package static let standard: Set<Checker> = [.wrongFree, .useAfterRelease, .breakpoint, .pureCall]

    /// Those that have to see accesses while guests run: with none of them on nothing is watched.
    static let observing: Set<Checker> = [
        .staleData, .uninitialised, .pastBuffer, .keptPointers, .foreignPointers, .doubleFetch, .alignment,
    ]

    /// Those that look at what callers hand to drivers.
    static let ofPointers: Set<Checker> = [.kernelPointers, .keptPointers, .foreignPointers, .doubleFetch]

    package init?(id: String) {
        guard let found = Self.allCases.first(where: { $0.id == id.uppercased() }) else { return nil }
        self = found
    }
}

/// What a checker has to say.
package struct MachineFinding: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable { case error, warning, note }

    package var checker: Checker
    package var severity: Severity
    /// The process whose code did it.
    package var process: String
    /// `smd.dll+0x1234 in VirtualFree`.
    package var place: String
    package var message: String
    package var hint: String?
}

extension Kernel {
    static let maximumFindings = 1000

    /// Keeps a finding, unless the very same is there already.
    func find(_ finding: MachineFinding) {
        guard findings.count < Self.maximumFindings, !findings.contains(finding) else { return }
        findings.append(finding)
    }
}
