internal import Diagnostics
internal import GuestAddress
internal import MachineTerms
internal import OEMAddrTable

/// Makes `Expectations` of a validated `expect`.
enum ExpectationReader {
    private typealias Keys = ExpectationSchema

    static func read(_ node: SchemaValue) -> Expectations {
        let result = node[Keys.result]
        return Expectations(
            result: .init(
                result?.text.flatMap(Expectations.Result.init(rawValue:)) ?? .pass,
                at: result?.location ?? node.location),
            everyExitIsZero: false,
            exits: (node[Keys.exit]?.entries ?? []).map { entry in
                .init(process: entry.key, codes: entry.value.items.compactMap(\.word), location: entry.keyLocation)
            },
            output: (node[Keys.output]?.items ?? []).compactMap(output),
            memory: (node[Keys.memory]?.items ?? []).compactMap(memory),
            calls: (node[Keys.calls]?.items ?? []).map { node in
                .init(
                    name: node[Keys.callName]?.text ?? "", count: node[Keys.callCount].map(bounds),
                    failed: node[Keys.callFailed].map(bounds), returns: node[Keys.callReturns]?.word,
                    location: node.location)
            },
            faults: node[Keys.faults].map { list in
                .init(list.items.map(fault), at: list.location)
            },
            leaks: node[Keys.leaks].map { .init(bounds($0), at: $0.location) },
            findings: node[Keys.findings].map { list in
                .init(list.items.map(finding), at: list.location)
            },
            ledger: (node[Keys.ledger]?.entries ?? []).compactMap { entry in
                guard let use = PageUse.allCases.first(where: { $0.expectationKey == entry.key }) else { return nil }
                return .init(
                    use: use,
                    moment: entry.value[Keys.ledgerMoment]?.text.flatMap(Expectations.Ledger.Moment.init(rawValue:))
                        ?? .peak,
                    bounds: bounds(entry.value), location: entry.keyLocation)
            },
            devices: (node[Keys.devices]?.items ?? []).map { node in
                .init(
                    device: node[Keys.deviceName]?.text ?? "", sent: node[Keys.sent].map(bounds),
                    register: node[Keys.register]?.text, reads: node[Keys.reads].map(bounds),
                    writes: node[Keys.writes].map(bounds),
                    accesses: node[Keys.accesses]?.items.compactMap(\.text) ?? [], location: node.location)
            },
            map: MapContractSchema.contracts(node[Keys.map]))
    }

    private static func bounds(_ node: SchemaValue) -> Expectations.Bounds {
        if let number = node.integer { return .init(exactly: number) }
        return .init(minimum: node[Keys.minimum]?.integer, maximum: node[Keys.maximum]?.integer)
    }

    private static func output(_ node: SchemaValue) -> Expectations.Output? {
        if let text = node[Keys.contains]?.text { return .init(pattern: .contains(text), location: node.location) }
        if let text = node[Keys.matches]?.text { return .init(pattern: .matches(text), location: node.location) }
        if let text = node[Keys.absent]?.text { return .init(pattern: .absent(text), location: node.location) }
        return nil
    }

    static func memory(_ node: SchemaValue) -> Expectations.Memory? {
        let place: Expectations.Memory.Place
        if let address = node[Keys.physical]?.address {
            place = .physical(PhysicalAddress(address))
        } else if let address = node[Keys.virtual]?.address, let process = node[Keys.memoryProcess]?.text {
            place = .virtual(VirtualAddress(address), process: process)
        } else {
            return nil
        }
        if let text = node[Keys.string]?.text {
            return .init(place: place, bytes: Array(text.utf8), isText: true, location: node.location)
        }
        guard let bytes = node[Keys.bytes]?.bytes else { return nil }
        return .init(place: place, bytes: bytes, isText: false, location: node.location)
    }

    private static func fault(_ node: SchemaValue) -> Expectations.Fault {
        .init(
            kind: node[Keys.faultKind]?.text.flatMap(FaultKind.init(rawValue:)), process: node[Keys.faultProcess]?.text,
            reason: node[Keys.faultReason]?.text.flatMap(FaultReason.init(rawValue:)),
            isHandled: node[Keys.faultHandled]?.boolean,
            text: node[Keys.faultText]?.text, location: node.location)
    }

    /// A name alone, or a finding with what its parts must be.
    private static func finding(_ node: SchemaValue) -> Expectations.Finding {
        .init(
            id: (node.text ?? node[Keys.findingID]?.text ?? "").uppercased(),
            severity: node[Keys.findingSeverity]?.text.flatMap(Severity.init(rawValue:)),
            process: node[Keys.findingProcess]?.text,
            place: node[Keys.findingPlace]?.text, message: node[Keys.findingMessage]?.text, location: node.location)
    }

    /// What is wrong with `expect` although every value has the right form.
    static func mistakes(in node: SchemaValue?) -> [InputError] {
        guard let node else { return [] }
        var errors: [InputError] = []
        for entry in node[Keys.output]?.items ?? [] {
            if entry.entries.count != 1 {
                let message = "an expected output has one of 'contains', 'matches', 'absent'"
                errors.append(InputError(at: entry.location, message))
            }
            if let pattern = entry[Keys.matches], let text = pattern.text {
                do { _ = try OutputExpressions.expression(text) } catch {
                    errors.append(InputError(at: pattern.location, "not a regular expression: \(error)"))
                }
            }
        }
        errors += MapContractSchema.mistakes(in: node[Keys.map])
        for entry in node[Keys.memory]?.items ?? [] { errors += memoryMistakes(in: entry) }
        return errors
    }

    /// Keys of expected memory that do not go together.
    static func memoryMistakes(in entry: SchemaValue) -> [InputError] {
        var errors: [InputError] = []
        switch (entry[Keys.physical], entry[Keys.virtual], entry[Keys.memoryProcess]) {
        case (.some, nil, nil), (nil, .some, .some): break
        default:
            let message = "expected memory has either 'physical', or 'virtual' and 'process'"
            errors.append(InputError(at: entry.location, message))
        }
        if (entry[Keys.string] == nil) == (entry[Keys.bytes] == nil) {
            errors.append(InputError(at: entry.location, "expected memory has one of 'string' and 'bytes'"))
        }
        return errors
    }
}
