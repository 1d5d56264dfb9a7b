internal import CEMachine
internal import JSON
internal import PEImage

/// What an image imports, and who provides it.
struct ImportReport {
    /// Who an import comes from.
    enum Provider: Hashable {
        /// The machine itself.
        case machine
        /// Another image of the command line, by its file name.
        case image(String)
        /// The machine stands in for the library and lacks the function: a call stops the calling thread.
        case missing
        /// Another library that is not among the images: a file that the scenario has to name.
        case unknownLibrary

        var word: String {
            switch self {
            case .machine: "provided"
            case .image: "image"
            case .missing: "missing"
            case .unknownLibrary: "unknown"
            }
        }
    }

    /// One imported function.
    struct Function: Hashable {
        var library: String
        var name: String?
        var ordinal: UInt32?
        var provider: Provider
        /// How much of a function of the machine there is; nil of others.
        var support: Machine.Support?

        /// What the column says: provided, partial, stub, image, missing or unknown.
        var word: String {
            switch support {
            case .partial where provider == .machine: "partial"
            case .stub where provider == .machine: "stub"
            default: provider.word
            }
        }

        /// full, partial or stub.
        var supportWord: String? {
            switch support {
            case .full: "full"
            case .partial: "partial"
            case .stub: "stub"
            case nil: nil
            }
        }

        /// What a function that is there in part lacks.
        var lacks: String? { if case .partial(let missing)? = support { missing } else { nil } }

        /// ` in part: …`, or nothing where there is nothing to be said.
        var restriction: String {
            switch support {
            case .partial(let missing): ", in part: \(missing)"
            case .stub: ", does nothing"
            case .full, nil: ""
            }
        }

        /// `VirtualCopyEx (@1234)`.
        var text: String {
            switch (name, ordinal) {
            case (let name?, let ordinal?): "\(name) (@\(ordinal))"
            case (let name?, nil): name
            case (nil, let ordinal): ordinal.map { "@\($0)" } ?? "?"
            }
        }
    }

    let path: String
    let machine: String
    let functions: [Function]
    /// Whether the report leaves out what is provided.
    private let missingOnly: Bool

    /// - Parameters:
    ///   - exporters: the images of the command line.
    init(_ image: ImageSummary, exporters: Exporters, missingOnly: Bool = false) {
        self.missingOnly = missingOnly
        path = image.path
        machine = image.machine
        functions = image.libraries.flatMap { library in
            let exporter = exporters.exporter(of: library.name, for: image.path)
            return library.imports.map { Self.function($0.symbol, library.name, exporter) }
        }
    }

    private static func function(
        _ symbol: PEImport.Symbol, _ library: String, _ exporter: (file: String, exports: PEExports)?
    ) -> Function {
        let known =
            switch symbol {
            case .name(let name): Machine.imported(name: name, from: library)
            case .ordinal(let number): Machine.imported(ordinal: UInt32(number), from: library)
            }
        // A ceddk.dll of the command line is the BSP's own and comes before the machine's, as among a scenario's files.
        if let known, exporter == nil || !Machine.isReplaceable(library: library) {
            return Function(
                library: library, name: known.name, ordinal: known.ordinal,
                provider: known.isProvided ? .machine : .missing, support: known.support)
        }
        let name: String? = if case .name(let name) = symbol { name } else { nil }
        let ordinal: UInt32? = if case .ordinal(let number) = symbol { UInt32(number) } else { nil }
        guard let exporter else {
            return Function(library: library, name: name, ordinal: ordinal, provider: .unknownLibrary)
        }
        let exports = exporter.exports
        let target = name.map { exports[name: $0] } ?? ordinal.flatMap { exports[ordinal: $0] }
        return Function(
            library: library, name: known?.name ?? name, ordinal: known?.ordinal ?? ordinal,
            provider: target == nil ? .missing : .image(exporter.file))
    }

    /// Functions whose call would stop the calling thread.
    var missing: [Function] { functions.filter { $0.provider == .missing || $0.provider == .unknownLibrary } }

    var text: String {
        var text = "\(path): \(machine), \(functions.count) imports, \(missing.count) not provided\n"
        let shown = missingOnly ? missing : functions
        let width = shown.map(\.library.count).max() ?? 0
        for function in shown {
            let source: String = if case .image(let name) = function.provider { " by \(name)" } else { "" }
            text +=
                "  \(padded(function.word, 8))  \(padded(function.library, width))  "
                + "\(function.text)\(source)\(function.restriction)\n"
        }
        return text
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    var json: JSONValue {
        [
            "file": .string(path), "machine": .string(machine),
            "imports": .array(
                (missingOnly ? missing : functions).map { function in
                    let image: String? = if case .image(let name) = function.provider { name } else { nil }
                    return [
                        "library": .string(function.library), "name": .optional(function.name),
                        "ordinal": function.ordinal.map { .count($0) } ?? .null,
                        "status": .string(function.provider.word), "image": .optional(image),
                        "support": .optional(function.supportWord), "lacks": .optional(function.lacks),
                    ]
                }),
        ]
    }
}
