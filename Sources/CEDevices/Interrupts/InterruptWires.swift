package import SavedState

/// A device's end of a wire to the interrupt controller. Its level is saved with the board, not by the device.
///
/// A device with a level-triggered interrupt says `line.set(status & enables != 0)` whenever one of both has changed,
/// and nothing else; one that gives pulses says `line.pulse()`. Several devices may share an input: it is high while
/// one of them holds it.
package final class InterruptLine {
    /// The input of the controller, which is the board's IRQ; nil of a line that the board leaves open.
    package let input: Int?
    private unowned let wires: InterruptWires
    private let index: Int

    init(input: Int?, wires: InterruptWires, index: Int) {
        self.input = input
        self.wires = wires
        self.index = index
    }

    package var isHigh: Bool { wires.level(of: index) }
    package func set(_ isHigh: Bool) { wires.set(index, isHigh) }
    package func raise() { set(true) }
    package func lower() { set(false) }

    package func pulse() {
        raise()
        lower()
    }
}

/// The wires from devices to the interrupt controller.
package final class InterruptWires: SavedPart {
    /// The input at the end of each line.
    private var inputs: [Int?] = []
    private var levels: [Bool] = []
    /// The first device at each input.
    private var names: [Int: String] = [:]
    /// What the lines lead to when no device of the board is a controller.
    package let plain: PlainController
    /// The device that is the controller, once it is made. Unowned: memory keeps the devices.
    unowned var device: (any InterruptController)?

    init(core: CoreInterrupt) { plain = PlainController(core) }

    /// What the lines lead to.
    package var controller: any InterruptController { device ?? plain }

    /// One more line.
    /// - Parameter device: whose it is; nil of a further line of one device.
    package func makeLine(to input: Int?, of device: String? = nil) -> InterruptLine {
        if let input, let device, names[input] == nil { names[input] = device }
        inputs.append(input)
        levels.append(false)
        return InterruptLine(input: input, wires: self, index: inputs.count - 1)
    }

    func level(of line: Int) -> Bool { levels[line] }

    func set(_ line: Int, _ isHigh: Bool) {
        guard levels[line] != isHigh else { return }
        levels[line] = isHigh
        guard let input = inputs[line] else { return }
        let isShared = zip(inputs.indices, inputs).contains { $0 != line && $1 == input && levels[$0] }
        if !isShared { controller.inputChanged(input, isHigh: isHigh) }
    }

    /// The device at an input; nil where the board names none.
    package func device(at input: Int) -> String? { names[input] }

    /// Whether several devices lead to an input.
    package func isShared(_ input: Int) -> Bool { inputs.count { $0 == input } > 1 }

    /// Whether one of the devices at an input holds it.
    package func isHigh(_ input: Int) -> Bool { zip(inputs, levels).contains { $0 == input && $1 } }

    package static let hostProperties: Set<String> = ["inputs", "device", "names"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&levels)
        try state.carry(part: plain)
        guard levels.count == inputs.count else { throw StateError.malformed("the lines of the board's interrupts") }
    }
}

/// The interrupt input of the core.
package final class CoreInterrupt: SavedPart {
    private unowned let time: DeviceTime
    /// Whether the controller wants the core's attention.
    package private(set) var isHigh = false

    init(time: DeviceTime) { self.time = time }

    /// Says what the controller's output is. Guest code that runs is interrupted behind the block in hand.
    package func set(_ isHigh: Bool) {
        guard isHigh != self.isHigh else { return }
        self.isHigh = isHigh
        if isHigh { time.endRun() }
    }

    package static let hostProperties: Set<String> = ["time"]
    package func carry(_ state: StateCarrier) throws { try state.carry(&isHigh) }
}
