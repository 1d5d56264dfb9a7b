import CEMachine
import GuestAddress
import OEMAddrTable
import TestSupport
import Testing

@testable import CEKernel
@testable import CEMemory

/// A generation with other windows is another value of the profile: nothing else knows where they are.
@Suite struct AddressLayoutTests {
    private let site = CallSite(function: "test", returnAddress: 0, process: 0, instructions: 0)

    private func machine(_ change: (inout AddressLayout) -> Void) throws -> Machine {
        var profile = Profile.ce6
        change(&profile.layout)
        return try Machine(board: TestBoard.omap(profile))
    }

    @Test func `reservations fall into the windows of the profile`() throws {
        let kernel = try machine {
            $0.userMemory = AddressLayout.window(0x0200_0000, 0x0210_0000)
            $0.kernelMemory = AddressLayout.window(0xE000_0000, 0xE010_0000)
            $0.fileMappings = AddressLayout.window(0x5000_0000, 0x5010_0000)
        }.kernel
        let process = try kernel.makeProcess(named: "test.exe")
        func reserve(_ space: AddressSpace, _ size: UInt32) throws -> UInt32 {
            try kernel.memory.allocate(
                in: space, at: 0, size: size, type: MemoryFlags.reserve, protection: Protection.noAccess, site: site
            ).rawValue
        }
        #expect(try reserve(process.space, 0x1000) == 0x0200_0000)
        #expect(try reserve(process.space, 0xF_0000) == 0x0201_0000)
        #expect(throws: CEError.notEnoughMemory) { try reserve(process.space, 0x1000) }
        #expect(try reserve(kernel.processes.nk.space, 0x1000) & 0xFFF0_0000 == 0xE000_0000)
        let mapping = kernel.memory.makeMapping(nil, size: 0x1000, isWritable: true, file: nil)
        let view = try kernel.memory.mapView(
            of: mapping, offset: 0, size: 0, isWritable: true, in: process.space, site: site)
        #expect(view.rawValue == 0x5000_0000)
    }

    @Test func `libraries, the kernel's data page and the system calls lie where the profile says`() throws {
        let machine = try machine {
            $0.userLibraries = AddressLayout.window(0x2000_0000, 0x2100_0000)
            $0.kernelLibraries = AddressLayout.window(0xC400_0000, 0xC500_0000)
            $0.userWriteEnd = 0x3000_0000
            $0.firstMethod = 0xF201_0000
            $0.kernelData = VirtualAddress(0xFFFF_A000)
        }
        machine.addFile(named: "smd.dll", bytes: try Fixtures.guest("smd.dll"))
        let kernel = machine.kernel
        let process = try kernel.makeProcess(named: "test.exe")
        func base(in process: Process) throws -> UInt32? {
            try kernel.load(kernel.imageFile(named: "smd.dll"), into: process).last?.base.rawValue
        }
        #expect(try base(in: process) == 0x2000_0000)
        #expect(try base(in: kernel.processes.nk) == 0xC400_0000)
        #expect(kernel.isUserRange(0x2FFF_0000, 0x1000, write: true))
        #expect(!kernel.isUserRange(0x3000_0000, 0x1000, write: true))
        #expect(kernel.isUserRange(0x3000_0000, 0x1000, write: false))
        #expect(kernel.calling.traps.area.base.rawValue == 0xF200_0000)
        // UserKInfo[KINX_PAGESIZE].
        #expect(try kernel.view(of: process).word(0xFFFF_AB04) == 4096)
    }

    @Test func `the slots of CE 5 are data`() {
        let layout = Profile.ce5.layout
        #expect(layout.slots?.size == 0x0200_0000)
        #expect(layout.slots?.end == 0x4200_0000)
        #expect(layout.fileMappings.base.rawValue == 0x4200_0000)
        #expect(!Profile.ce5.hasPrivateAddressSpaces)
        #expect(Profile.ce6.hasPrivateAddressSpaces)
    }
}
