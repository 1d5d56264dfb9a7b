package import GuestAddress
package import MachineTerms

extension ScenarioObservation {
    /// A figure of the page ledger.
    package struct LedgerFigure: Hashable, Sendable {
        package var use: PageUse
        package var start: Int
        package var peak: Int
        package var end: Int

        package init(_ use: PageUse, start: Int, peak: Int, end: Int) {
            self.use = use
            self.start = start
            self.peak = peak
            self.end = end
        }
    }

    /// The pages of one process in one use, or those that one call took.
    package struct LedgerAccount: Hashable, Sendable {
        /// Whose pages they are.
        package var process: String
        package var processID: UInt32
        /// Not `free`.
        package var use: PageUse
        /// `smd.dll+0x1234 in VirtualAlloc`; nil of the sum over a process.
        package var site: String?
        package var start: Int
        package var peak: Int
        /// While the pool had the fewest free pages.
        package var fullest: Int
        package var end: Int

        package init(
            process: String, processID: UInt32, use: PageUse, site: String? = nil, start: Int, peak: Int, fullest: Int,
            end: Int
        ) {
            self.process = process
            self.processID = processID
            self.use = use
            self.site = site
            self.start = start
            self.peak = peak
            self.fullest = fullest
            self.end = end
        }
    }

    /// Physical pages of the kernel's pool, one after the other, that have the same owner and history.
    package struct Pages: Hashable, Sendable {
        /// Who had them, until when.
        package struct Former: Hashable, Sendable {
            package var process: String
            /// The call that took them.
            package var site: String
            /// The call that gave them back; nil when the kernel did, at the end of a process.
            package var releasedBy: String?

            package init(process: String, site: String, releasedBy: String?) {
                self.process = process
                self.site = site
                self.releasedBy = releasedBy
            }
        }

        package var base: PhysicalAddress
        package var count: Int
        /// Whose they are; nil of free ones.
        package var process: String?
        /// Neither `total` nor `shared`.
        package var use: PageUse
        /// The call that took them.
        package var site: String?
        package var references: Int
        package var before: Former?

        package init(
            base: PhysicalAddress, count: Int, process: String?, use: PageUse, site: String?, references: Int,
            before: Former?
        ) {
            self.base = base
            self.count = count
            self.process = process
            self.use = use
            self.site = site
            self.references = references
            self.before = before
        }
    }
}
