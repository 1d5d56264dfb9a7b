package import Diagnostics
internal import GuestAddress
internal import HostSystem
internal import OEMAddrTable

extension BoardFile {
    /// Reads a board file and checks what can be checked without the files it names.
    /// - Parameters:
    ///   - path: the file.
    ///   - vocabulary: the cores and devices there are; nil to accept any name.
    /// - Throws: `InputErrors` with every problem found.
    package init(path: String, vocabulary: MachineVocabulary?) throws(InputErrors) {
        let reference = FileReference(path: path, location: SourceLocation(file: path))
        try self.init(reading: reference, vocabulary: vocabulary)
    }

    /// Reads the board file that another file names.
    /// - Throws: `InputErrors`; a file that is not there is reported where it is named.
    package init(reading reference: FileReference, vocabulary: MachineVocabulary?) throws(InputErrors) {
        let bytes = try reference.read()
        try self.init(bytes: bytes, path: reference.path, vocabulary: vocabulary)
    }

    /// Reads a board file's text.
    /// - Throws: `InputErrors`.
    package init(bytes: [UInt8], path: String, vocabulary: MachineVocabulary?) throws(InputErrors) {
        let document = try YAMLNode(parsing: bytes, file: path)
        let root = try Shape.mapping(BoardSchema.root).value(of: document)
        self.init(path: path, validated: root)
        var mistakes = descriptionMistakes(in: root[BoardSchema.devices])
        mistakes += self.mistakes(vocabulary, in: root)
        guard mistakes.isEmpty else { throw InputErrors(mistakes) }
    }

    private init(path: String, validated root: SchemaValue) {
        self.path = path
        name = root[BoardSchema.name]?.text ?? ""
        profile = root[BoardSchema.profile]?.text.flatMap(Profile.Name.init(rawValue:)) ?? .ce6
        cpu = root[BoardSchema.cpu]?.text ?? ""
        clock = root[BoardSchema.clock]?.rate ?? BoardSchema.standardClock
        banks = (root[BoardSchema.ram]?.items ?? []).compactMap { bank in
            guard let base = bank[BoardSchema.bankBase]?.address, let size = bank[BoardSchema.bankSize]?.byteCount
            else {
                return nil
            }
            // A bank that passes 4 GiB is reported below; here it is cut, so that there is a value.
            let range = AddressRange(base: PhysicalAddress(base), clampedSize: size.rawValue)
            return RAMBank(range: range, location: bank.location)
        }
        let table = root[BoardSchema.addressTable]
        addressTable = table.flatMap(Self.tableSource)
        addressTableLocation = table?.location ?? root.location
        configBib = root[BoardSchema.configBib]?.fileReference()
        imageConfig = root[BoardSchema.imageConfig]?.items.compactMap { $0.fileReference() } ?? []
        image = root[BoardSchema.image]?.fileReference()
        defines = (root[BoardSchema.defines]?.entries ?? []).map { entry in
            Define(name: entry.key, value: entry.value.text ?? "", location: entry.keyLocation)
        }
        registryFiles = root[BoardSchema.registryFiles]?.items.compactMap { $0.fileReference() } ?? []
        sysintrs = [:]
        for entry in root[BoardSchema.sysintrs]?.entries ?? [] {
            guard let value = UInt32(entry.key), let irq = entry.value.integer else { continue }
            sysintrs[value] = UInt32(truncatingIfNeeded: irq)
        }
        rules = MapContractSchema.contracts(root[BoardSchema.rules])
        devices = (root[BoardSchema.devices]?.items ?? []).compactMap(Self.device)
    }

    private static func tableSource(_ node: SchemaValue) -> TableSource? {
        if let file = node.fileReference() { return .file(file, symbol: nil, include: []) }
        if let file = node[BoardSchema.tableFile]?.fileReference() {
            let include = node[BoardSchema.tableInclude]?.items.compactMap { $0.fileReference() } ?? []
            return .file(file, symbol: node[BoardSchema.tableSymbol]?.text, include: include)
        }
        guard let rows = node[BoardSchema.tableRows]?.items else { return nil }
        let table = AddressTable(
            symbol: node[BoardSchema.tableSymbol]?.text ?? "OEMAddressTable", style: .classic,
            rows: rows.compactMap(row), isTerminated: true, location: node.location)
        return .rows(table)
    }

    private static func row(_ node: SchemaValue) -> StaticRow? {
        let values = node.items
        guard values.count == 3, let virtual = values[0].address, let physical = values[1].address,
            let megabytes = values[2].integer
        else { return nil }
        return StaticRow(
            virtual: VirtualAddress(virtual), physical: PhysicalAddress(physical), size: UInt64(megabytes) << 20,
            location: node.location)
    }

    private static func device(_ node: SchemaValue) -> Device? {
        guard let name = node[BoardSchema.deviceName]?.text, let type = node[BoardSchema.deviceType]?.text else {
            return nil
        }
        let svd = node[BoardSchema.deviceSVD]
        // Without an address it lies where the SVD file says, which is read last.
        let base = node[BoardSchema.deviceBase]?.address ?? 0
        let interrupt = node[BoardSchema.deviceInterrupt]?.integer.flatMap(UInt32.init(exactly:))
        var device = Device(
            name: name, type: type, base: PhysicalAddress(base), interrupt: interrupt,
            takesEdges: node[BoardSchema.deviceTrigger]?.text == "edge",
            size: node[BoardSchema.deviceSize]?.byteCount?.rawValue, input: node[BoardSchema.deviceInput]?.text ?? "",
            frequency: node[BoardSchema.deviceFrequency]?.integer.flatMap(UInt64.init(exactly:)),
            step: node[BoardSchema.deviceStep]?.integer.flatMap(UInt32.init(exactly:)), location: node.location)
        device.picture = node[BoardSchema.devicePicture]?.fileReference()
        device.baud = node[BoardSchema.deviceBaud]?.integer.flatMap(UInt64.init(exactly:))
        device.isLooped = node[BoardSchema.deviceLoopback]?.boolean ?? false
        device.slaves = (node[BoardSchema.deviceSlaves]?.items ?? []).compactMap { slave in
            guard let address = slave[BoardSchema.slaveAddress]?.word else { return nil }
            return Slave(address: address, contents: slave[BoardSchema.slaveContents]?.bytes ?? [])
        }
        device.file = node[BoardSchema.deviceFile]?.fileReference() ?? svd?[BoardSchema.svdFile]?.fileReference()
        device.peripheral = svd?[BoardSchema.svdPeripheral]?.text
        return device
    }
}
