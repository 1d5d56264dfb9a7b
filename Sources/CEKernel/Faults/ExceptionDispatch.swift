import GuestAddress
import MachineTerms
import SavedState
import Unicorn

/// An exception on its way to a handler: `__except` and `__finally` of the functions on the stack, found through their function
/// tables. Filters and handlers are guest code; between them the way goes on from what is kept here.
final class ExceptionDispatch: SavedObject {
    /// The kernel may print it before its `__finally` blocks run.
    var report: FaultReport
    let exception: SoftwareException
    /// The registers that a continued execution goes on with.
    let context: CoreRegisters
    /// Where the search begins, and whether PC there is the instruction itself.
    let start: CoreRegisters
    let isInnermost: Bool
    /// Of the thread when the exception came.
    let resume: CoreRegisters
    let frame: ExceptionFrame

    init(
        _ report: FaultReport, _ exception: SoftwareException, context: CoreRegisters, start: CoreRegisters,
        isInnermost: Bool, resume: CoreRegisters, frame: ExceptionFrame
    ) {
        self.report = report
        self.exception = exception
        self.context = context
        self.start = start
        self.isInnermost = isInnermost
        self.resume = resume
        self.frame = frame
    }

    private enum CodingKeys: CodingKey { case report, exception, context, start, isInnermost, resume, frame }
}

/// What follows a filter or a `__finally` block of a function.
enum ExceptionStep: Codable {
    /// The filter of a scope has answered.
    case filter(ExceptionDispatch, GuardedFrame, scope: Int)
    /// A `__finally` block has run; those that are left, and what comes then.
    case finally(ExceptionDispatch, WorkList<FinallyBlock>, then: ExceptionEnd)
}

/// What gets an exception when the `__finally` blocks on the way have run.
enum ExceptionEnd: Codable {
    /// The handler of a scope.
    case handler(GuardedFrame, scope: Int)
    /// The kernel, which has printed the fault.
    case kernel
}

/// A `__finally` block: a scope of a function on the stack.
struct FinallyBlock: Codable {
    let frame: GuardedFrame
    let scope: Int
}

/// A function on the stack with its `__try` blocks.
struct GuardedFrame: Codable {
    let registers: CoreRegisters
    let isInnermost: Bool
    let function: FunctionPlace?
    let scopes: [ScopeTable.Scope]

    var control: UInt32 { isInnermost ? registers.pc : registers.pc &- 1 }
}
