package import MachineTerms

extension PageUse {
    /// What a figure is called in `expect`.
    package var expectationKey: String {
        switch self {
        case .total: "pagesTotal"
        case .kernel: "pagesKernel"
        case .pageTables: "pageTables"
        case .committed: "pagesCommitted"
        case .shared: "pagesShared"
        case .free: "pagesFree"
        }
    }
}
