package import SavedState

/// An interrupt controller with registers. Derived controllers say which inputs are presented and how they are masked;
/// the guest's registers and the machine's own OAL see the same state.
package class ControllerDevice: RegisterDevice, InterruptController {
    /// The levels at the inputs, by words of 32.
    final var inputs: [UInt32]
    package private(set) final var pending: PendingInterrupt?

    init(_ connection: DeviceConnection, _ block: RegisterBlock, words: Int) {
        inputs = [UInt32](repeating: 0, count: words)
        super.init(connection, block)
    }

    final var count: Int { inputs.count * 32 }

    /// What is to be presented now; nil of nothing.
    func sorted() -> PendingInterrupt? { nil }
    func rose(_ input: Int) {}
    func fell(_ input: Int) {}
    func setMask(_ input: Int, _ isMasked: Bool) {}
    /// The core has taken an interrupt: latches are cleared.
    func take(_ input: Int) {}

    /// What follows from any change.
    final func update() {
        pending = sorted()
        connection.core.set(pending != nil)
    }

    package final func inputChanged(_ input: Int, isHigh: Bool) {
        guard (0..<count).contains(input) else { return }
        let bit: UInt32 = 1 << UInt32(input & 31)
        if isHigh { inputs[input >> 5] |= bit } else { inputs[input >> 5] &= ~bit }
        if isHigh { rose(input) } else { fell(input) }
        update()
    }

    package final func enable(_ input: Int) { mask(input, false) }
    package final func disable(_ input: Int) { mask(input, true) }
    package final func finish(_ input: Int) { mask(input, false) }

    private func mask(_ input: Int, _ isMasked: Bool) {
        guard (0..<count).contains(input) else { return }
        setMask(input, isMasked)
        update()
    }

    package final func acknowledge(_ input: Int) {
        guard (0..<count).contains(input) else { return }
        setMask(input, true)
        take(input)
        update()
    }

    override package class var hostProperties: Set<String> { super.hostProperties.union(["pending"]) }

    override package func carry(_ state: StateCarrier) throws {
        let words = inputs.count
        try super.carry(state)
        try state.carry(&inputs)
        guard inputs.count == words else { throw StateError.malformed("the inputs of \(connection.name)") }
    }
}

extension [UInt32] {
    /// The numbers of the bits that are set in words of 32.
    var bitNumbers: [Int] {
        var numbers: [Int] = []
        for (index, word) in enumerated() {
            var rest = word
            while rest != 0 {
                numbers.append(index * 32 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return numbers
    }
}
