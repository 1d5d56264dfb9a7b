internal import Diagnostics
internal import GuestAddress
internal import JSON
internal import MachineTerms

/// What a member of an object in a result may hold. What has another form is nothing when it is read; numbers outside a
/// type's range become the nearest in it.
protocol RecordValue: Sendable {
    var json: JSONValue { get }
    init?(json: JSONValue)
}

extension String: RecordValue {
    var json: JSONValue { .string(self) }

    init?(json: JSONValue) {
        guard let text = json.text else { return nil }
        self = text
    }
}

extension RecordValue where Self: FixedWidthInteger {
    var json: JSONValue { .count(self) }

    init?(json: JSONValue) {
        guard let number = json.int else { return nil }
        self.init(clamping: number)
    }
}

extension Int: RecordValue {}
extension UInt32: RecordValue {}
extension UInt64: RecordValue {}

extension Bool: RecordValue {
    var json: JSONValue { .bool(self) }

    init?(json: JSONValue) {
        guard case .bool(let value) = json else { return nil }
        self = value
    }
}

extension JSONValue: RecordValue {
    var json: JSONValue { self }

    init?(json: JSONValue) { self = json }
}

extension RecordValue where Self: RawRepresentable, RawValue == String {
    var json: JSONValue { .string(rawValue) }

    init?(json: JSONValue) {
        guard let text = json.text else { return nil }
        self.init(rawValue: text)
    }
}

extension Severity: RecordValue {}
extension FaultKind: RecordValue {}
extension FaultReason: RecordValue {}
extension MappingKind: RecordValue {}
extension PageUse: RecordValue {}

extension RecordValue where Self: GuestAddress {
    var json: JSONValue { .string(description) }

    init?(json: JSONValue) {
        guard let text = json.text, text.hasPrefix("0x"), let value = UInt32(text.dropFirst(2), radix: 16) else {
            return nil
        }
        self.init(rawValue: value)
    }
}

extension PhysicalAddress: RecordValue {}
extension VirtualAddress: RecordValue {}

extension AddressRange: RecordValue where Address: RecordValue {
    var json: JSONValue { ["base": base.json, "size": .count(size)] }

    init?(json: JSONValue) {
        guard let base = json["base"].flatMap(Address.init(json:)), let size = json["size"]?.int, size >= 0 else {
            return nil
        }
        self.init(base: base, size: UInt64(size))
    }
}
