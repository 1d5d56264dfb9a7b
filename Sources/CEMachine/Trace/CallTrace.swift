/// How often each call was made and failed.
package struct CallCount: Hashable, Sendable {
    package var name: String
    package var count: Int
    package var failed: Int
    /// What the last one returned.
    package var lastReturn: UInt32
}

/// The system calls of a run: counts, a hash of their order, and the failures a scenario injects.
package struct CallTrace {
    private let names: [String]
    private var counts: [CallCount]
    private var injections: [Int: [Injection]] = [:]
    private var hasInjections = false
    /// FNV-1a over every call, its first arguments and its time: equal in two runs that did the same.
    package private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    package private(set) var total: UInt64 = 0

    private struct Injection {
        let nth: Int
        let error: UInt32
    }

    init(names: [String]) {
        self.names = names
        counts = names.map { CallCount(name: $0, count: 0, failed: 0, lastReturn: 0) }
    }

    @inline(__always)
    private mutating func mix(_ value: UInt32) {
        hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3
    }

    mutating func began(_ index: Int, _ call: borrowing Invocation, at instructions: UInt64) {
        counts[index].count += 1
        total &+= 1
        mix(UInt32(truncatingIfNeeded: index))
        mix(call.r0)
        mix(call.r1)
        mix(call.r2)
        mix(UInt32(truncatingIfNeeded: instructions))
    }

    mutating func ended(_ index: Int, failed: Bool, value: UInt32) {
        if failed { counts[index].failed += 1 }
        counts[index].lastReturn = value
        mix(value)
    }

    /// Makes the `nth` call (from 1) of a function fail.
    /// - Returns: false when no provided function has that name.
    package mutating func inject(_ name: String, nth: Int, error: UInt32) -> Bool {
        guard let index = names.firstIndex(of: name) else { return false }
        injections[index, default: []].append(Injection(nth: nth, error: error))
        hasInjections = true
        return true
    }

    /// The error that the call about to be made is to fail with. The call counts as made.
    mutating func injectedFailure(_ index: Int) -> UInt32? {
        guard hasInjections, let found = injections[index]?.first(where: { $0.nth == counts[index].count + 1 }) else {
            return nil
        }
        counts[index].count += 1
        total &+= 1
        return found.error
    }

    /// The functions that were called, in the order of the table.
    package var made: [CallCount] { counts.filter { $0.count > 0 } }
}
