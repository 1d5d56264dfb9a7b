import GuestAddress
import OEMAddrTable
import Testing
import Unicorn

@testable import CEKernel

/// The rules that parts of the kernel keep by themselves.
@Suite struct KernelPartTests {
    private final class Limit: RunLimit {
        let isReached: Bool
        init(isReached: Bool) { self.isReached = isReached }
    }

    @Test func `each import that is missing has one stub, whoever asks again`() {
        var loader = Loader(.ce6)
        func wanted(_ symbol: String) -> MissingImport {
            MissingImport(library: "a.dll", symbol: symbol, importer: "b.exe")
        }
        let one = loader.stub(for: wanted("One"))
        #expect(one == 0)
        let two = loader.stub(for: wanted("Two"))
        #expect(two == 1)
        let again = loader.stub(for: wanted("One"))
        #expect(again == 0)
        #expect(loader.missingImport(1)?.symbol == "Two")
        #expect(loader.missingImport(2) == nil)
        #expect(loader.missingImport(-1) == nil)
    }

    @Test func `a DLL keeps its place, and the next one comes on the next 64 KB behind it`() {
        var loader = Loader(.ce6)
        #expect(loader.nextBase(forSize: 0x1_2001) == VirtualAddress(0x4001_0000))
        #expect(loader.base(of: "image a.dll") == nil)
        loader.place("image A.DLL", at: VirtualAddress(0x4001_0000), size: 0x1_2001)
        #expect(loader.base(of: "image a.dll") == VirtualAddress(0x4001_0000))
        #expect(loader.nextBase(forSize: 0x1000) == VirtualAddress(0x4003_0000))
        // In the slots of CE 5 the next one lies before it.
        loader = Loader(.ce5)
        #expect(loader.nextBase(forSize: 0x1_2001) == VirtualAddress(0x01FE_0000))
        loader.place("image A.DLL", at: VirtualAddress(0x01FE_0000), size: 0x1_2001)
        #expect(loader.nextBase(forSize: 0x1000) == VirtualAddress(0x01FD_0000))
    }

    @Test func `a limit is asked for after a slice, or after many stops`() {
        var control = RunControl()
        let withoutLimit = control.isTimeToAsk(.clockLimit, at: 5_000_000)
        #expect(!withoutLimit, "nobody has set one")
        control.limit = Limit(isReached: true)
        let atFirst = control.isTimeToAsk(.clockLimit, at: 10)
        #expect(atFirst)
        let asked = (1...100).filter { control.isTimeToAsk(.hint, at: 10 + UInt64($0)) }
        #expect(asked == [65])
        let afterSlice = control.isTimeToAsk(.hint, at: 1_000_075)
        #expect(afterSlice)
        #expect(!control.isStopped)
        let ends = control.isToEnd()
        #expect(ends)
        #expect(control.isStopped)
    }

    @Test func `what every program does costs nothing, and more of it costs time`() {
        var bill = WorkBill()
        let free = bill.price(ofEntries: 512)
        #expect(free == 0)
        let freeAgain = bill.price(ofEntries: 512)
        #expect(freeAgain == 0)
        let above = bill.price(ofEntries: 512 + 600)
        #expect(above == 88)
        let freeFaults = (0..<1000).allSatisfy { _ in bill.priceOfFault() == 0 }
        #expect(freeFaults)
        let fault = bill.priceOfFault()
        #expect(fault == 5_000)
        let freePages = (0..<4096).allSatisfy { _ in bill.priceOfPageIn() == 0 }
        #expect(freePages)
        let page = bill.priceOfPageIn()
        #expect(page == 400)
        let freeBytes = bill.price(ofBytes: 65_536, at: 1_000)
        #expect(freeBytes == 0)
        let bytes = bill.price(ofBytes: 65_536 + 80, at: 1_000)
        #expect(bytes == 10)
        // 14 more are free of all calls together; then what 100 instructions give back.
        let others = (0..<14).map { _ in bill.price(ofBytes: 65_536, at: 1_000) }
        #expect(others == [UInt64](repeating: 0, count: 14))
        let loop = bill.price(ofBytes: 1_600 + 80, at: 1_100)
        #expect(loop == 10)
        let all = bill.price(ofBytes: 65_536, at: 1_000_000)
        #expect(all == 0)
        let freeAccesses = bill.price(ofAccesses: 2_000_000, at: 1_000)
        #expect(freeAccesses == 0)
        let accesses = bill.price(ofAccesses: 2_000_000 + 13, at: 2_000)
        #expect(accesses == 300)
    }

    @Test func `numbers of processes and threads are even and never come again`() throws {
        let harness = try CallHarness()
        var ids: Set<UInt32> = [harness.process.id, harness.thread.id]
        for _ in 0..<100 {
            let id = harness.kernel.processes.makeID()
            #expect(id % 2 == 0)
            #expect(ids.insert(id).inserted)
        }
    }

    @Test func `a process that ends is neither alive nor loaded any more`() throws {
        let harness = try CallHarness()
        let (kernel, process) = (harness.kernel, harness.process)
        try kernel.load(process)
        #expect(kernel.isLoaded(process.space))
        kernel.finishProcess(process, exitCode: 0)
        #expect(kernel.processes.living[process.id] == nil)
        #expect(kernel.processes.all.last === process)
        #expect(!kernel.isLoaded(process.space))
    }
}
