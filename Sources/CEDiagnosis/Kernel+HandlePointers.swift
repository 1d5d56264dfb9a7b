import CEKernel
import GuestAddress

/// Handles that were taken for pointers.
extension Kernel {
    /// How far behind a handle a member may be that somebody looks for.
    private static let farthestMember: UInt32 = 0x1000

    /// What a fault is about whose address comes from a handle; nil of any other.
    func handleHint(_ report: FaultReport, _ address: VirtualAddress, _ thread: Thread) -> String? {
        guard report.access != .execute else { return nil }
        for word in report.usedRegisters.map(\.value) + [address.rawValue]
        where address.rawValue &- word < Self.farthestMember {
            if word == UInt32.max {
                return
                    "INVALID_HANDLE_VALUE is used as a pointer: the call that was to give a handle has failed, look at "
                    + "its result before it is used"
            }
            guard let owner = objects.handles.owner(of: word) else { continue }
            return
                "0x\(hexadecimal(word)) is a handle (\(HandleText.kind(word, owner, self)) of \(distinctName(owner))), "
                + "and no pointer"
        }
        return nil
    }
}
