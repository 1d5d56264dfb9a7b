import CEKernel
import Diagnostics

extension Checker {
    static let keptPointers = Checker(
        id: "CE0813", name: "kept-pointers", title: "a caller's address used after its call",
        explanation:
            "A driver read or wrote where a buffer of an earlier call was: an address in a buffer that its caller "
            + "had handed over with DeviceIoControl, ReadFile or WriteFile, in a later call of the same process that "
            + "does not hand it over again. The memory may be used for something else by then, or be gone. It is a "
            + "warning, an error when the access faults. An address counts as handed over when it lies in the buffers "
            + "of the call, in what CeOpenCallerBuffer was asked for, or within 64 KB behind a word of the input "
            + "buffer. The last 64 buffers are remembered.",
        example: Example(
            bad: """
                case IOCTL_SET_BUFFER: kept = pBufIn; break;
                case IOCTL_START: memcpy(kept, frame, size); break;
                """,
            good: """
                case IOCTL_START: memcpy(pBufOut, frame, size); break;
                """),
        make: { KeptPointerChecker($0) })
}

/// Reports the use of buffers of earlier calls of the same process.
final class KeptPointerChecker: CallerChecker {
    init(_ setup: CheckerSetup) { super.init(.keptPointers, setup, wanting: .uses) }

    override func used(_ use: CallerAddressUse) {
        guard let buffer = use.former, use.isOfSameProcess else { return }
        emit(
            use.faults ? .error : .warning, process: kernel.processes.nk.name, place: use.place,
            "\(use.address) is in a buffer that \(buffer.processName) handed to \(buffer.driver) in an earlier "
                + "call, and "
                + "\(use.user) used it",
            hint: "a caller's buffer is the driver's for the length of the call: copy what is needed, or take an alias "
                + "with CeAllocAsynchronousBuffer")
    }
}
