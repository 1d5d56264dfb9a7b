internal import Diagnostics
internal import GuestAddress
internal import OEMAddrTable

/// The keys of what a scenario makes go wrong.
enum InjectionSchema {
    static let call = SchemaKey("call", .text, "The function's name.")
    static let nth = SchemaKey("nth", .integer(1...0xFFFF_FFFF), "Which call of it, from 1; the default.")
    static let process = SchemaKey("process", .text, "Only calls by this process's code count; NK.EXE means drivers.")
    static let driver = SchemaKey("driver", .text, "Only calls by the DLL of this one of 'drivers' count.")
    static let module = SchemaKey("module", .text, "Only calls by the code of this one of 'files' count.")
    static let from = SchemaKey(
        "from", .text, "Only calls from here count: smd.dll+0x14a0 as traces print it, or smd.dll!SMD_IOControl.")
    static let error = SchemaKey("error", .word, "The call fails with this error code.")
    static let kill = SchemaKey(
        "kill", .choice(["caller"]), "The process for which the call is made ends after it, with exit code 1.")
    static let truncate = SchemaKey(
        "truncate", .size, "Only so many bytes of a copy-map's range are mapped, in whole pages; the call succeeds.")
    static let pages = SchemaKey("pages", .count, "How many pages can be had after boot.")
    static let pageTables = SchemaKey("pageTables", .count, "How many pages can be had for page tables after boot.")

    private static let kinds = [call, pages, pageTables]
    private static let effects = [error, kill, truncate]
    /// What says whose calls count, of which there can be one: each names code.
    private static let code = [driver, module, from]

    static let root = SchemaMapping(
        "an injected failure", [call, nth, process] + code + effects + [pages, pageTables])

    static func injection(_ node: SchemaValue, drivers: [Scenario.Driver]) -> Scenario.Injection? {
        func count(_ key: SchemaKey) -> Int? { node[key]?.integer.map { Int(clamping: $0) } }
        let effect: Scenario.Injection.Effect
        if let count = count(pages) {
            effect = .pages(count)
        } else if let count = count(pageTables) {
            effect = .pageTables(count)
        } else if let call = node[call]?.text {
            if let bytes = node[truncate]?.byteCount {
                effect = .truncation(call: call, bytes: UInt32(clamping: bytes.rawValue))
            } else {
                effect = node[error]?.word.map { .failure(call: call, error: $0) } ?? .termination(call: call)
            }
        } else {
            return nil
        }
        let origin = node[from]?.text.flatMap(place)
        let driver = node[driver]?.text.flatMap { name in drivers.first { $0.name.lowercased() == name.lowercased() } }
        return Scenario.Injection(
            effect: effect, nth: count(nth) ?? 1, process: node[process]?.text,
            module: origin?.module ?? node[module]?.text ?? driver?.dll.baseName, place: origin?.place,
            location: node.location)
    }

    /// Reads `smd.dll+0x14a0` or `smd.dll!SMD_IOControl`.
    private static func place(_ text: String) -> (module: String, place: Scenario.Injection.Place)? {
        guard let mark = text.lastIndex(where: { $0 == "+" || $0 == "!" }), mark > text.startIndex else { return nil }
        let module = String(text[..<mark])
        let rest = text[text.index(after: mark)...]
        if text[mark] == "!" { return rest.isEmpty ? nil : (module, .function(String(rest))) }
        guard rest.lowercased().hasPrefix("0x"), let offset = UInt32(rest.dropFirst(2), radix: 16) else { return nil }
        return (module, .offset(offset))
    }

    // MARK: Mistakes

    /// Keys of an injection that do not go together, and names that lead nowhere.
    static func mistakes(
        in list: SchemaValue?, of scenario: Scenario, _ vocabulary: MachineVocabulary
    ) -> [InputError] {
        (list?.items ?? []).flatMap { node -> [InputError] in
            guard kinds.count(where: { node[$0] != nil }) == 1 else {
                return [InputError(at: node.location, "an injection has one of 'call', 'pages', 'pageTables'")]
            }
            guard let function = node[call]?.text else {
                return ([nth, process] + code + effects).compactMap { key in
                    node[key].map { InputError(at: $0.location, "'\(key.name)' goes with 'call' only") }
                }
            }
            guard effects.count(where: { node[$0] != nil }) == 1 else {
                return [InputError(at: node.location, "an injected call has one of 'error', 'kill' and 'truncate'")]
            }
            return truncationMistakes(node, function, vocabulary) + codeMistakes(node, scenario)
        }
    }

    private static func truncationMistakes(
        _ node: SchemaValue, _ function: String, _ vocabulary: MachineVocabulary
    ) -> [InputError] {
        // A name that no function has is told when the machine is asked.
        guard let size = node[truncate], !vocabulary.copyMaps.contains(function),
            vocabulary.functions.contains(function)
        else { return [] }
        return [
            InputError(
                at: size.location, "\(function) makes no copy-map that could be truncated",
                hint: "those that do are \(vocabulary.copyMaps.joined(separator: ", "))")
        ]
    }

    private static func codeMistakes(_ node: SchemaValue, _ scenario: Scenario) -> [InputError] {
        let given = code.compactMap { node[$0] }
        guard given.count <= 1 else {
            return [InputError(at: given[1].location, "an injection has one of 'driver', 'module' and 'from'")]
        }
        if let node = node[driver], let name = node.text {
            let names = scenario.drivers.map(\.name)
            guard !names.contains(where: { $0.lowercased() == name.lowercased() }) else { return [] }
            return [unknown("the driver '\(name.prefix(60))' is not among 'drivers'", name, names, at: node)]
        }
        if let node = node[module], let name = node.text { return fileMistakes(name, scenario, at: node) }
        guard let node = node[from], let text = node.text else { return [] }
        guard let origin = place(text) else {
            return [
                InputError(
                    at: node.location, "expected MODULE+0xOFFSET or MODULE!EXPORT, found '\(text.prefix(60))'",
                    hint: "cebsp run --trace prints the places")
            ]
        }
        return fileMistakes(origin.module, scenario, at: node)
    }

    private static func fileMistakes(_ name: String, _ scenario: Scenario, at node: SchemaValue) -> [InputError] {
        let names = scenario.files.map(\.name)
        guard !names.contains(where: { $0.lowercased() == name.lowercased() }) else { return [] }
        return [unknown("the module '\(name.prefix(60))' is not among 'files'", name, names, at: node)]
    }

    private static func unknown(_ message: String, _ name: String, _ names: [String], at node: SchemaValue)
        -> InputError
    {
        InputError(
            at: node.location, message, hint: nearestName(to: name, among: names).map { "did you mean '\($0)'?" })
    }
}

extension String {
    /// The file name of a guest path.
    fileprivate var baseName: String { split(separator: "\\").last.map(String.init) ?? self }
}
