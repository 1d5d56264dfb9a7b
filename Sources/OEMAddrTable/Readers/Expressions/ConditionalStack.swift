internal import Diagnostics

/// The conditionals that are open at a line.
struct ConditionalStack {
    /// Keywords that belong together: a bib file mixes `IF` and `#if`, and each closes its own only.
    enum Family: Hashable { case assembler, preprocessor, bib }

    private struct Frame {
        var family: Family
        var opening: SourceLocation
        var wasTaken: Bool
        var isActive: Bool
        let outerIsActive: Bool
        var sawElse = false
    }

    /// Conditionals inside one another that are told apart; deeper ones are only counted, and nothing in them is read.
    static let maximumDepth = 1_000

    private var frames: [Frame] = []
    private var uncounted = 0

    /// Whether lines here are part of the build.
    var isActive: Bool { uncounted == 0 && frames.last?.isActive ?? true }

    var depth: Int { frames.count }

    /// Opens a conditional; `condition` is asked for only where lines are part of the build.
    /// - Returns: what is wrong, or nil.
    mutating func open(_ family: Family, at location: SourceLocation, _ condition: () -> Bool) -> String? {
        guard frames.count < Self.maximumDepth else {
            uncounted += 1
            return "conditionals are more than \(Self.maximumDepth) deep inside one another; what is inside is not read"
        }
        let outer = isActive
        let isTaken = outer && condition()
        frames.append(
            Frame(family: family, opening: location, wasTaken: isTaken, isActive: isTaken, outerIsActive: outer))
        return nil
    }

    /// Goes to the next branch; `condition` is asked for only when no branch was taken yet. A plain ELSE gives nil.
    /// - Returns: what is wrong, or nil.
    mutating func next(_ family: Family, _ condition: (() -> Bool)?) -> String? {
        guard uncounted == 0 else { return nil }
        guard let top = frames.last, top.family == family else { return "there is no IF that this ELSE belongs to" }
        let position = frames.count - 1
        guard !top.sawElse else {
            frames[position].isActive = false
            return "this IF already has its ELSE"
        }
        frames[position].sawElse = condition == nil
        let isTaken = top.outerIsActive && !top.wasTaken && (condition?() ?? true)
        frames[position].isActive = isTaken
        frames[position].wasTaken = top.wasTaken || isTaken
        return nil
    }

    /// Closes the innermost conditional of a family above `floor`.
    /// - Returns: what is wrong, or nil.
    mutating func close(_ family: Family, above floor: Int) -> String? {
        guard uncounted == 0 else {
            uncounted -= 1
            return nil
        }
        guard frames.count > floor, let position = frames[floor...].lastIndex(where: { $0.family == family }) else {
            return "there is no IF that this ENDIF closes"
        }
        let isInnermost = position == frames.count - 1
        frames.remove(at: position)
        return isInnermost ? nil : "this ENDIF closes an IF while a conditional of the other kind is open inside it"
    }

    /// Drops what a file left open.
    /// - Returns: where the conditionals were opened.
    mutating func unwind(to floor: Int) -> [SourceLocation] {
        uncounted = 0
        guard frames.count > floor else { return [] }
        let left = frames[floor...].map(\.opening)
        frames.removeLast(frames.count - floor)
        return left
    }
}
