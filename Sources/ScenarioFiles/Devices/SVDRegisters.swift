internal import Diagnostics
internal import XML

/// Collects the registers of a peripheral, those of clusters and arrays among them.
struct SVDRegisters {
    /// A `dim` may be any number.
    private static let limit = 4096
    private static let depthLimit = 16
    /// Arrays in arrays multiply: so many elements are looked at, and fields with them.
    private static let visitLimit = 1 << 18
    /// An element derives from one that derives from another, so many times at most.
    static let derivationLimit = 32

    private let path: String
    private(set) var registers: [DeviceDescription.Register] = []
    private var names: Set<String> = []
    private var depth = 0
    private var visits = 0

    init(path: String) { self.path = path }

    /// - Parameters:
    ///   - list: an element whose children are registers and clusters.
    ///   - offset: where they begin, in bytes from the peripheral.
    ///   - prefix: what their names begin with.
    mutating func add(
        _ list: XMLElement, at offset: UInt64, prefix: String, _ outer: SVDFile.Properties
    ) throws(InputErrors) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw problem(list, "clusters are nested too deeply") }
        let elements = list.children.filter { $0.name == "register" || $0.name == "cluster" }
        let named = Self.byName(elements)
        for element in elements {
            let chain = try chain(of: element, named)
            var properties = outer
            for part in chain.reversed() { properties = SVDFile.Properties(part, properties) }
            guard let name = element.text(of: "name") else { continue }
            let start = number("addressOffset", chain) ?? 0
            for (index, label) in try indices(element, chain) {
                visits += 1 + (chain.lazy.compactMap { $0.child("fields") }.first?.children.count ?? 0)
                guard visits <= Self.visitLimit else { throw problem(element, "arrays make too many registers of it") }
                let place = start.addingReportingOverflow(
                    index.multipliedReportingOverflow(by: number("dimIncrement", chain) ?? 0).partialValue)
                let sum = offset.addingReportingOverflow(place.partialValue)
                guard !place.overflow, !sum.overflow, sum.partialValue <= 0xFFFF_FFF0 else {
                    throw problem(element, "'\(name.prefix(60))' lies beyond 32 bits")
                }
                let full = prefix + Self.plain(name, label)
                if element.name == "cluster" {
                    for part in chain.reversed() {
                        try add(part, at: sum.partialValue, prefix: full + "_", properties)
                    }
                } else {
                    try append(chain, full, UInt32(truncatingIfNeeded: sum.partialValue), properties)
                }
            }
        }
    }

    /// The element and those beside it that it derives from.
    private func chain(
        of element: XMLElement, _ named: [String: XMLElement]
    ) throws(InputErrors) -> [XMLElement] {
        var chain = [element]
        var next = element["derivedFrom"]
        while let path = next {
            let wanted = path.split(separator: ".").last.map(String.init) ?? path
            guard let found = named["\(element.name) \(wanted)"] else {
                throw problem(element, "there is no '\(path.prefix(60))' beside it, from which it derives")
            }
            guard !chain.contains(where: { $0.text(of: "name") == wanted }) else {
                throw problem(element, "'\(wanted.prefix(60))' derives from itself")
            }
            guard chain.count < Self.derivationLimit else {
                throw problem(element, "'\(wanted.prefix(60))' is one of more than \(Self.derivationLimit) in a row")
            }
            chain.append(found)
            next = found["derivedFrom"]
        }
        return chain
    }

    /// Those that others may derive from, of each name the first; nothing where nobody derives.
    private static func byName(_ elements: [XMLElement]) -> [String: XMLElement] {
        guard elements.contains(where: { $0["derivedFrom"] != nil }) else { return [:] }
        return Dictionary(elements.map { ("\($0.name) \($0.text(of: "name") ?? "")", $0) }) { first, _ in first }
    }

    private func number(_ name: String, _ chain: [XMLElement]) -> UInt64? {
        for element in chain { if let text = element.text(of: name) { return SVDNumber.value(text) } }
        return nil
    }

    /// The elements of an array or list, with what stands for `%s`; one of what is none.
    private func indices(_ element: XMLElement, _ chain: [XMLElement]) throws(InputErrors) -> [(UInt64, String)] {
        guard let count = number("dim", chain) else { return [(0, "")] }
        guard count <= Self.limit else { throw problem(element, "a dim of \(count): at most \(Self.limit)") }
        let text = chain.lazy.compactMap { $0.text(of: "dimIndex") }.first ?? ""
        let labels = Self.labels(text)
        return (0..<count).map { ($0, Int($0) < labels.count ? labels[Int($0)] : "\($0)") }
    }

    /// `3-6`, `A-F`, `A,B,C`.
    private static func labels(_ text: String) -> [String] {
        if text.contains(",") {
            return text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
        }
        let ends = text.split(separator: "-")
        guard ends.count == 2 else { return text.isEmpty ? [] : [text] }
        if let first = UInt32(ends[0]), let last = UInt32(ends[1]), first <= last, last - first < limit {
            return (first...last).map { "\($0)" }
        }
        guard ends[0].utf8.count == 1, ends[1].utf8.count == 1, let first = ends[0].utf8.first,
            let last = ends[1].utf8.first, first <= last
        else { return [] }
        return (first...last).map { String(decoding: [$0], as: UTF8.self) }
    }

    /// A name that expressions can have in them.
    private static func plain(_ name: String, _ label: String) -> String {
        let name = name.replacing("[%s]", with: label).replacing("%s", with: label)
        return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private mutating func append(
        _ chain: [XMLElement], _ name: String, _ offset: UInt32, _ properties: SVDFile.Properties
    ) throws(InputErrors) {
        guard registers.count < Self.limit else { throw problem(chain[0], "more than \(Self.limit) registers") }
        var register = DeviceDescription.Register(name: name, offset: offset)
        register.size = properties.size <= 8 ? 1 : properties.size <= 16 ? 2 : 4
        register.access = properties.access
        register.reset = UInt32(truncatingIfNeeded: properties.reset)
        guard offset % register.size == 0 else { throw problem(chain[0], "'\(name)' is not aligned to its size") }
        let writes = chain.lazy.compactMap { $0.text(of: "modifiedWriteValues") }.first
        apply(writes, .max, &register)
        register.clearsOnRead = chain.contains { $0.text(of: "readAction") == "clear" }
        for field in chain.lazy.compactMap({ $0.child("fields") }).first?.children ?? [] where field.name == "field" {
            guard let name = field.text(of: "name"), let bits = Self.bits(field) else { continue }
            register.fields[Self.plain(name, "")] = "\(bits.upperBound):\(bits.lowerBound)"
            let width = UInt32(bits.count)
            let mask = (width >= 32 ? UInt32.max : (UInt32(1) << width) - 1) << UInt32(bits.lowerBound)
            apply(field.text(of: "modifiedWriteValues"), mask, &register)
        }
        if !names.insert(name).inserted { registers.removeAll { $0.name == name } }
        registers.append(register)
    }

    private func apply(_ effect: String?, _ mask: UInt32, _ register: inout DeviceDescription.Register) {
        let name = register.name
        switch effect {
        case "oneToClear": register.oneToClear |= mask
        case "oneToSet": register.onWrite.append("\(name) = \(name) & ~\(mask) | (old | value) & \(mask)")
        case "oneToToggle": register.onWrite.append("\(name) = \(name) & ~\(mask) | (old ^ value) & \(mask)")
        case "zeroToClear": register.onWrite.append("\(name) = \(name) & ~\(mask) | old & value & \(mask)")
        case "clear": register.onWrite.append("\(name) = \(name) & ~\(mask)")
        default: break
        }
    }

    /// `[7:4]`, lsb and msb, bitOffset and bitWidth; nil of bits that no register of 32 has.
    private static func bits(_ field: XMLElement) -> ClosedRange<Int>? {
        func value(_ name: String) -> Int? {
            field.text(of: name).flatMap(SVDNumber.value).flatMap { Int(exactly: $0) }
        }
        var low = value("lsb") ?? value("bitOffset")
        var high = value("msb")
        if let offset = value("bitOffset") {
            high = offset.addingReportingOverflow((value("bitWidth") ?? 1) - 1).partialValue
        }
        if let range = field.text(of: "bitRange") {
            let ends = range.filter { $0.isNumber || $0 == ":" }.split(separator: ":").compactMap { Int($0) }
            guard ends.count == 2 else { return nil }
            (high, low) = (ends[0], ends[1])
        }
        guard let low, let high, low >= 0, low <= high, high < 32 else { return nil }
        return low...high
    }

    private func problem(_ element: XMLElement, _ message: String) -> InputErrors {
        InputErrors(InputError(at: SourceLocation(file: path, line: element.line), message))
    }
}
