package import GuestAddress
package import Unicorn

/// Functions of coredll that are guest code, as all of them are in CE: those that take less time than a call of the
/// host.
package struct LibraryCode: Sendable {
    /// Begins with a word for each function, which says how far behind the beginning that one begins. The machine puts
    /// the address in its place by which the host is asked for the function: the code leaves to it what it does not do.
    let image: [UInt8]
    /// The functions, in the order of those words.
    let names: [String]
    /// Whether there are floating-point numbers among the arguments, which the code has from core registers.
    let takesFloats: Bool
    /// Whether the code accesses memory of its callers: it keeps its arguments, SP and LR all the time then, so that
    /// the host can begin the function anew wherever the code is.
    let accessesMemory: Bool

    package init(image: [UInt8], names: [String], takesFloats: Bool = false, accessesMemory: Bool = false) {
        self.image = image
        self.names = names
        self.takesFloats = takesFloats
        self.accessesMemory = accessesMemory
    }

    /// The distance at which a function begins.
    func start(_ index: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(image[index * 4 + $1]) << UInt32(8 * $1) }
    }
}

/// Where functions that are guest code lie.
package struct LibraryAddresses: Sendable {
    /// By the function's place in the call table.
    private var addresses: [Int: UInt32] = [:]
    /// Those that have floating-point numbers from core registers.
    private var takeFloats: Set<Int> = []
    private var ranges: [Range<UInt32>] = []
    /// The functions that access memory of their callers, by where they begin, and where the last of them ends.
    private var accessing: [(start: UInt32, call: Int)] = []
    private var accessingEnd: UInt32 = 0

    package init() {}

    /// Puts code into memory, and by each function the address by which the host is asked for it.
    /// - Parameters:
    ///   - ram: what holds it, from `offset` on.
    ///   - address: where the guest finds it.
    package mutating func place(
        _ code: LibraryCode, in ram: GuestRAM, offset: Int, at address: VirtualAddress, table: CallTable,
        traps: TrapAddresses
    ) {
        precondition(address.rawValue & 0xFFF + UInt32(code.image.count) <= 0x1000, "code of one page")
        _ = ram.write(code.image.span, at: offset)
        for (index, name) in code.names.enumerated() {
            guard let call = table.index(of: name, in: .coredll) else { continue }
            if code.takesFloats { takeFloats.insert(call) }
            addresses[call] = address.rawValue &+ code.start(index)
            _ = ram.setWord(traps.address(ofCall: table.slots[call]), at: offset + index * 4)
        }
        let range = address.rawValue..<address.rawValue &+ UInt32(code.image.count)
        ranges.append(range)
        guard code.accessesMemory else { return }
        precondition(accessing.isEmpty, "one image that accesses memory")
        accessing = addresses.filter { range.contains($0.value) }.map { ($0.value, $0.key) }.sorted { $0.0 < $1.0 }
        accessingEnd = range.upperBound
    }

    /// Where a function of the call table lies; nil when it is no guest code, or none for such a caller.
    func address(ofCall call: Int, for convention: CallingConvention) -> UInt32? {
        convention == .floatingPointRegisters && takeFloats.contains(call) ? nil : addresses[call]
    }

    /// The function in whose code an address is, or nil.
    func call(at address: UInt32) -> Int? {
        guard let range = ranges.first(where: { $0.contains(address) }) else { return nil }
        return addresses.filter { range.contains($0.value) && $0.value <= address }.max { $0.value < $1.value }?.key
    }

    /// The function that an address is in, of those that access memory of their callers; nil anywhere else. What such code
    /// accesses, its caller has asked for: LR says who that is.
    package func accessingCall(at address: UInt32) -> Int? {
        guard address < accessingEnd else { return nil }
        return accessing.last { $0.start <= address }?.call
    }
}
