/// Pages of a reservation that were taken back, or got other rights.
struct PageChange: Codable {
    let first: Int
    let end: Int
    let site: CallSite

    init(_ run: Range<Int>, _ site: CallSite) {
        first = run.lowerBound
        end = run.upperBound
        self.site = site
    }
}
