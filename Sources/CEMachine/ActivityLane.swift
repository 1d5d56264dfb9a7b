/// When something was at work: a thread, an interrupt, a device. Bounded: of very many spans those that lie close
/// together become one.
package struct ActivityLane: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case thread, interrupt, device
    }

    /// From and until when, in instructions.
    package struct Span: Codable, Hashable, Sendable {
        package var start: UInt64
        package var end: UInt64
    }

    private static let mostSpans = 400

    package let kind: Kind
    package let name: String
    package private(set) var spans: [Span] = []
    /// How often it was at work.
    package private(set) var count = 0
    /// Instructions of all spans together, those that were joined included.
    package private(set) var total: UInt64 = 0
    /// The first beginning and the last, in instructions.
    package private(set) var first: UInt64?
    package private(set) var last: UInt64 = 0
    /// Pauses up to this are none.
    private let pause: UInt64
    /// Pauses up to this are not shown.
    private var shown: UInt64

    init(_ kind: Kind, _ name: String, pause: UInt64) {
        self.kind = kind
        self.name = name
        self.pause = pause
        shown = pause
    }

    /// Takes a span in that does not begin before those that are there.
    mutating func add(from start: UInt64, to end: UInt64) {
        let before = spans.last
        let isNew = before.map { start > $0.end &+ pause } ?? true
        if isNew {
            count += 1
            if first == nil { first = start }
            last = start
            total &+= end &- start
        } else if let before, end > before.end {
            total &+= end &- before.end
        }
        if let before, start <= before.end &+ shown {
            spans[spans.count - 1].end = max(before.end, end)
        } else {
            spans.append(Span(start: start, end: end))
        }
        if spans.count > Self.mostSpans { join() }
    }

    /// Shows twice as much as one, until there are few enough.
    private mutating func join() {
        while spans.count > Self.mostSpans / 2 {
            shown = max(shown &* 2, 1000)
            var joined: [Span] = []
            for span in spans {
                if let last = joined.last, span.start <= last.end &+ shown {
                    joined[joined.count - 1].end = max(last.end, span.end)
                } else {
                    joined.append(span)
                }
            }
            spans = joined
        }
    }
}
