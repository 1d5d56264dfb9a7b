/// The import directory of a made-up image: one library, every function of it.
enum ImportTable {
    private static let descriptors: UInt32 = 40
    private static let libraryName: UInt32 = 0x30
    private static let addressTable: UInt32 = 0x40
    private static let byOrdinal: UInt32 = 0x8000_0000

    /// The relative address of a function's word in the import address table.
    static func slot(of index: Int) -> UInt32 { GuestLayout.imports + addressTable + UInt32(index) * 4 }

    /// The bytes of the section, which begins at `GuestLayout.imports`.
    static let bytes: [UInt8] = {
        let functions = GuestFunction.all
        var section = ImageBytes(count: Int(GuestLayout.importsSize))
        let names = addressTable + UInt32(functions.count + 1) * 4
        section.put(GuestLayout.imports + libraryName, at: 12)
        section.put(GuestLayout.imports + addressTable, at: 16)
        section.put("coredll.dll", at: Int(libraryName))
        var next = Int(names)
        for (index, function) in functions.enumerated() {
            let slot = Int(addressTable) + index * 4
            if let ordinal = function.ordinal {
                section.put(byOrdinal | ordinal, at: slot)
            } else {
                section.put(GuestLayout.imports + UInt32(next), at: slot)
                section.put(function.name, at: next + 2)
                next += (function.name.utf8.count + 4) & ~1
            }
        }
        precondition(next <= section.bytes.count, "the import section holds all names")
        return section.bytes
    }()
}
