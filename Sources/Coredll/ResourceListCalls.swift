import CEKernel
import CEMemory
import GuestAddress

/// The I/O resource manager: who has which IRQ or part of the I/O space (header resmgr.h of the public SDK). A range
/// that somebody has is refused with ERROR_INVALID_PARAMETER.
let resourceListCalls: [KernelCall] = [
    KernelCall("ResourceCreateList", .full, "dwResId dwMinimum dwCount", source: "resmgr.h", returns: .boolean) {
        (kernel, _, id: Word, first: Word, count: UInt32) throws(CallStop) in
        try kernel.answer(kernel.drivers.resources.create(id.rawValue, first: first.rawValue, count: count))
    },
    KernelCall("ResourceDestroyList", .full, "dwResId", source: "resmgr.h", returns: .boolean) {
        (kernel, _, id: Word) throws(CallStop) in
        try kernel.answer(kernel.drivers.resources.destroy(id.rawValue))
    },
    KernelCall("ResourceRequest", .full, "dwResId dwId dwLen", source: "resmgr.h", returns: .boolean) {
        (kernel, _, id: Word, first: Word, count: UInt32) throws(CallStop) in
        try kernel.answer(
            kernel.drivers.resources.request(id.rawValue, first: first.rawValue, count: count, shared: false))
    },
    KernelCall("ResourceRequestEx", .full, "dwResId dwId dwLen dwFlags", source: "resmgr.h", returns: .boolean) {
        (kernel, _, id: Word, first: Word, count: UInt32, flags: Word) throws(CallStop) in
        try kernel.answer(
            kernel.drivers.resources.request(
                id.rawValue, first: first.rawValue, count: count, shared: flags.rawValue & requestShared != 0))
    },
    KernelCall("ResourceRelease", .full, "dwResId dwId dwLen", source: "resmgr.h", returns: .boolean) {
        (kernel, _, id: Word, first: Word, count: UInt32) throws(CallStop) in
        try kernel.answer(kernel.drivers.resources.release(id.rawValue, first: first.rawValue, count: count))
    },
]

/// RREXF_REQUEST_SHARED.
private let requestShared: UInt32 = 2

extension Kernel {
    fileprivate func answer(_ isDone: Bool) throws(CallStop) -> CallResult {
        guard isDone else {
            throw .error(
                refuse(
                    "resource",
                    "a part of the range is not in the list, is another's, or is nobody's that is to be "
                        + "released"))
        }
        return .value(1)
    }
}
