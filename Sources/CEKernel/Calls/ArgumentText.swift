import CEMemory
import GuestAddress
import Unicorn

/// The arguments of a call that begins, as an engineer reads them. Looking at them changes nothing that a guest, a
/// checker, the clock or the trace hash could tell: what is not in RAM right now is shown as a bare pointer.
package struct ArgumentText {
    private let kernel: Kernel
    private let thread: Thread
    private let words: ArgumentReader
    private let strings: StringText
    /// What of the arguments is floating-point; nil where all are words.
    private var floating: FloatingArguments?
    private var position = 0

    /// - Parameter thread: its registers are those at the call.
    package static func arguments(of call: CallDescription, _ thread: Thread, _ kernel: Kernel) -> [String] {
        var text = ArgumentText(call, thread, kernel)
        return call.formats.map { text.next($0) } + (call.isVariadic ? ["..."] : [])
    }

    /// The words of the arguments that have names, as the caller has passed them.
    package static func words(of call: CallDescription, _ thread: Thread, _ kernel: Kernel) -> [ArgumentWord] {
        var text = ArgumentText(call, thread, kernel)
        guard text.floating == nil else { return [] }
        return zip(call.formats, call.argumentNames).compactMap { format, name in
            switch format {
            case .physicalAddress, .number64, .signed64:
                let low = text.word()
                _ = text.word()
                return low.map { ArgumentWord(name: name, format: format, value: $0) }
            default: return text.word().map { ArgumentWord(name: name, format: format, value: $0) }
            }
        }
    }

    /// A wide string of the caller, quoted.
    package static func string(_ address: UInt32, _ thread: Thread, _ kernel: Kernel) -> String {
        StringText(view: kernel.view(of: thread, privileged: thread.registers.cpsr & 0x1F != CPUMode.user.rawValue))
            .text(at: address, .wide)
    }

    private init(_ call: CallDescription, _ thread: Thread, _ kernel: Kernel) {
        self.kernel = kernel
        self.thread = thread
        let registers = thread.registers
        let view = kernel.view(of: thread, privileged: registers.cpsr & 0x1F != CPUMode.user.rawValue)
        words = ArgumentReader(registers: registers, view: view)
        strings = StringText(view: view)
        guard call.formats.contains(where: { $0 == .single || $0 == .double }) else { return }
        floating = FloatingArguments(
            words: [registers.r[0], registers.r[1], registers.r[2], registers.r[3]], of: thread, kernel)
    }

    private mutating func next(_ format: ArgumentFormat) -> String {
        switch format {
        case .single: return floating.map { _ in "\(floating?.single() ?? 0)" } ?? "?"
        case .double: return floating.map { _ in "\(floating?.double() ?? 0)" } ?? "?"
        case .physicalAddress, .number64, .signed64:
            guard let low = word(), let high = word() else { return "?" }
            return WordText.pair(UInt64(low) | UInt64(high) << 32, format)
        default: return word().map { text(of: $0, format) } ?? "?"
        }
    }

    private mutating func word() -> UInt32? {
        if floating != nil { return floating?.word() }
        defer { position += 1 }
        return words[position]
    }

    private func text(of word: UInt32, _ format: ArgumentFormat) -> String {
        switch format {
        case .handle: HandleText.text(word, thread, kernel)
        case .process:
            kernel.process(word, for: thread).map { "process=\($0.name)" } ?? HandleText.text(word, thread, kernel)
        case .module:
            thread.current.modules.first { $0.base.rawValue == word && word != 0 }.map { "module=\($0.name)" }
                ?? WordText.address(word)
        case .registryKey:
            kernel.registry.root(word).map { "key=\($0.name)" } ?? HandleText.text(word, thread, kernel)
        case .narrowString, .text: strings.text(at: word, .narrow)
        case .wideString: strings.text(at: word, .wide)
        case .numberOrNarrowString: word < 0x1_0000 ? "\(word)" : strings.text(at: word, .narrow)
        case .numberOrWideString: word < 0x1_0000 ? "\(word)" : strings.text(at: word, .wide)
        default: WordText.text(word, format)
        }
    }
}

/// An argument of a call: its name, what it is, and its word; of a pair the low one.
package struct ArgumentWord {
    package let name: String
    package let format: ArgumentFormat
    package let value: UInt32
}

/// The words of a call's arguments, where they are when it begins.
private struct ArgumentReader {
    let registers: CoreRegisters
    let view: GuestView

    /// Nil where the stack cannot be looked at.
    subscript(position: Int) -> UInt32? {
        guard position >= 4 else { return registers.r[position] }
        let bytes = view.peek(registers.sp &+ UInt32(position - 4) &* 4, count: 4)
        return bytes.count == 4 ? bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } : nil
    }
}
