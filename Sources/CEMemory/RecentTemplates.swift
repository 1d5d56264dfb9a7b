/// The low bits of descriptors that were made last, of user and of kernel pages: most mappings ask for what the one
/// before asked for, and working them out takes longer than writing a word.
struct RecentTemplates {
    // No protection has no bits.
    private var protections: [2 of UInt32] = [0, 0]
    private var words: [2 of UInt32] = [0, 0]

    @inline(__always)
    mutating func word(_ protection: Protection, kernel: Bool, make: () -> UInt32) -> UInt32 {
        let place = kernel ? 1 : 0
        if protections[place] != protection.rawValue {
            words[place] = make()
            protections[place] = protection.rawValue
        }
        return words[place]
    }
}
