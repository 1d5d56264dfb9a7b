import GuestAddress
import PEImage
import Unicorn

extension Kernel {
    /// What a scenario makes happen at the call that has just begun.
    func injectedEffect(_ index: Int, _ thread: Thread) -> CallEffect? {
        guard calling.trace.isInjected(index) else { return nil }
        let returnAddress = thread.returnAddress
        let found = module(at: returnAddress, thread)
        // The call may be its function's last instruction.
        let function = StackUnwinder(kernel: self, thread: thread).function(at: returnAddress &- 1)
        let code = CallingCode(
            process: thread.current, module: found?.module, offset: found?.offset ?? 0,
            function: function.map { $0.start &- $0.module.base.rawValue })
        return calling.trace.injection(index, by: code)
    }
}
