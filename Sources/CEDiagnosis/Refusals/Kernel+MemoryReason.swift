import CEKernel
import CEMemory
import GuestAddress

/// The rules of the memory calls in words.
extension Kernel {
    func reason(_ rule: MemoryRule, _ description: CallDescription) -> RefusalReason {
        switch rule {
        case .size, .protection, .allocationType, .freeType, .releaseSize, .attributeMask, .offsets, .view:
            return argumentReason(rule, description)
        case .noAddresses, .noPages, .noPageTables, .notAdjacent: return shortageReason(rule, description)
        case .noSource, .notShifted, .pastPhysicalEnd: return sourceReason(rule, description)
        default: return placeReason(rule, description)
        }
    }

    private func argumentReason(_ rule: MemoryRule, _ description: CallDescription) -> RefusalReason {
        switch rule {
        case .size(let size):
            return RefusalReason(
                rule.name, "a size of \(bytesText(UInt64(size))) is not from 1 to 0x7fffffff bytes", ["size": "\(size)"]
            )
        case .protection(let flags):
            return RefusalReason(
                rule.name,
                "flags of 0x\(String(flags, radix: 16)) are none that \(description.name) takes: one protection, "
                    + "PAGE_NOACCESS alone, and PAGE_GUARD or PAGE_NOCACHE with it", ["flags": addressText(flags)])
        case .allocationType(let type):
            return RefusalReason(
                rule.name,
                "a type of 0x\(String(type, radix: 16)) has to hold MEM_COMMIT or MEM_RESERVE and nothing else",
                ["type": addressText(type)])
        case .freeType(let type):
            return RefusalReason(
                rule.name,
                "a type of 0x\(String(type, radix: 16)) is neither MEM_DECOMMIT (0x4000) nor MEM_RELEASE "
                    + "(0x8000) alone",
                ["type": addressText(type)])
        case .releaseSize(let size):
            return RefusalReason(
                rule.name,
                "MEM_RELEASE takes a size of 0, not \(bytesText(UInt64(size))): it gives the whole reservation back",
                ["size": "\(size)"])
        case .attributeMask(let mask):
            return RefusalReason(
                rule.name, "the mask \(addressText(mask)) reaches beyond the low 12 bits of a descriptor",
                ["mask": addressText(mask)])
        case .offsets(let source, let destination):
            let (from, to) = (source & MemoryManager.pageMask, destination & MemoryManager.pageMask)
            return RefusalReason(
                rule.name,
                "the source begins 0x\(hexadecimal(from, width: 3)) into its page and the destination "
                    + "0x\(hexadecimal(to, width: 3)) into its own: map the page from its beginning and add "
                    + "the offset to the "
                    + "pointer", ["source": addressText(source), "destination": addressText(destination)])
        case .view(let offset, let size, let whole):
            return RefusalReason(
                rule.name,
                "\(bytesText(UInt64(size))) from offset \(addressText(offset)) are no part of a mapping of "
                    + "\(bytesText(UInt64(whole))), or the offset is no multiple of 0x10000",
                ["offset": addressText(offset), "size": "\(size)", "mapping": "\(whole)"])
        default: return RefusalReason(rule.name, "an argument is none that the call takes")
        }
    }

    private func shortageReason(_ rule: MemoryRule, _ description: CallDescription) -> RefusalReason {
        let (free, total) = (memory.pool.available, memory.pool.total)
        switch rule {
        case .noAddresses(let bytes):
            return RefusalReason(
                rule.name, "no free run of addresses has \(bytesText(bytes))", ["size": "\(bytes)"])
        case .noPages(let wanted):
            return RefusalReason(
                rule.name,
                "\(wanted) page\(wanted == 1 ? " is" : "s are") wanted and \(free) of \(total) are free: the "
                    + "pool is exhausted"
                    + mostPages, ["wanted": "\(wanted)", "free": "\(free)"])
        case .notAdjacent(let pages, let mask): return adjacencyReason(rule, description, pages: pages, mask: mask)
        default:
            return RefusalReason(
                rule.name,
                "there is no page for page tables: \(free) of \(total) pages of the pool are free"
                    + mostPages, ["free": "\(free)"])
        }
    }

    private func adjacencyReason(
        _ rule: MemoryRule, _ description: CallDescription, pages: Int, mask: UInt32
    ) -> RefusalReason {
        let free = memory.pool.free
        guard let run = memory.pool.longestFreeRun else {
            return RefusalReason(
                rule.name, "\(description.name) of \(pages) adjacent pages: no page is free" + mostPages,
                ["wanted": "\(pages)", "free": "0", "longest": "0"])
        }
        let neighbours = [run.before, run.behind].compactMap(\.self).map(describe(_:))
        let holders = neighbours.first == neighbours.last ? Array(neighbours.prefix(1)) : neighbours
        let masked =
            mask != 0 && run.pages >= pages ? ", and none of those begins where \(addressText(mask)) allows" : ""
        return RefusalReason(
            rule.name,
            "\(description.name) of \(pages) adjacent pages: \(free) pages are free, the longest run has \(run.pages)"
                + masked
                + (holders.isEmpty ? "" : "; its neighbours are held by \(holders.joined(separator: " and "))"),
            ["wanted": "\(pages)", "free": "\(free)", "longest": "\(run.pages)"])
    }

    /// `rep.dll+0x1c4 in VirtualAlloc (NK.EXE)`.
    private func describe(_ account: PageAccount) -> String {
        "\(describe(account.site)) (\(processName(account.owner)))"
    }

    /// Who has most pages, as the end of a sentence.
    var mostPages: String {
        guard let most = memory.pool.accounts.max(by: { $0.pages.end < $1.pages.end }), most.pages.end > 0 else {
            return ""
        }
        return "; \(most.pages.end) are held by \(describe(most.account))"
    }

    func processName(_ number: UInt16) -> String {
        processes.all.first { $0.number == number }?.name ?? "process \(number)"
    }

    func bytesText(_ size: UInt64) -> String {
        size < 0x1_0000 ? "\(size) bytes" : "0x\(String(size, radix: 16)) bytes"
    }
}
