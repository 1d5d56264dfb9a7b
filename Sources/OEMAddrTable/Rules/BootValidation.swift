public import Diagnostics

extension MemoryMap {
    /// The map as a machine may boot it, or nil with the findings that forbid it.
    ///
    /// The kernel itself checks nothing of this: a wrong table shows as a board that prints nothing. The findings are
    /// those of the rules that `check` has, of the first table only.
    /// - Returns: the validated map, nil when a finding is an error; and the findings.
    public func validated() -> (map: ValidatedMap?, findings: [Finding]) {
        guard let table = tables.first else {
            let place = regions.first?.location ?? banks.first?.location ?? SourceLocation(file: "")
            return (nil, [Finding(EmptyTable.about.id, .error, at: place, "there is no address table")])
        }
        let booted = MemoryMap(profile: profile, tables: [table])
        let findings = MapRules.check(booted, with: BootRules.all)
        let isRefused = findings.contains { $0.severity == .error }
        return (isRefused ? nil : ValidatedMap(map: asRead, table: table), findings)
    }
}
