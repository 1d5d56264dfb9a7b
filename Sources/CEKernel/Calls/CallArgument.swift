package import CEMemory

/// A type of argument: how it is made of the words that the caller passes, and how it is shown.
package protocol CallArgument: SendableMetatype {
    static var span: ArgumentSpan { get }
    static var format: ArgumentFormat { get }
    init(_ words: inout ArgumentWords)
}

/// The words of registers or stack that arguments take.
package struct ArgumentSpan {
    package let words: Int
    /// Words up to the end of the last argument that somebody looks at.
    package let read: Int

    @inlinable
    @inline(__always)
    package init(words: Int) { self.init(words: words, read: words) }

    @inlinable
    @inline(__always)
    package init(words: Int, read: Int) {
        self.words = words
        self.read = read
    }

    /// The arguments and one more behind them.
    @inlinable
    @inline(__always)
    package func then(_ next: ArgumentSpan) -> ArgumentSpan {
        ArgumentSpan(words: words + next.words, read: next.read > 0 ? words + next.read : read)
    }
}

/// An argument of one word.
package protocol WordArgument: CallArgument {
    init(word: UInt32)
}

extension WordArgument {
    @inlinable
    @inline(__always)
    package static var span: ArgumentSpan { ArgumentSpan(words: 1) }

    @inlinable
    @inline(__always)
    package init(_ words: inout ArgumentWords) { self.init(word: words.next()) }
}

/// An argument of two words.
package protocol PairArgument: CallArgument {
    init(low: UInt32, high: UInt32)
}

extension PairArgument {
    @inlinable
    @inline(__always)
    package static var span: ArgumentSpan { ArgumentSpan(words: 2) }

    @inlinable
    @inline(__always)
    package init(_ words: inout ArgumentWords) {
        let low = words.next()
        self.init(low: low, high: words.next())
    }
}

/// The words of a call's arguments, one after the other: r0 to r3, then the stack. A value of two words is the low one
/// and then the high one; no function here has one at an odd place, so that the old and the new convention agree.
package struct ArgumentWords {
    /// The most words that a function takes from the stack.
    package static let stackCapacity = GuestWords.capacity

    @usableFromInline let r0: UInt32
    @usableFromInline let r1: UInt32
    @usableFromInline let r2: UInt32
    @usableFromInline let r3: UInt32
    @usableFromInline let stack: GuestWords
    @usableFromInline var position = 0
    /// The words of the stack that were taken and cost the caller what a load does, a bit each.
    @usableFromInline var charged: UInt32 = 0

    /// - Parameter span: the words of all arguments. Those on the stack are read now, as far as anybody looks at them.
    /// - Throws: `.fault` when the stack cannot be read.
    @inlinable
    @inline(__always)
    package init(_ call: borrowing Invocation, _ span: ArgumentSpan) throws(CallStop) {
        r0 = call.r0
        r1 = call.r1
        r2 = call.r2
        r3 = call.r3
        stack = span.read > 4 ? try call.stackWords(span.read - 4) : GuestWords()
    }

    /// The next word.
    @inlinable
    @inline(__always)
    package mutating func next() -> UInt32 {
        if position >= 4 { charged |= 1 << UInt32(position - 4) }
        return uncharged()
    }

    /// The next word, without telling of it.
    @inlinable
    @inline(__always)
    package mutating func uncharged() -> UInt32 {
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

    @inlinable
    @inline(__always)
    package mutating func skip(_ count: Int) { position += count }

    /// Tells the clock and the observers of what was taken from the stack.
    @inlinable
    @inline(__always)
    package func charge(_ call: borrowing Invocation) {
        if charged != 0 { call.chargeStack(charged) }
    }
}

/// An argument that nothing looks at, here or on CE.
package struct Unread<Value: CallArgument>: CallArgument {
    package static var format: ArgumentFormat { Value.format }

    @inlinable
    @inline(__always)
    package static var span: ArgumentSpan { ArgumentSpan(words: Value.span.words, read: 0) }

    @inlinable
    @inline(__always)
    package init(_ words: inout ArgumentWords) {
        words.skip(Value.span.words)
    }
}

/// An argument whose fetching costs the caller nothing: of calls whose own price covers it.
package struct Uncharged<Value: WordArgument>: CallArgument {
    package static var format: ArgumentFormat { Value.format }
    package let value: Value

    @inlinable
    @inline(__always)
    package static var span: ArgumentSpan { Value.span }

    @inlinable
    @inline(__always)
    package init(_ words: inout ArgumentWords) { value = Value(word: words.uncharged()) }
}
