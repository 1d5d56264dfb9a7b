package import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    /// `smd.dll: 0x80000000-0x8000ffff of smd.dll+0x1234 in VirtualAlloc, not freed at driver unload; … would have
    /// freed it`.
    package func describe(_ leak: Leak) -> String {
        "\(leak.process): \(leak.range) of \(describe(leak.createdBy)), not freed at \(leak.reason.rawValue); "
            + "\(leak.remedyText) would have"
    }
}
