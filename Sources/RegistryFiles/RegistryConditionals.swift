internal import Diagnostics

/// The conditionals that are open at a line. The three languages know nothing of each other: the tools that read them
/// run one after the other.
struct RegistryConditionals {
    struct Frame {
        let language: RegistryCondition.Language
        let location: SourceLocation
        /// Whether what follows is there.
        var isActive: Bool
        /// Whether a branch was taken, so that no other is.
        var wasTaken: Bool
    }

    static let maximumDepth = 1000

    private(set) var frames: [Frame] = []
    private var inactive = 0

    /// Whether lines here count.
    var isActive: Bool { inactive == 0 }

    /// - Parameter condition: nil of one that is not known: what depends on it is there, and so is its ELSE.
    /// - Returns: false when there are too many.
    mutating func open(_ language: RegistryCondition.Language, _ condition: Bool?, at location: SourceLocation) -> Bool
    {
        guard frames.count < Self.maximumDepth else { return false }
        let isTaken = condition ?? true
        frames.append(
            Frame(language: language, location: location, isActive: isTaken, wasTaken: condition ?? false))
        if !isTaken { inactive += 1 }
        return true
    }

    /// Goes to the next branch.
    /// - Returns: false when none is open.
    mutating func next(_ language: RegistryCondition.Language, _ condition: Bool = true) -> Bool {
        guard let index = frames.lastIndex(where: { $0.language == language }) else { return false }
        let isTaken = !frames[index].wasTaken && condition
        if frames[index].isActive { inactive += 1 }
        frames[index].isActive = isTaken
        if isTaken { inactive -= 1 }
        frames[index].wasTaken = frames[index].wasTaken || isTaken
        return true
    }

    /// - Returns: false when none is open.
    mutating func close(_ language: RegistryCondition.Language) -> Bool {
        guard let index = frames.lastIndex(where: { $0.language == language }) else { return false }
        if !frames[index].isActive { inactive -= 1 }
        frames.remove(at: index)
        return true
    }

    /// Closes what a file has left open.
    mutating func unwind(to depth: Int) -> [Frame] {
        guard frames.count > depth else { return [] }
        let left = Array(frames[depth...])
        inactive -= left.count { !$0.isActive }
        frames.removeLast(left.count)
        return left
    }
}
