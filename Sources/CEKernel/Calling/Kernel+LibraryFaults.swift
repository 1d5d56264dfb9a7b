import Unicorn

extension Kernel {
    /// Has the host do anew what guest code of coredll's has begun: a fault in there is one of the function, and told as
    /// such. The code has its arguments as they were.
    /// - Returns: false when the thread is not in such code.
    func hostBegins(_ thread: Thread) -> Bool {
        guard let call = calling.guestCode.accessingCall(at: thread.registers.pc) else { return false }
        let slot = calling.table.slots[call]
        thread.registers.pc = calling.traps.address(ofCall: slot)
        dispatch(.providedCall(slot), thread)
        return true
    }
}
