import CEKernel
import CEMemory
import GuestAddress

/// API sets by number (document aa450537; numbers of the public header psyscall.h).
private enum APISet {
    /// What CE 6 and later add to the numbers of CE 5.
    static let shift: UInt32 = 0x40
    static let last: UInt32 = 0x7F
    /// The kernel's own sets.
    static let kernel: Range<UInt32> = 0..<16
    /// File system and device manager.
    static let present: Set<UInt32> = [20, 22]

    /// Whether a set answers, by its number in either form.
    static func isReady(_ number: UInt32) -> Bool {
        let old = number >= shift + kernel.upperBound ? number - shift : number
        return kernel.contains(old) || present.contains(old)
    }
}

/// Whether parts of the system have started. Kernel, file system and device manager have; windows, services and
/// networks never do.
let readinessCalls: [KernelCall] = [
    KernelCall("IsAPIReady", .full, "hAPI", source: "aa450537", returns: .boolean) {
        (_, _, set: UInt32) throws(CallStop) in
        .value(APISet.isReady(set) ? 1 : 0)
    },
    KernelCall(
        "WaitForAPIReady", .full, "dwAPISet dwTimeout", source: "aa450537", returns: .wait, failure: .max
    ) { (kernel, call, set: UInt32, time: Milliseconds) throws(CallStop) in
        guard set <= APISet.last else {
            throw .error(kernel.refuse("api-set", "dwAPISet \(set) is above the last one, \(APISet.last)"))
        }
        if APISet.isReady(set) { return .value(0) }
        return kernel.wait(call.thread, on: [], milliseconds: time.rawValue, then: .index)
    },
]
