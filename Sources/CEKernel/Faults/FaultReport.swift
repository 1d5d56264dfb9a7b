package import ARMMMU
package import CEDevices
package import GuestAddress
package import MachineTerms
package import Unicorn

/// A guest access or instruction that the core, the MMU or the kernel refused, or an exception that code raised.
package struct FaultReport: Sendable, Codable {
    package typealias Kind = FaultKind
    package typealias Reason = FaultReason

    /// A register that the faulting instruction uses, and its value before it.
    package struct RegisterValue: Hashable, Sendable, Codable {
        package var name: String
        package var value: UInt32
    }

    package var kind: Kind
    package var reason: Reason
    /// STATUS_…, what a handler and GetExceptionCode see.
    package var code = ExceptionCode.accessViolation
    /// The process whose code ran.
    package var process: String
    package var threadID: UInt32
    package var access: AccessKind?
    /// Bytes that the instruction accesses.
    package var size: UInt32?
    /// The bad virtual address.
    package var address: VirtualAddress?
    package var registers: CoreRegisters
    package var fault: Fault?
    package var walk: Walk?
    /// `ldr r3, [r1, #4]`.
    package var instruction: String?
    package var usedRegisters: [RegisterValue] = []
    package var programCounter: String
    /// The same with the function's name, as far as that is known.
    package var place: String { programCounter + (function.map { " (\($0))" } ?? "") }
    /// The guest code that met it: where the kernel worked for the thread, the code that had called for that.
    package var codePlace: String {
        guard let kernelCall else { return place }
        return "\(backtrace.first ?? returnAddress) in \(kernelCall)"
    }
    package var returnAddress: String
    package var instructions: UInt64
    /// What the address belongs to, and what it belonged to before.
    package var belongsTo: String?
    package var belongedTo: String?
    /// The nearest mapping, when the address belongs to none.
    package var nearest: String?
    /// The descriptors that decided, level by level.
    package var walkSteps: [Descriptor] = []
    /// The fault status and address registers as the core would have them.
    package var status: FaultStatusRegisters?
    /// What nothing answered, or what the device objected to.
    package var busError: BusError?
    /// The call on which the kernel worked for the thread, `memcpy`.
    package var kernelCall: String?
    /// `SMD_IOControl+0x34`, when the function has a name.
    package var function: String?
    /// What to look at, in a sentence.
    package var hint: String?
    /// The callers, innermost first.
    package var backtrace: [String] = []
    /// A message instead of CE's lines: the thread called what is not there.
    package var message: String?
    /// CE's lines and what explains them.
    package var text: [String]
    /// How many of them are CE's.
    package var ownLines = 0
    /// Which of the reports in the output it is; nil while it is not printed.
    package var printing: Int?
    /// Whether somebody handled it: the caller of a driver that faulted goes on.
    package var wasHandled = false
}

extension FaultKind {
    /// Name and number in the first line of CE's text.
    var exception: (name: String, id: Int) {
        switch self {
        case .dataAbort, .busError: ("Data Abort", 4)
        case .prefetchAbort: ("Prefetch Abort", 3)
        case .undefinedInstruction, .breakpoint: ("Undefined Instruction", 1)
        case .supervisorCall: ("SWI", 2)
        case .notProvided, .raised: ("Raised Exception", -1)
        }
    }
}

extension FaultReason {
    /// What the MMU says.
    init(_ kind: Fault.Kind) {
        self =
            switch kind {
            case .alignment: .alignment
            case .translation: .translation
            case .accessFlag: .accessFlag
            case .domain: .domain
            case .permission: .permission
            case .externalOnWalk, .external: .external
            }
    }
}

/// DFSR and DFAR, or IFSR and IFAR of a fetch.
package struct FaultStatusRegisters: Hashable, Sendable, Codable {
    package var isFetch: Bool
    package var status: UInt32
    package var address: UInt32
    /// `page translation`.
    package var meaning: String

    package init(isFetch: Bool, status: UInt32, address: UInt32, meaning: String) {
        self.isFetch = isFetch
        self.status = status
        self.address = address
        self.meaning = meaning
    }
}

/// Exception codes (ntstatus.h of the public SDK).
package enum ExceptionCode {
    package static let guardPage: UInt32 = 0x8000_0001
    package static let misalignment: UInt32 = 0x8000_0002
    package static let breakpoint: UInt32 = 0x8000_0003
    package static let accessViolation: UInt32 = 0xC000_0005
    package static let illegalInstruction: UInt32 = 0xC000_001D
    package static let integerDivideByZero: UInt32 = 0xC000_0094
    package static let stackOverflow: UInt32 = 0xC000_00FD
    /// What `throw` of C++ raises.
    package static let cxxException: UInt32 = 0xE06D_7363
    /// STATUS_STACK_BUFFER_OVERRUN.
    package static let stackOverrun: UInt32 = 0xC000_0409
    /// What CE makes of an abort that is neither translation, domain nor permission (`Documentation/CE-Memory.md`, section 6.5).
    package static let externalAbort: UInt32 = 0xDFFF_0123
}
