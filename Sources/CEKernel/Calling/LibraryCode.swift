/// Functions of coredll that are guest code, as all of them are in CE: those that take less time than a call of the
/// host, and look at nothing but their arguments.
package struct LibraryCode: Sendable {
    /// Begins with a word for each function, which says how far behind the beginning that one begins. The machine puts
    /// the address in its place by which the host is asked for the function: the code leaves to it what it does not do.
    let image: [UInt8]
    /// The functions, in the order of those words.
    let names: [String]

    package init(image: [UInt8], names: [String]) {
        self.image = image
        self.names = names
    }

    /// The distance at which a function begins.
    func start(_ index: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(image[index * 4 + $1]) << UInt32(8 * $1) }
    }
}

/// Where functions that are guest code lie.
package struct LibraryAddresses: Sendable {
    /// By the function's place in the call table.
    private let addresses: [Int: UInt32]
    /// Behind all of them.
    private let end: UInt32

    init(_ addresses: [Int: UInt32] = [:], end: UInt32 = 0) {
        self.addresses = addresses
        self.end = end
    }

    /// Where a function of the call table lies; nil when it is no guest code.
    subscript(call: Int) -> UInt32? { addresses[call] }

    /// The function in whose code an address is, or nil.
    func call(at address: UInt32) -> Int? {
        guard address < end else { return nil }
        return addresses.filter { $0.value <= address }.max { $0.value < $1.value }?.key
    }
}
