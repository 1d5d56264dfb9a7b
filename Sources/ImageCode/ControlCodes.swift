package import Disassembly
internal import GuestAddress
package import PEImage

/// The codes that a driver's XXX_IOControl compares its second argument with, found without running it: the ways
/// through the function are followed, and what becomes of the code in registers and on the stack.
package struct ControlCodes {
    /// Instructions that are looked at, and the depth of calls that are followed.
    private static let maximumInstructions = 20_000
    private static let maximumDepth = 3
    private static let maximumCodes = 256
    private static let maximumTable: UInt32 = 1024

    /// In the order of their values.
    package private(set) var codes: [UInt32] = []

    private let code: CodeBytes
    private let disassembler: Disassembler
    private var found: Set<UInt32> = []
    private var waiting: [Way] = []
    private var visits: [UInt32: Int] = [:]
    private var left = maximumInstructions

    /// A place that is still to be looked at, and what is known when it is reached.
    private struct Way {
        var address: UInt32
        var isThumb: Bool
        var state: CodeState
        var depth: Int
    }

    /// - Parameter entry: XXX_IOControl, bit 0 set of Thumb code.
    package init(_ image: PEImage, entry: UInt32, _ disassembler: Disassembler) {
        code = CodeBytes(image)
        self.disassembler = disassembler
        var state = CodeState()
        state.registers[1] = .code(0)
        let isThumb = entry & 1 != 0
        waiting = [Way(address: entry & ~1, isThumb: isThumb, state: state, depth: 0)]
        while var way = waiting.popLast(), left > 0 { follow(&way) }
        codes = found.sorted()
    }

    private mutating func follow(_ way: inout Way) {
        while left > 0 {
            // The same place is reached with other things known: twice is enough for what compilers make.
            guard visits[way.address, default: 0] < 2 else { return }
            visits[way.address, default: 0] += 1
            left -= 1
            guard let bytes = code.instruction(way.address),
                let found = disassembler.instruction(
                    bytes, at: VirtualAddress(code.imageBase &+ way.address), thumb: way.isThumb)
            else { return }
            let instruction = CodeInstruction(found.text)
            if instruction.asksForEquality, let code = way.state.compared { note(code) }
            guard step(instruction, &way, size: UInt32(found.size)) else { return }
        }
    }

    private mutating func note(_ code: UInt32) {
        if self.found.count < Self.maximumCodes { self.found.insert(code) }
    }

    /// - Returns: false when the way ends here.
    private mutating func step(_ instruction: CodeInstruction, _ way: inout Way, size: UInt32) -> Bool {
        let next = way.address &+ size
        switch instruction.operation {
        case "b", "cbz", "cbnz":
            guard let target = instruction.target else { return false }
            let place = target &- code.imageBase
            if instruction.isConditional {
                var other = way
                other.address = place
                waiting.append(other)
                way.address = next
            } else {
                way.address = place
            }
            return true
        case "bl", "blx":
            enter(instruction, way)
            way.state.forgetCall()
        case "tbb", "tbh":
            table(way, isHalf: instruction.operation == "tbh", index: instruction.index)
            return false
        case "bx": return instruction.isConditional ? advance(&way, next) : false
        default:
            if instruction.writesProgramCounter {
                if instruction.index != nil { table(way, instruction, next: next) }
                return instruction.isConditional ? advance(&way, next) : false
            }
            way.state.perform(instruction, at: way.address, isThumb: way.isThumb, code)
        }
        return advance(&way, next)
    }

    private func advance(_ way: inout Way, _ next: UInt32) -> Bool {
        way.address = next
        return true
    }

    /// Follows a call that gets the code as an argument.
    private mutating func enter(_ instruction: CodeInstruction, _ way: Way) {
        guard way.depth < Self.maximumDepth, let target = instruction.target,
            way.state.registers.prefix(4).contains(where: \.isCode)
        else { return }
        var state = CodeState()
        for index in 0..<4 { state.registers[index] = way.state.registers[index].withoutStack }
        let isThumb = instruction.operation == "blx" ? !way.isThumb : way.isThumb
        waiting.append(
            Way(address: target &- code.imageBase, isThumb: isThumb, state: state, depth: way.depth + 1))
    }

    /// The entries of a table that are not the way out.
    private mutating func table(_ way: Way, _ instruction: CodeInstruction, next: UInt32) {
        guard let index = instruction.index, let limit = way.state.limit, limit < Self.maximumTable else { return }
        let first = way.address &+ 8
        var targets: [UInt32?] = []
        for entry in 0...limit {
            let place = first &+ entry &* 4
            guard instruction.operation == "ldr" else {
                // A table of branches.
                let word = code.word(place) ?? 0
                let offset = UInt32(bitPattern: Int32(bitPattern: word << 8) >> 6)
                targets.append(word >> 24 == 0xEA ? place &+ 8 &+ offset : place)
                continue
            }
            targets.append(code.word(place).map { $0 &- code.imageBase })
        }
        var out: UInt32?
        if let word = code.word(next), word >> 24 == 0xEA {
            out = next &+ 8 &+ UInt32(bitPattern: Int32(bitPattern: word << 8) >> 6)
        }
        enter(targets, index, out: out, way)
    }

    /// TBB and TBH; the way out was taken by the branch in front.
    private mutating func table(_ way: Way, isHalf: Bool, index: Int?) {
        guard let index, let limit = way.state.limit, limit < Self.maximumTable else { return }
        let first = way.address &+ 4
        let targets = (0...limit).map { entry in
            (isHalf ? code.half(first &+ entry &* 2) : code.byte(first &+ entry)).map { first &+ $0 &* 2 }
        }
        enter(targets, index, out: nil, way)
    }

    private mutating func enter(_ targets: [UInt32?], _ index: Int, out: UInt32?, _ way: Way) {
        // The commonest target of a sparse table is its way out, too.
        var counts: [UInt32: Int] = [:]
        for target in targets { if let target { counts[target, default: 0] += 1 } }
        let commonest = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        let isSparse = (commonest?.value ?? 0) * 2 > targets.count && targets.count > 4
        var entered: Set<UInt32> = []
        for (entry, target) in targets.enumerated() {
            guard let target, target != out, !(isSparse && target == commonest?.key) else { continue }
            if case .code(let delta) = way.state.registers[index] {
                note(UInt32(truncatingIfNeeded: entry) &- delta)
            }
            if entered.insert(target).inserted {
                waiting.append(Way(address: target, isThumb: way.isThumb, state: way.state, depth: way.depth))
            }
        }
        if let out { waiting.append(Way(address: out, isThumb: way.isThumb, state: way.state, depth: way.depth)) }
    }
}
