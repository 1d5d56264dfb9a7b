/// The keys of a file that describes a device.
enum DeviceFileSchema {
    private static let word: ClosedRange<Int64> = 0...0xFFFF_FFFF
    static let version = SchemaKey("version", .integer(1...1), required: true, "The version of the file format: 1.")
    static let name = SchemaKey("name", .text, "What the device is.")
    static let accesses = SchemaKey(
        "accesses", .choice(["parts", "whole"]),
        "Whether parts of a register can be accessed, as without this key, or whole ones only.")
    static let variables = SchemaKey(
        "variables", .table(.integer(word)), "Numbers that the device keeps, and their first values.")
    static let fifos = SchemaKey(
        "fifos", .table(.integer(1...65_536)), "Queues, and how many entries each has room for.")
    static let registers = SchemaKey("registers", .list(.mapping(register)), required: true, "Its registers.")
    static let events = SchemaKey(
        "events", .table(.oneOrMore(.text)), "What happens when a time has come that 'after' has set, by name.")
    static let interrupt = SchemaKey("interrupt", .text, "The level of its interrupt line: an expression.")

    static let registerName = SchemaKey("name", .text, required: true, "The register's name.")
    static let offset = SchemaKey("offset", .integer(word), required: true, "Bytes from the device's base.")
    static let size = SchemaKey("size", .integer(1...4), "Bytes: 1, 2 or 4, which it has when not given.")
    static let access = SchemaKey(
        "access", .choice(["read-write", "read-only", "write-only"]), "What can be done with it; both when not given.")
    static let reset = SchemaKey("reset", .integer(word), "What it has at first; 0 when not given.")
    static let writable = SchemaKey(
        "writable", .integer(word), "The bits that keep what is written; all when not given.")
    static let oneToClear = SchemaKey("oneToClear", .integer(word), "The bits that writing a one clears.")
    static let clearsOnRead = SchemaKey("clearsOnRead", .boolean, "Whether reading it makes it 0.")
    static let fields = SchemaKey("fields", .table(.text), "Names of its bits: 'EN: 0', 'MODE: \"5:4\"'.")
    static let onRead = SchemaKey("onRead", .oneOrMore(.text), "What reading it does, before its value is given.")
    static let onWrite = SchemaKey("onWrite", .oneOrMore(.text), "What writing it does, when the bits are kept.")
    static let register = SchemaMapping(
        "a register",
        [
            registerName, offset, size, access, reset, writable, oneToClear, clearsOnRead, fields, onRead, onWrite,
        ])

    static let root = SchemaMapping(
        "a device file", [version, name, accesses, variables, fifos, registers, events, interrupt])
}
