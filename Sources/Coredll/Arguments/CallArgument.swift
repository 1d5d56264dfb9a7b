import CEKernel

/// A type of argument: how it is made of the words that the caller passes, and how it is shown.
protocol CallArgument: SendableMetatype {
    static var span: ArgumentSpan { get }
    static var format: ArgumentFormat { get }
    init(_ words: inout ArgumentWords)
}

/// The words of registers or stack that arguments take.
struct ArgumentSpan {
    let words: Int
    /// Words up to the end of the last argument that somebody looks at.
    let read: Int

    @inline(__always)
    init(words: Int) { self.init(words: words, read: words) }

    @inline(__always)
    init(words: Int, read: Int) {
        self.words = words
        self.read = read
    }

    /// The arguments and one more behind them.
    @inline(__always)
    func then(_ next: ArgumentSpan) -> ArgumentSpan {
        ArgumentSpan(words: words + next.words, read: next.read > 0 ? words + next.read : read)
    }
}

/// An argument of one word.
protocol WordArgument: CallArgument {
    init(word: UInt32)
}

extension WordArgument {
    @inline(__always)
    static var span: ArgumentSpan { ArgumentSpan(words: 1) }

    @inline(__always)
    init(_ words: inout ArgumentWords) { self.init(word: words.next()) }
}

/// An argument of two words.
protocol PairArgument: CallArgument {
    init(low: UInt32, high: UInt32)
}

extension PairArgument {
    @inline(__always)
    static var span: ArgumentSpan { ArgumentSpan(words: 2) }

    @inline(__always)
    init(_ words: inout ArgumentWords) {
        let low = words.next()
        self.init(low: low, high: words.next())
    }
}

/// The words of a call's arguments, one after the other: r0 to r3, then the stack. A value of two words is the low one
/// and then the high one; no function here has one at an odd place, so that the old and the new convention agree.
struct ArgumentWords {
    let r0: UInt32
    let r1: UInt32
    let r2: UInt32
    let r3: UInt32
    let stack: [8 of UInt32]
    var position = 0
    /// The words of the stack that were taken and cost the caller what a load does, a bit each.
    var charged: UInt32 = 0

    /// - Parameter span: the words of all arguments. Those on the stack are read now, as far as anybody looks at them.
    /// - Throws: `.fault` when the stack cannot be read.
    @inline(__always)
    init(_ call: borrowing Invocation, _ span: ArgumentSpan) throws(CallStop) {
        r0 = call.r0
        r1 = call.r1
        r2 = call.r2
        r3 = call.r3
        stack = span.read > 4 ? try call.stackWords(span.read - 4) : .init(repeating: 0)
    }

    /// The next word.
    @inline(__always)
    mutating func next() -> UInt32 {
        if position >= 4 { charged |= 1 << UInt32(position - 4) }
        return uncharged()
    }

    /// The next word, without telling of it.
    @inline(__always)
    mutating func uncharged() -> UInt32 {
        let index = position
        position += 1
        switch index {
        case 0: return r0
        case 1: return r1
        case 2: return r2
        case 3: return r3
        default: return stack[index - 4]
        }
    }

    @inline(__always)
    mutating func skip(_ count: Int) { position += count }

    /// Tells the clock and the observers of what was taken from the stack.
    @inline(__always)
    func charge(_ call: borrowing Invocation) {
        if charged != 0 { call.chargeStack(charged) }
    }
}

/// An argument that nothing looks at, here or on CE.
struct Unread<Value: CallArgument>: CallArgument {
    static var format: ArgumentFormat { Value.format }

    @inline(__always)
    static var span: ArgumentSpan { ArgumentSpan(words: Value.span.words, read: 0) }

    @inline(__always)
    init(_ words: inout ArgumentWords) {
        words.skip(Value.span.words)
    }
}

/// An argument whose fetching costs the caller nothing: of calls whose own price covers it.
struct Uncharged<Value: WordArgument>: CallArgument {
    static var format: ArgumentFormat { Value.format }
    let value: Value

    @inline(__always)
    static var span: ArgumentSpan { Value.span }

    @inline(__always)
    init(_ words: inout ArgumentWords) { value = Value(word: words.uncharged()) }
}
