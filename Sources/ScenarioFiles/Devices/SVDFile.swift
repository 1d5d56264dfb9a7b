internal import Diagnostics
internal import XML

/// Peripherals of a CMSIS-SVD file (Arm's CMSIS-SVD schema 1.3): names, addresses, sizes and reset values of registers.
struct SVDFile {
    /// What elements hand down: size in bits, access, reset value.
    struct Properties {
        var size: UInt64 = 32
        var access = DeviceDescription.Access.readWrite
        var reset: UInt64 = 0

        init() {}

        /// Those of an element, where it has some, on top of `outer`.
        init(_ element: XMLElement, _ outer: Properties) {
            self = outer
            if let text = element.text(of: "size"), let number = SVDNumber.value(text) { size = number }
            if let text = element.text(of: "access") { access = Self.access(text) ?? access }
            if let text = element.text(of: "resetValue"), let number = SVDNumber.value(text) { reset = number }
        }

        /// The schema's words and those that vendors write.
        static func access(_ text: String) -> DeviceDescription.Access? {
            switch text.lowercased().filter({ $0.isLetter }) {
            case "readonly", "read": .readOnly
            case "writeonly", "write", "writeonce": .writeOnly
            case "readwrite", "readwriteonce", "readwriteonly": .readWrite
            default: nil
            }
        }
    }

    private let reference: FileReference
    private let root: XMLElement
    let peripherals: [XMLElement]
    /// Of each name the first.
    private let named: [String: XMLElement]

    /// - Throws: `InputErrors` of a file that is not there, no XML, or no SVD.
    init(reading reference: FileReference) throws(InputErrors) {
        let bytes = try reference.read()
        self.reference = reference
        do throws(XMLError) { root = try XMLDocument.root(of: bytes) } catch {
            throw InputErrors(
                InputError(at: SourceLocation(file: reference.path, line: error.line), error.message))
        }
        guard root.name == "device" else {
            throw InputErrors(
                InputError(
                    at: SourceLocation(file: reference.path), "is no SVD file: its root is <\(root.name.prefix(60))>"))
        }
        peripherals = (root.child("peripherals")?.children ?? []).filter { $0.name == "peripheral" }
        named = Dictionary(peripherals.map { ($0.text(of: "name") ?? "", $0) }) { first, _ in first }
    }

    /// One peripheral as a device.
    /// - Throws: `InputErrors` when it is not there, derives from itself, or is too much.
    func device(named name: String) throws(InputErrors) -> DeviceDescription {
        let chain = try chain(of: name)
        var properties = Properties(root, Properties())
        for element in chain.reversed() { properties = Properties(element, properties) }
        var device = DeviceDescription(path: reference.path)
        guard let text = chain[0].text(of: "baseAddress"), let base = SVDNumber.value(text) else {
            throw problem(chain[0], "peripheral '\(name.prefix(60))' has no base address")
        }
        guard let base = UInt32(exactly: base) else {
            throw problem(chain[0], "peripheral '\(name.prefix(60))' lies beyond 32 bits")
        }
        device.base = base
        var reader = SVDRegisters(path: reference.path)
        // The registers of the one that it derives from come first; its own replace those of their names.
        for element in chain.reversed() {
            if let list = element.child("registers") { try reader.add(list, at: 0, prefix: "", properties) }
        }
        device.registers = reader.registers
        return device
    }

    /// The peripheral and those that it derives from.
    private func chain(of name: String) throws(InputErrors) -> [XMLElement] {
        var chain: [XMLElement] = []
        var next: String? = name
        while let wanted = next {
            guard let found = named[wanted] else {
                let names = peripherals.compactMap { $0.text(of: "name") }
                let near = nearestName(to: wanted, among: names).map { "did you mean '\($0)'?" }
                throw InputErrors(
                    InputError(
                        at: reference.location, "\(reference.path) has no peripheral '\(wanted.prefix(60))'", hint: near
                    ))
            }
            // By name: a whole file may be one line.
            guard !chain.contains(where: { $0.text(of: "name") == wanted }) else {
                throw problem(found, "peripheral '\(wanted.prefix(60))' derives from itself")
            }
            guard chain.count < SVDRegisters.derivationLimit else {
                throw problem(
                    found, "'\(wanted.prefix(60))' is one of more than \(SVDRegisters.derivationLimit) in a row")
            }
            chain.append(found)
            next = found["derivedFrom"]
        }
        return chain
    }

    private func problem(_ element: XMLElement, _ message: String) -> InputErrors {
        InputErrors(InputError(at: SourceLocation(file: reference.path, line: element.line), message))
    }
}

extension XMLElement {
    func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The text of a child, without blanks around it.
    func text(of name: String) -> String? {
        child(name).map {
            String($0.text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
    }
}

/// SVD's numbers: decimal, also with leading zeros, `0x…`, `#…` binary.
enum SVDNumber {
    static func value(_ text: String) -> UInt64? {
        var body = text.lowercased()[...]
        if body.hasPrefix("+") { body = body.dropFirst() }
        var shift: UInt64 = 0
        let units: [Character: UInt64] = ["k": 10, "m": 20, "g": 30, "t": 40]
        if let unit = body.last.flatMap({ units[$0] }) {
            shift = unit
            body = body.dropLast()
        }
        let radix = body.hasPrefix("0x") ? 16 : body.hasPrefix("#") ? 2 : body.hasPrefix("0b") ? 2 : 10
        if radix != 10 { body = body.dropFirst(body.hasPrefix("#") ? 1 : 2) }
        guard let first = body.first, first.isHexDigit, let number = UInt64(body, radix: radix),
            number <= UInt64.max >> shift
        else { return nil }
        return number << shift
    }
}
