/// Which of coredll's exports CE 5 alone has, and which came with CE 6. Of later systems no more is known here than of
/// CE 6.
package enum CoredllGenerations {
    private struct Exports {
        var ordinals: Set<UInt32> = []
        var names: Set<String> = []

        init(_ text: String) {
            for line in text.split(separator: "\n") {
                let fields = line.split(separator: " ")
                guard fields.count == 2, let ordinal = UInt32(fields[0]) else { continue }
                ordinals.insert(ordinal)
                names.insert(String(fields[1]))
            }
        }
    }

    private static let older = Exports(onlyCE5)
    private static let newer = Exports(sinceCE6)

    /// Whether CE 5, or otherwise CE 6, lacks an ordinal that the other has.
    package static func isOrdinalMissing(_ ordinal: UInt32, isCE5: Bool) -> Bool {
        (isCE5 ? newer : older).ordinals.contains(ordinal)
    }

    /// Whether CE 5, or otherwise CE 6, lacks a name that the other has. Some names have another ordinal in each.
    package static func isNameMissing(_ name: String, isCE5: Bool) -> Bool {
        (isCE5 ? newer : older).names.contains(name) && !(isCE5 ? older : newer).names.contains(name)
    }
}
