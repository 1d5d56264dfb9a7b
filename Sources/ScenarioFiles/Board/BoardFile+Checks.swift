internal import Diagnostics
internal import GuestAddress
import OEMAddrTable

extension BoardFile {
    /// 4 GiB: what 32 address lines reach.
    private static let addressSpaceSize: UInt64 = 1 << 32
    /// Banks or devices of one board: each is held against all others.
    private static let partLimit = 1_000

    /// What is wrong with the board although every value has the right form.
    func mistakes(_ vocabulary: MachineVocabulary?, in root: SchemaValue) -> [InputError] {
        for (list, parts) in [(root[BoardSchema.ram], "RAM banks"), (root[BoardSchema.devices], "devices")] {
            guard let list, list.items.count > Self.partLimit else { continue }
            let text = "\(list.items.count) \(parts): a board has \(Self.partLimit) at most"
            return [InputError(at: list.location, text)]
        }
        var errors = bankMistakes(root[BoardSchema.ram])
        if let vocabulary {
            if !vocabulary.cpus.contains(cpu), let node = root[BoardSchema.cpu] {
                errors.append(Self.unknown("cpu", cpu, vocabulary.cpus, at: node))
            }
            for node in root[BoardSchema.devices]?.items ?? [] {
                guard let type = node[BoardSchema.deviceType], let text = type.text,
                    !vocabulary.deviceTypes.contains(text)
                else { continue }
                errors.append(Self.unknown("device type", text, vocabulary.deviceTypes, at: type))
            }
        }
        errors += deviceMistakes()
        errors += sysintrMistakes(root[BoardSchema.sysintrs])
        errors += MapContractSchema.mistakes(in: root[BoardSchema.rules])
        errors += tableMistakes(root[BoardSchema.addressTable])
        return errors
    }

    private func sysintrMistakes(_ table: SchemaValue?) -> [InputError] {
        (table?.entries ?? []).compactMap { entry in
            if let value = UInt32(entry.key), (8...71).contains(value) { return nil }
            return InputError(
                at: entry.keyLocation, "'\(entry.key)' is no SYSINTR value of a device: those are 8 to 71")
        }
    }

    private func bankMistakes(_ list: SchemaValue?) -> [InputError] {
        guard let list else { return [] }
        guard !list.items.isEmpty else {
            return [InputError(at: list.location, "a board needs at least one RAM bank")]
        }
        var errors: [InputError] = []
        var total: UInt64 = 0
        for (index, node) in list.items.enumerated() {
            guard let base = node[BoardSchema.bankBase]?.address, let size = node[BoardSchema.bankSize] else {
                continue
            }
            let bytes = size.byteCount?.rawValue ?? 0
            total = total.addingReportingOverflow(bytes).overflow ? .max : total + bytes
            if bytes == 0 {
                errors.append(InputError(at: size.location, "a RAM bank of 0 bytes"))
            } else if !GuestPage.isWhole(bytes) || !PhysicalAddress(base).isOnPage {
                errors.append(InputError(at: node.location, "a RAM bank must start and end on a 4 KB page"))
            } else if bytes > Self.addressSpaceSize {
                errors.append(
                    InputError(
                        at: size.location, "a RAM bank of \(ByteCount(bytes)): an ARM board reaches at most 4 GB"))
            } else if bytes > Self.addressSpaceSize - UInt64(base) {
                errors.append(
                    InputError(
                        at: node.location, "RAM bank \(PhysicalAddress(base)), \(ByteCount(bytes)): ends above 4 GB"))
            }
            if index < banks.count,
                let other = banks.prefix(index).first(where: { $0.range.overlaps(banks[index].range) })
            {
                let place = other.location.map { " of line \($0.line)" } ?? ""
                errors.append(
                    InputError(
                        at: node.location,
                        "RAM bank \(banks[index].range) overlaps bank \(other.range)\(place)"))
            }
        }
        if total > Self.addressSpaceSize, !errors.contains(where: { $0.message.contains("at most 4 GB") }) {
            errors.append(InputError(at: list.location, "the RAM banks add up to more than 4 GB"))
        }
        return errors
    }

    private func deviceMistakes() -> [InputError] {
        var errors: [InputError] = []
        var named: [String: Device] = [:]
        for device in devices {
            if let other = named.updateValue(device, forKey: device.name) {
                errors.append(
                    InputError(
                        at: device.location,
                        "two devices are called '\(device.name)' (the other in line \(other.location.line))"))
            }
            errors += windowMistakes(device, before: devices.prefix { $0.name != device.name })
        }
        return errors
    }

    private func windowMistakes(_ device: Device, before others: some Sequence<Device>) -> [InputError] {
        func error(_ text: String) -> [InputError] {
            [InputError(at: device.location, "device '\(device.name)' \(text)")]
        }
        if let step = device.step, ![1, 2, 4].contains(step) { return error("has a step of \(step): 1, 2 or 4") }
        let ports = ["ns16550", "omap-uart", "pl011", "s3c-uart", "imx-uart"]
        if device.baud != nil || device.isLooped, !ports.contains(device.type) {
            return error("has 'baud' or 'loopback', which go with serial ports")
        }
        if device.picture != nil, device.type != "camera" {
            return error("has a 'picture', which goes with the type camera")
        }
        guard let range = device.range, GuestPage.isWhole(range.size), range.size > 0 else {
            return error("has registers of \(device.size ?? 0) bytes: whole pages below 4 GB")
        }
        if let bank = banks.first(where: { $0.range.contains(range) }) {
            return error("lies inside RAM bank \(bank.range)")
        }
        if let bank = banks.first(where: { $0.range.overlaps(range) }) {
            return error("overlaps RAM bank \(bank.range)")
        }
        if let other = others.first(where: { $0.range?.overlaps(range) ?? false }) {
            return error("overlaps device '\(other.name)' of line \(other.location.line)")
        }
        return []
    }

    private func tableMistakes(_ node: SchemaValue?) -> [InputError] {
        guard let node, node.isMapping else { return [] }
        switch (node[BoardSchema.tableFile], node[BoardSchema.tableRows]) {
        case (nil, nil): return [InputError(at: node.location, "an address table needs 'file' or 'rows'")]
        case (.some, .some(let rows)):
            return [InputError(at: rows.location, "an address table has 'file' or 'rows', not both")]
        case (nil, .some), (.some, nil): return []
        }
    }

    private static func unknown(_ what: String, _ word: String, _ valid: [String], at node: SchemaValue) -> InputError {
        let near = nearestName(to: word, among: valid).map { "did you mean '\($0)'? " } ?? ""
        let list = valid.isEmpty ? "there are none" : "valid are \(valid.joined(separator: ", "))"
        return InputError(at: node.location, "unknown \(what) '\(word.prefix(60))'", hint: near + list)
    }
}
