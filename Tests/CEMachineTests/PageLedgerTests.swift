import GuestAddress
import TestSupport
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Whom the pages of the pool are charged to, against a book that is kept the long way round.
@Suite struct PageLedgerTests {
    /// Every page with its account, and a copy of all sums whenever the pool was fuller than ever.
    private struct LongBook {
        var pages: [Int: (owner: UInt16, purpose: PagePurpose, references: Int)] = [:]
        var most: [UInt16: Int] = [:]
        var mostShared: [UInt16: Int] = [:]
        var fullest: [UInt16: Int] = [:]
        var highest = 0

        func count(_ owner: UInt16) -> Int { pages.values.count { $0.owner == owner } }
        func shared(_ owner: UInt16) -> Int { pages.values.count { $0.owner == owner && $0.references > 1 } }

        mutating func settle() {
            for owner in 0..<UInt16(4) {
                most[owner] = max(most[owner] ?? 0, count(owner))
                mostShared[owner] = max(mostShared[owner] ?? 0, shared(owner))
            }
            guard pages.count > highest else { return }
            highest = pages.count
            for owner in 0..<UInt16(4) { fullest[owner] = count(owner) }
        }
    }

    private func site(_ number: UInt32) -> CallSite {
        CallSite(function: "VirtualAlloc", returnAddress: 0x1_0000 + number * 4, process: 2, instructions: 0)
    }

    @Test(arguments: 1...8) func `every figure is that of a book kept the long way round`(seed: UInt64) {
        var random = RandomSource(seed: seed)
        var book = PageBook(pages: 200)
        var oracle = LongBook()
        for _ in 0..<3000 {
            let choice = random.next() % 8
            if choice < 4 {
                let owner = UInt16(random.next() % 4)
                let purpose: PagePurpose = random.next() % 4 == 0 ? .pageTable : .committed
                let account = book.ledger.number(
                    owner: owner, purpose: purpose, site: site(UInt32(random.next() % 5)))
                guard let (index, _) = book.takeLowest(purpose, account: account) else { continue }
                book.charge(account, purpose, 1)
                oracle.pages[index] = (owner, purpose, 1)
            } else if let index = oracle.pages.keys.sorted().dropFirst(Int(random.next() % 200)).first {
                if choice == 7 {
                    let isRetained = book.retain(index)
                    #expect(isRetained)
                    oracle.pages[index]?.references += 1
                } else {
                    let isLast = oracle.pages[index]?.references == 1
                    let isFree = book.release(index, zeroed: false, by: 0)
                    #expect(isFree == isLast)
                    oracle.pages[index]?.references -= 1
                    if isLast { oracle.pages[index] = nil }
                }
            }
            oracle.settle()
        }
        #expect(book.mostInUse == oracle.highest)
        #expect(book.shared == oracle.pages.values.count { $0.references > 1 })
        for owner in 0..<UInt16(4) {
            let found = book.ledger.figures(of: owner)
            #expect(found?.total.end == oracle.count(owner))
            #expect(found?.total.peak == oracle.most[owner])
            #expect(found?.total.atFullest == oracle.fullest[owner])
            #expect(found?.shared.peak == oracle.mostShared[owner])
            #expect(
                found?.pageTables.end == oracle.pages.values.count { $0.owner == owner && $0.purpose == .pageTable })
        }
        let sites = book.ledger.figures
        #expect(sites.reduce(0) { $0 + $1.pages.end } == oracle.pages.count)
        #expect(sites.reduce(0) { $0 + $1.pages.atFullest } == oracle.highest)
        #expect(Set(sites.map { "\($0.account.owner) \($0.account.purpose) \($0.account.site)" }).count == sites.count)
    }

    @Test func `call sites without end share an account, and no page is lost`() {
        var ledger = PageLedger()
        for number in 0..<UInt32(20_000) {
            ledger.charge(ledger.number(owner: 3, purpose: .committed, site: site(number)), 1)
        }
        #expect(ledger.figures.count == 8192)
        #expect(ledger.figures.reduce(0) { $0 + $1.pages.end } == 20_000)
        #expect(ledger.figures.last?.account.site.function == "other calls")
        #expect(ledger.figures(of: 3)?.committed.end == 20_000)
    }

    @Test func `a page knows who has it, who had it, and who gave it back`() throws {
        let kernel = try Machine(board: TestBoard.omap()).kernel
        let process = try kernel.makeProcess(named: "test.exe")
        func allocate(_ returnAddress: UInt32) throws -> UInt32 {
            let site = CallSite(
                function: "VirtualAlloc", returnAddress: returnAddress, process: process.id, instructions: 0)
            return try kernel.memory.allocate(
                in: process.space, at: 0, size: 4096, type: 0x3000, protection: 4, site: site
            ).rawValue
        }
        func page(_ address: UInt32) -> PhysicalAddress {
            PhysicalAddress(process.space.tables.entry(at: VirtualAddress(address)) & ~0xFFF)
        }
        let first = try allocate(0x1_1000)
        let frame = page(first)
        #expect(kernel.memory.pool.account(of: frame)?.site.returnAddress == 0x1_1000)
        #expect(kernel.memory.pool.account(of: frame)?.owner == process.number)
        #expect(kernel.memory.pool.history(of: frame) == nil)
        let release = CallSite(function: "VirtualFree", returnAddress: 0x1_2000, process: process.id, instructions: 0)
        try kernel.memory.free(in: process.space, at: first, size: 0, type: 0x8000, site: release)
        #expect(kernel.memory.pool.account(of: frame) == nil)
        let free = try #require(kernel.memory.pool.history(of: frame))
        #expect(free.former.site.returnAddress == 0x1_1000)
        #expect(free.releaser?.site.returnAddress == 0x1_2000)
        let second = try allocate(0x1_3000)
        #expect(page(second) == frame)
        #expect(kernel.memory.pool.account(of: frame)?.site.returnAddress == 0x1_3000)
        #expect(kernel.memory.pool.history(of: frame)?.former.site.returnAddress == 0x1_1000)
    }
}
