import CEKernel

/// `Documentation/Functions.md`, made of the functions' declarations.
enum FunctionPage {
    static func text(_ table: CallTable) -> String {
        let functions = table.calls.map(\.description)
        let sections = CallLibrary.allCases.map { library in
            section(library, functions.filter { $0.library == library })
        }
        return head + sections.joined()
    }

    private static let head = """
        # The functions that the machine provides

        Made of their declarations in `Sources/Coredll` by `make functions`; do not edit.

        *Support*: **full** does what CE does, as far as its source says; **partial** lacks what stands beside it; **stub** takes its
        arguments, does nothing and reports success. *Source*: a document of Microsoft's public CE documentation by its id, a header
        of the public SDK or of the C standard, or *observed* in what shipped images expect. *For*: who can call it with success:
        everybody, drivers (in the kernel or in processes of their own), or code in the kernel.

        """

    private static func section(_ library: CallLibrary, _ functions: [CallDescription]) -> String {
        let counts = ["full", "partial", "stub"].map { word in
            "\(functions.count { $0.support.word == word }) \(word)"
        }
        let rows = functions.sorted { $0.name < $1.name }.map { row($0, library) }
        return """

            ## \(library.rawValue): \(functions.count) functions, \(counts.joined(separator: ", "))

            | function | ordinal | support | missing | source | for |
            |---|---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }

    private static func row(_ call: CallDescription, _ library: CallLibrary) -> String {
        let ordinal = library.ordinal(of: call.name).map { "\($0)" } ?? ""
        let cells = [
            "`\(call.prototype)`", ordinal, call.support.word, call.support.missing ?? "", call.source,
            call.audience.rawValue,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
