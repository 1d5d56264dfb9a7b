package import SavedState

/// How often each call was made and failed.
package struct CallCount: Hashable, Sendable, Codable {
    package var name: String
    package var count: Int
    package var failed: Int
    /// What the last one returned.
    package var lastReturn: UInt32
}

/// The system calls of a run: counts, a hash of their order, and what a scenario makes happen at some of them.
package struct CallTrace: SavedPart {
    package let names: [String]
    private var counts: [CallCount]
    private var injections: [Int: [CallInjection]] = [:]
    private var hasInjections = false
    /// FNV-1a over every call, its first arguments and its time: equal in two runs that did the same.
    package private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    package private(set) var total: UInt64 = 0

    init(names: [String]) {
        self.names = names
        counts = names.map { CallCount(name: $0, count: 0, failed: 0, lastReturn: 0) }
    }

    @inline(__always)
    private mutating func mix(_ value: UInt32) {
        hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3
    }

    mutating func began(_ index: Int, _ call: borrowing Invocation, at instructions: UInt64) -> PendingCall {
        counts[index].count += 1
        total &+= 1
        mix(UInt32(truncatingIfNeeded: index))
        mix(call.r0)
        mix(call.r1)
        mix(call.r2)
        mix(UInt32(truncatingIfNeeded: instructions))
        return PendingCall(index: index, serial: total)
    }

    mutating func ended(_ call: PendingCall, failed: Bool, value: UInt32) {
        if failed { counts[call.index].failed += 1 }
        counts[call.index].lastReturn = value
        mix(value)
    }

    /// How often a function was called.
    package func count(of index: Int) -> Int { counts[index].count }

    /// Makes something happen at the `nth` call (from 1) of a function, of those from `origin`.
    /// - Returns: false when no provided function has that name.
    package mutating func inject(_ name: String, nth: Int, from origin: CallOrigin, effect: CallEffect) -> Bool {
        guard let index = names.firstIndex(of: name) else { return false }
        injections[index, default: []].append(CallInjection(nth: nth, origin: origin, effect: effect))
        hasInjections = true
        return true
    }

    /// Whether something may happen at calls of a function.
    func isInjected(_ index: Int) -> Bool { hasInjections && injections[index] != nil }

    /// What is to happen at the call that has just begun.
    mutating func injection(_ index: Int, by code: CallingCode) -> CallEffect? {
        guard var list = injections[index] else { return nil }
        var due: CallEffect?
        for position in list.indices where list[position].isDue(by: code) { due = due ?? list[position].effect }
        injections[index] = list
        return due
    }

    /// Whether the call of an injection was made.
    package func hasHappened(_ name: String, nth: Int, from origin: CallOrigin, effect: CallEffect) -> Bool {
        names.firstIndex(of: name).flatMap { injections[$0] }?.contains {
            $0.nth == nth && $0.origin == origin && $0.effect == effect && $0.hasHappened
        } ?? false
    }

    /// The functions that were called, in the order of the table.
    package var made: [CallCount] { counts.filter { $0.count > 0 } }

    package static let hostProperties: Set<String> = ["names"]

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&counts)
        try state.carry(&injections)
        try state.carry(&hasInjections)
        try state.carry(&hash)
        try state.carry(&total)
        guard counts.map(\.name) == names else { throw StateError.otherMachine }
    }
}
