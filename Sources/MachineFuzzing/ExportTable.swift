/// The export directory of a made-up driver: all entry points of a stream driver, each the begin of the program.
enum ExportTable {
    // In the order of their bytes, as the format wants it.
    private static let names = [
        "FZZ_Close", "FZZ_Deinit", "FZZ_IOControl", "FZZ_Init", "FZZ_Open", "FZZ_PreClose", "FZZ_PreDeinit", "FZZ_Read",
        "FZZ_Seek", "FZZ_Write",
    ]

    /// The bytes of the section, which begins at `GuestLayout.exports`.
    static let bytes: [UInt8] = {
        var section = ImageBytes(count: Int(GuestLayout.exportsSize))
        let count = UInt32(names.count)
        let functions: UInt32 = 40
        let pointers = functions + count * 4
        let ordinals = pointers + count * 4
        var next = ordinals + count * 2
        section.put(1, at: 16)
        section.put(count, at: 20)
        section.put(count, at: 24)
        section.put(GuestLayout.exports + functions, at: 28)
        section.put(GuestLayout.exports + pointers, at: 32)
        section.put(GuestLayout.exports + ordinals, at: 36)
        for (index, name) in names.enumerated() {
            section.put(GuestLayout.code, at: Int(functions) + index * 4)
            section.put(GuestLayout.exports + next, at: Int(pointers) + index * 4)
            section.putHalfword(UInt16(index), at: Int(ordinals) + index * 2)
            section.put(name, at: Int(next))
            next += UInt32(name.utf8.count) + 1
        }
        return section.bytes
    }()
}
