package import CEMemory
package import GuestAddress
import OEMAddrTable
import Unicorn

/// The page with KDataStruct, which user code may read: ids of the running thread and process, the
/// thread's local storage, UserKInfo. Before and behind the structure lies code of coredll's smallest functions.
package final class KernelDataPage {
    private static let structure = Int(AddressLayout.userDataOffset)
    private static let threadLocalStorage = structure
    private static let currentThread = structure + 0x8
    private static let currentProcess = structure + 0xC
    private static let addressSpaceProcess = structure + 0x8C
    /// UserKInfo[KINX_PFN_SHIFT] and neighbours; frame numbers are physical addresses on ARM.
    private static let information = structure + 0x300
    /// Where the structure ends.
    private static let end = structure + 0x400

    private let ram: GuestRAM
    private let offset: Int

    package init?(memory: PhysicalMemory, page: PhysicalAddress) {
        guard let (ram, offset) = memory.locate(page) else { return nil }
        self.ram = ram
        self.offset = offset
        // KINX_PAGESIZE (index 1), KINX_PFN_SHIFT (2) and KINX_PFN_MASK (3) as CE's SDK numbers them.
        set(4096, Self.information + 4)
        set(0, Self.information + 8)
        set(0xFFFF_F000, Self.information + 12)
    }

    /// Puts guest code before the structure, or behind it.
    /// - Parameters:
    ///   - isBehind: whether it lies behind the structure.
    ///   - page: the page's address in the guest.
    ///   - traps: by which the host is asked for a function.
    package func hold(
        _ code: LibraryCode, isBehind: Bool, at page: VirtualAddress, in addresses: inout LibraryAddresses,
        table: CallTable, traps: TrapAddresses
    ) {
        let start = isBehind ? Self.end : 0
        precondition(code.image.count <= (isBehind ? 0x1000 - Self.end : Self.structure), "code beside the structure")
        addresses.place(
            code, in: ram, offset: offset + start, at: page.wrappingAdding(UInt32(start)), table: table, traps: traps)
    }

    private func set(_ value: UInt32, _ place: Int) { _ = ram.setWord(value, at: offset + place) }

    /// Shows the thread that runs now.
    func show(_ thread: Thread) {
        set(thread.localStorageAddress, Self.threadLocalStorage)
        set(thread.id, Self.currentThread)
        set(thread.current.id, Self.currentProcess)
        set(thread.addressSpace.id, Self.addressSpaceProcess)
    }
}
