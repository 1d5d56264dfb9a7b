import GuestAddress
package import SavedState
import Unicorn

/// What is saved of physical memory: the pages that hold something, the devices, and the account of the host's work.
extension PhysicalMemory: SavedPart {
    package static var hostProperties: Set<String> { ["observer", "listening", "isAccessTold", "pageSource"] }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&work)
        try state.carry(part: hostWork)
        try state.carry(parts: windows.map(\.device))
        var contents = banks.map { BankContents(of: state.isReading ? nil : $0.ram) }
        try state.carry(&contents)
        guard contents.count == banks.count else { throw StateError.malformed("the banks of the board") }
        if state.isReading { for (bank, contents) in zip(banks, contents) { try contents.fill(bank.ram) } }
    }
}

/// The pages of a bank that hold something else than zeros.
private struct BankContents: Codable {
    /// The numbers of the pages, as distances from the one before.
    private var steps: [UInt32] = []
    private var pages: [[UInt8]] = []

    /// - Parameter ram: nil of contents that are to be read.
    init(of ram: GuestRAM?) {
        var next = 0
        ram?.forEachPage { page, bytes in
            steps.append(UInt32(page - next))
            pages.append(bytes)
            next = page + 1
        }
    }

    func fill(_ ram: GuestRAM) throws {
        ram.discard()
        var next = 0
        guard steps.count == pages.count else { throw StateError.malformed("pages without a place") }
        for (step, bytes) in zip(steps, pages) {
            let page = next + Int(step)
            guard bytes.count == Int(GuestPage.size), page < ram.size / Int(GuestPage.size),
                ram.write(bytes.span, at: page * Int(GuestPage.size))
            else { throw StateError.malformed("a page that no bank holds") }
            next = page + 1
        }
    }
}
