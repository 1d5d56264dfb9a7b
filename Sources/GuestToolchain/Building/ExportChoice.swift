internal import Diagnostics

/// The exports of a library: those that were asked for, and those that its sources mark.
struct ExportChoice {
    private let program: GuestProgram
    private let names: FunctionNames
    private let marked: [String]
    private let wanted: [GuestProgram.Export]
    /// Whether the exports are those that the names of functions suggest.
    let isLikely: Bool

    init(_ program: GuestProgram, _ machine: GuestMachine, _ objects: [ObjectFile]) {
        self.program = program
        names = FunctionNames(objects, machine, output: program.output)
        let marked = objects.reduce(into: Set<String>()) { $0.formUnion($1.exported) }.sorted()
        // COFF objects tell the linker themselves what they export.
        self.marked = machine.isConverted ? marked : []
        let isOpen = program.kind == .library && program.exportsLikely && program.exports.isEmpty && marked.isEmpty
        let defined = isOpen ? objects.reduce(into: Set<String>()) { $0.formUnion($1.defined) } : []
        let likely = ExportArgument.likely(among: defined) { ImportChoice.plainName($0, machine) }
        isLikely = !likely.isEmpty
        wanted = isLikely ? likely : program.exports
    }

    /// - Throws: `InputErrors` with each export that no source defines.
    func resolved() throws(InputErrors) -> [ResolvedExport] {
        var errors: [InputError] = []
        var found: [ResolvedExport] = []
        var ordinals: [Int: String] = [:]
        var seen: Set<String> = []
        for export in wanted where seen.insert(export.name).inserted {
            do throws(InputError) {
                let function = export.function ?? export.name
                let symbol =
                    export.isOptional
                    ? try names.symbol(of: function) : try names.required(function, as: ", which is to be exported")
                guard let symbol else { continue }
                if let ordinal = export.ordinal {
                    if let other = ordinals.updateValue(export.name, forKey: ordinal) {
                        throw InputError(
                            at: SourceLocation(file: program.output),
                            "\(other) and \(export.name) have the same ordinal \(ordinal)")
                    }
                }
                found.append(
                    ResolvedExport(
                        name: export.name, symbol: symbol, ordinal: export.ordinal, hasName: export.hasName,
                        isData: export.isData))
            } catch {
                errors.append(error)
            }
        }
        if !errors.isEmpty { throw InputErrors(errors) }
        let listed = Set(found.map(\.symbol))
        for symbol in marked where !listed.contains(symbol) {
            found.append(
                ResolvedExport(name: symbol, symbol: symbol, ordinal: nil, hasName: true, isData: false))
        }
        return found
    }
}
