import ARMMMU
import CEKernel
import CEMemory
import GuestAddress

extension MemoryManager {
    /// The domain that DACR gives nobody access to.
    private static let trapDomain: UInt8 = 15

    /// Maps the megabyte of the system calls by a section of domain 15 (`Documentation/CE-Memory.md`, section 2.2, step
    /// 9): a branch there is a prefetch abort, a read or write a domain fault. Where the section leads never matters.
    func mapTrapArea(_ traps: TrapAddresses) {
        let attributes = PageAttributes(
            privileged: .readWrite, user: .none, cached: false, executeNever: rules.format == .v6)
        guard let word = Section.encode(PhysicalAddress(0), attributes, domain: Self.trapDomain, rules: rules) else {
            return
        }
        kernelSpace.tables.setSections(at: traps.area.base, count: 1, first: word)
    }
}
