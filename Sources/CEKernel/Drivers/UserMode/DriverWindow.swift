import GuestAddress

/// A range of physical addresses that a user-mode driver may map: IoBase with IoLen, or MemBase with MemLen, of its key.
struct DriverWindow: Hashable, Codable {
    /// `MemBase` or `IoBase`.
    let name: String
    let range: AddressRange<PhysicalAddress>

    /// How many windows of a kind a key can have (MAX_DEVICE_WINDOWS of the public ddkreg.h).
    static let maximum = 16

    var description: String { "\(name) \(range)" }

    /// The windows of a key.
    /// - Returns: also what makes no window: one text a value.
    static func windows(of key: String, in registry: Registry) -> (windows: [DriverWindow], problems: [String]) {
        var windows: [DriverWindow] = []
        var problems: [String] = []
        for (base, length) in [("MemBase", "MemLen"), ("IoBase", "IoLen")] {
            let bases = numbers(registry.value(key, base))
            let lengths = numbers(registry.value(key, length))
            guard let bases, let lengths, bases.count == lengths.count, bases.count <= maximum else {
                problems.append("\(base) and \(length) do not pair up, or are no numbers")
                continue
            }
            for (start, size) in zip(bases, lengths) {
                guard size > 0, let range = AddressRange(base: PhysicalAddress(start), size: UInt64(size)) else {
                    problems.append("\(base) 0x\(hexadecimal(start)) with \(length) \(size) is no range")
                    continue
                }
                windows.append(DriverWindow(name: base, range: range))
            }
        }
        return (windows, problems)
    }

    /// The numbers of a REG_DWORD, or of a REG_MULTI_SZ of hexadecimal numbers; nil of anything else.
    private static func numbers(_ value: RegistryValue?) -> [UInt32]? {
        switch value {
        case nil: return []
        case .dword(let number)?: return [number]
        case .multiString(let texts)?:
            var numbers: [UInt32] = []
            for text in texts {
                let digits = text.lowercased().hasPrefix("0x") ? String(text.dropFirst(2)) : text
                guard let number = UInt32(digits, radix: 16) else { return nil }
                numbers.append(number)
            }
            return numbers
        case .string?, .binary?: return nil
        }
    }
}
