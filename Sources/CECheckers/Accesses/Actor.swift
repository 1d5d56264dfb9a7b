/// Who made an access to shared memory.
enum Actor: Hashable, Codable {
    /// Guest code: the instruction, and the process whose code it is.
    case code(programCounter: UInt32, process: UInt32)
    /// A function that the host makes for the guest, memcpy: its position in the call table, where it returns to, whose
    /// code called.
    case call(index: Int, returnAddress: UInt32, process: UInt32)
    /// A device of the board, by name.
    case device(String)
    /// The kernel itself.
    case kernel
    /// One of those whose place was not kept any more.
    case forgotten
    /// Somebody, before the machine looked: LockPages makes pages known to a device, and what the cache holds of them
    /// is not known.
    case beforeLock
}

/// The actors of a run by number: what is kept for each cache line has to be small.
struct ActorTable {
    /// A guest may start processes without end; later actors are `forgotten`, and reports say so.
    private static let capacity = 1 << 16
    private var actors: [Actor] = [.forgotten]
    var all: [Actor] { actors }
    private var numbers: [Actor: UInt32] = [:]
    private var last: (actor: Actor, number: UInt32)?

    subscript(number: UInt32) -> Actor { Int(number) < actors.count ? actors[Int(number)] : .forgotten }

    mutating func number(of actor: Actor) -> UInt32 {
        if let last, last.actor == actor { return last.number }
        if let known = numbers[actor] {
            last = (actor, known)
            return known
        }
        guard actors.count < Self.capacity else { return 0 }
        let number = UInt32(actors.count)
        actors.append(actor)
        numbers[actor] = number
        return number
    }
}

/// The actors in their order; the numbers follow from it.
extension ActorTable: Codable {
    init(from decoder: any Decoder) throws {
        for actor in try decoder.singleValueContainer().decode([Actor].self).dropFirst() { _ = number(of: actor) }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(actors)
    }
}
