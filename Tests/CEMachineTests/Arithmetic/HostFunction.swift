/// An arithmetic function of coredll as the host computes it.
struct HostFunction: Sendable {
    let name: String
    /// Takes its arguments from the numbers, in a round, and gives the guest's line.
    let line: @Sendable (inout GuestNumbers, Int) -> GuestLine

    static func doubles(_ name: String, _ body: @escaping @Sendable (Double, Double) -> Double) -> HostFunction {
        HostFunction(name: name) { numbers, round in
            let (a, b) = (numbers.double(round), numbers.double(round))
            return GuestLine(name, body(a, b), of: "\(a), \(b)")
        }
    }

    static func double(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> HostFunction {
        HostFunction(name: name) { numbers, round in
            let a = numbers.double(round)
            return GuestLine(name, body(a), of: "\(a)")
        }
    }

    static func scaled(_ name: String, _ body: @escaping @Sendable (Double, Int) -> Double) -> HostFunction {
        HostFunction(name: name) { numbers, round in
            let (a, b) = (numbers.double(round), Int(numbers.word() % 100))
            return GuestLine(name, body(a, b), of: "\(a), \(b)")
        }
    }

    static func singles(_ name: String, _ body: @escaping @Sendable (Float, Float) -> Float) -> HostFunction {
        HostFunction(name: name) { numbers, round in
            let (a, b) = (numbers.single(round), numbers.single(round))
            return GuestLine(name, body(a, b), of: "\(a), \(b)")
        }
    }

    static func single(_ name: String, _ body: @escaping @Sendable (Float) -> Float) -> HostFunction {
        HostFunction(name: name) { numbers, round in
            let a = numbers.single(round)
            return GuestLine(name, body(a), of: "\(a)")
        }
    }

    static func compare(_ name: String, _ body: @escaping @Sendable (Double, Double) -> Bool) -> HostFunction {
        HostFunction(name: name) { numbers, round in
            let (a, b) = (numbers.double(round), numbers.double(round))
            return GuestLine(name, UInt64(body(a, b) ? 1 : 0), of: "\(a), \(b)")
        }
    }

    static func compareSingles(_ name: String, _ body: @escaping @Sendable (Float, Float) -> Bool) -> HostFunction {
        HostFunction(name: name) { numbers, round in
            let (a, b) = (numbers.single(round), numbers.single(round))
            return GuestLine(name, UInt64(body(a, b) ? 1 : 0), of: "\(a), \(b)")
        }
    }

    /// Bits of a double.
    static func bits(_ name: String, _ body: @escaping @Sendable (Double) -> UInt64) -> HostFunction {
        HostFunction(name: name) { numbers, round in
            let a = numbers.double(round)
            return GuestLine(name, body(a), of: "\(a)")
        }
    }

    static func bitsOfSingle(_ name: String, _ body: @escaping @Sendable (Float) -> UInt64) -> HostFunction {
        HostFunction(name: name) { numbers, round in
            let a = numbers.single(round)
            return GuestLine(name, body(a), of: "\(a)")
        }
    }

    /// A double or a float of a whole number of 32 bits.
    static func ofWord(_ name: String, _ body: @escaping @Sendable (Int32) -> Double) -> HostFunction {
        HostFunction(name: name) { numbers, _ in
            let a = numbers.word()
            return GuestLine(name, body(a), of: "\(a)")
        }
    }

    static func singleOfWord(_ name: String, _ body: @escaping @Sendable (Int32) -> Float) -> HostFunction {
        HostFunction(name: name) { numbers, _ in
            let a = numbers.word()
            return GuestLine(name, body(a), of: "\(a)")
        }
    }

    static func ofLong(_ name: String, _ body: @escaping @Sendable (Int64) -> Double) -> HostFunction {
        HostFunction(name: name) { numbers, _ in
            let a = numbers.long()
            return GuestLine(name, body(a), of: "\(a)")
        }
    }

    static func singleOfLong(_ name: String, _ body: @escaping @Sendable (Int64) -> Float) -> HostFunction {
        HostFunction(name: name) { numbers, _ in
            let a = numbers.long()
            return GuestLine(name, body(a), of: "\(a)")
        }
    }
}
