import CEDiagnosis
import CEKernel
internal import CEMachine
import CEMemory
import MachineTerms
import RunReports

extension ScenarioObservation {
    /// The pages of each process, and those that each call took.
    static func ledgers(_ kernel: Kernel) -> (processes: [LedgerAccount], sites: [LedgerAccount]) {
        let pool = kernel.memory.pool
        let processes = kernel.processes.all.flatMap { process -> [LedgerAccount] in
            guard let pages = pool.pages(of: process.number) else { return [] }
            let figures: [(PageUse, PageFigure)] = [
                (.total, pages.total), (.kernel, pages.kernel), (.pageTables, pages.pageTables),
                (.committed, pages.committed), (.shared, pages.shared),
            ]
            return figures.map { use, figure in LedgerAccount(process, use, nil, figure) }
        }
        let sites = pool.accounts.compactMap { account, pages -> LedgerAccount? in
            guard kernel.processes.all.indices.contains(Int(account.owner)) else { return nil }
            return LedgerAccount(
                kernel.processes.all[Int(account.owner)], Self.use(account.purpose), kernel.describe(account.site),
                pages)
        }
        return (processes, sites)
    }

    /// Who has and had the pages of the pool.
    static func pages(_ kernel: Kernel) -> [Pages] {
        func name(_ account: PageAccount) -> String {
            kernel.processes.all.indices.contains(Int(account.owner))
                ? kernel.processes.all[Int(account.owner)].name : "process \(account.owner)"
        }
        return kernel.memory.pool.histories.map { history in
            Pages(
                base: history.base, count: history.pages, process: history.owner.map(name),
                use: use(history.owner?.purpose ?? .free), site: history.owner.map { kernel.describe($0.site) },
                references: history.references,
                before: history.before.map { before in
                    Pages.Former(
                        process: name(before.former), site: kernel.describe(before.former.site),
                        releasedBy: before.releaser.map { kernel.describe($0.site) })
                })
        }
    }

    private static func use(_ purpose: PagePurpose) -> PageUse {
        switch purpose {
        case .free: .free
        case .pageTable: .pageTables
        case .kernel: .kernel
        case .committed: .committed
        }
    }
}

extension ScenarioObservation.LedgerAccount {
    fileprivate init(_ process: Process, _ use: PageUse, _ site: String?, _ pages: PageFigure) {
        self.init(
            process: process.name, processID: process.id, use: use, site: site, start: pages.start, peak: pages.peak,
            fullest: pages.atFullest, end: pages.end)
    }
}
