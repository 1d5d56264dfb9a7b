import CEKernel
import CEMemory
import GuestAddress

/// What ran out: pages, addresses, or the size of the board's memory itself.
extension Kernel {
    func shortageReason(_ rule: MemoryRule, _ description: CallDescription) -> RefusalReason {
        let (free, total) = (memory.pool.available, memory.pool.total)
        switch rule {
        case .noAddresses(let bytes, let owner): return addressesReason(rule, bytes, owner)
        case .noPages(let wanted) where wanted > total:
            return RefusalReason(
                rule.name, "\(wanted) pages are wanted, and the page pool has \(total) in all",
                ["wanted": "\(wanted)", "total": "\(total)"])
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

    /// Who has taken the addresses of a process.
    private func addressesReason(_ rule: MemoryRule, _ bytes: UInt64, _ owner: UInt16) -> RefusalReason {
        let wanted = "no free run of addresses of \(processName(owner)) has \(bytesText(bytes))"
        let pool = UInt64(memory.pool.total) * 4096
        if bytes > pool {
            return RefusalReason(
                rule.name, "\(wanted), which is more than the whole page pool, 0x\(String(pool, radix: 16)) bytes",
                ["size": "\(bytes)"])
        }
        guard let space = processes.all.first(where: { $0.number == owner })?.space, let most = most(of: space) else {
            return RefusalReason(rule.name, wanted, ["size": "\(bytes)"])
        }
        // What the machine takes itself has no caller.
        let whose = most.site.returnAddress == 0 ? "for a \(most.site.function)" : "of \(describe(most.site))"
        return RefusalReason(
            rule.name,
            "\(wanted): most addresses are taken by \(most.count) reservations \(whose), which take "
                + "0x\(String(most.bytes, radix: 16)) bytes in steps of 64 KB",
            ["size": "\(bytes)", "reservations": "\(most.count)"])
    }

    /// The call site whose reservations take most addresses, in steps of 64 KB.
    private func most(of space: AddressSpace) -> (site: CallSite, count: Int, bytes: UInt64)? {
        struct Place: Hashable {
            let function: String
            let returnAddress: UInt32
        }
        var sums: [Place: (site: CallSite, count: Int, bytes: UInt64)] = [:]
        for reservation in space.reservations {
            let site = reservation.creator
            let place = Place(function: site.function, returnAddress: site.returnAddress)
            sums[place, default: (site, 0, 0)].count += 1
            sums[place]?.bytes += (reservation.size + 0xFFFF) & ~0xFFFF
        }
        return sums.max {
            ($0.value.bytes, $1.key.returnAddress, $1.key.function)
                < ($1.value.bytes, $0.key.returnAddress, $0.key.function)
        }?.value
    }

    private func adjacencyReason(
        _ rule: MemoryRule, _ description: CallDescription, pages: Int, mask: UInt32
    ) -> RefusalReason {
        let (free, total) = (memory.pool.free, memory.pool.total)
        guard pages <= total else {
            return RefusalReason(
                rule.name, "\(description.name) of \(pages) adjacent pages: the page pool has \(total) in all",
                ["wanted": "\(pages)", "total": "\(total)"])
        }
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
}
