import Glibc

extension HostFunction {
    /// In the order in which arithmetic.exe calls them.
    static let list: [HostFunction] = [
        arithmetic, mathematics, narrowing, singlePrecision, comparisons, conversions, divisions,
    ].flatMap { $0 }

    private static let arithmetic: [HostFunction] = [
        doubles("__addd", +), doubles("__subd", -), doubles("__muld", *), doubles("__divd", /), doubles("pow", pow),
        doubles("fmod", fmod), doubles("atan2", atan2), doubles("_hypot", hypot), doubles("_copysign", copysign),
        doubles("_nextafter", nextafter), double("__negd") { -$0 },
    ]

    private static let mathematics: [HostFunction] = [
        double("sin", sin), double("cos", cos), double("tan", tan), double("asin", asin), double("acos", acos),
        double("atan", atan), double("sinh", sinh), double("cosh", cosh), double("tanh", tanh), double("exp", exp),
        double("log", log), double("log10", log10), double("sqrt") { $0.squareRoot() },
        double("_fsqrt") { $0.squareRoot() }, double("fabs", fabs), double("floor", floor), double("ceil", ceil),
        double("_frnd", rint), double("_chgsign") { -$0 }, double("_logb", logb), double("_j0", j0),
        double("_j1", j1), double("_y0", y0), double("_y1", y1), scaled("ldexp", scalbn), scaled("_scalb", scalbn),
    ]

    private static let narrowing = [
        HostFunction(name: "__dtos") { numbers, round in
            let a = numbers.double(round)
            return GuestLine("__dtos", Float(a), of: "\(a)")
        }
    ]

    private static let singlePrecision: [HostFunction] = [
        singles("__adds", +), singles("__subs", -), singles("__muls", *), singles("__divs", /),
        singles("fmodf", fmodf), single("__negs") { -$0 }, single("ceilf", ceilf), single("floorf", floorf),
        single("fabsf", fabsf), single("sqrtf") { $0.squareRoot() },
        HostFunction(name: "__stod") { numbers, round in
            let a = numbers.single(round)
            return GuestLine("__stod", Double(a), of: "\(a)")
        },
    ]

    private static let comparisons: [HostFunction] = [
        compare("__eqd") { $0 == $1 }, compare("__ned") { $0 != $1 }, compare("__ltd") { $0 < $1 },
        compare("__led") { $0 <= $1 }, compare("__gtd") { $0 > $1 },
        compare("__ged") { $0 >= $1 }, compare("_isunordered") { $0.isNaN || $1.isNaN },
        compareSingles("__eqs") { $0 == $1 },
        compareSingles("__nes") { $0 != $1 }, compareSingles("__lts") { $0 < $1 }, compareSingles("__les") { $0 <= $1 },
        compareSingles("__gts") { $0 > $1 }, compareSingles("__ges") { $0 >= $1 },
        compareSingles("_isunorderedf") { $0.isNaN || $1.isNaN },
    ]

    private static let conversions: [HostFunction] = [
        bits("__dtoi") { UInt64(word($0)) }, bits("__dtou") { UInt64(unsignedWord($0)) },
        bits("_finite") { $0.isFinite ? 1 : 0 }, bits("_isnan") { $0.isNaN ? 1 : 0 }, bits("_fpclass", floatClass),
        bitsOfSingle("__stoi") { UInt64(word(Double($0))) },
        bitsOfSingle("__stou") { UInt64(unsignedWord(Double($0))) },
        bitsOfSingle("_isnanf") { $0.isNaN ? 1 : 0 }, bits("__dtoi64", long), bits("__dtou64", unsignedLong),
        bitsOfSingle("__stoi64") { long(Double($0)) }, bitsOfSingle("__stou64") { unsignedLong(Double($0)) },
        ofWord("__itod") { Double($0) }, ofWord("__utod") { Double(UInt32(bitPattern: $0)) },
        singleOfWord("__itos") { Float($0) }, singleOfWord("__utos") { Float(UInt32(bitPattern: $0)) },
        ofLong("__i64tod") { Double($0) }, ofLong("__u64tod") { Double(UInt64(bitPattern: $0)) },
        singleOfLong("__i64tos") { Float($0) }, singleOfLong("__u64tos") { Float(UInt64(bitPattern: $0)) },
    ]

    private static let divisions: [HostFunction] = [
        pair("__rt_sdiv10", takesDivisor: false) { _, a in (UInt32(bitPattern: a / 10), UInt32(bitPattern: a % 10)) },
        pair("__rt_udiv10", takesDivisor: false) { _, a in
            (UInt32(bitPattern: a) / 10, UInt32(bitPattern: a) % 10)
        },
        pair("__rt_sdiv", takesDivisor: true) { by, a in (UInt32(bitPattern: a / by), UInt32(bitPattern: a % by)) },
        pair("__rt_udiv", takesDivisor: true) { by, a in
            (UInt32(bitPattern: a) / UInt32(bitPattern: by), UInt32(bitPattern: a) % UInt32(bitPattern: by))
        },
        longs("__rt_sdiv64by64") { UInt64(bitPattern: $0 / $1) },
        longs("__rt_srem64by64") { UInt64(bitPattern: $0 % $1) },
        longs("__rt_udiv64by64") { UInt64(bitPattern: $0) / UInt64(bitPattern: $1) },
        longs("__rt_urem64by64") { UInt64(bitPattern: $0) % UInt64(bitPattern: $1) },
        shift("__rt_srsh") { UInt64(bitPattern: $0 >> $1) },
        shift("__rt_ursh") { UInt64(bitPattern: $0) >> UInt64($1) },
    ]

    // MARK: What the machine says where C leaves it open

    private static func word(_ value: Double) -> UInt32 {
        value.isNaN
            ? 0 : value >= 0x1p31 ? 0x7FFF_FFFF : value <= -0x1p31 ? 0x8000_0000 : UInt32(bitPattern: Int32(value))
    }

    private static func unsignedWord(_ value: Double) -> UInt32 {
        value < 0 ? word(value) : value.isNaN ? 0 : value >= 0x1p32 ? .max : UInt32(value)
    }

    private static func long(_ value: Double) -> UInt64 {
        value.isNaN
            ? 0
            : value >= 0x1p63
                ? 0x7FFF_FFFF_FFFF_FFFF : value <= -0x1p63 ? 0x8000_0000_0000_0000 : UInt64(bitPattern: Int64(value))
    }

    private static func unsignedLong(_ value: Double) -> UInt64 {
        value < 0 ? long(value) : value.isNaN ? 0 : value >= 0x1p64 ? .max : UInt64(value)
    }

    /// The numbers of float.h.
    private static func floatClass(_ value: Double) -> UInt64 {
        if value.isNaN { return value.bitPattern & 1 << 51 == 0 ? 1 : 2 }
        let isNegative = value.bitPattern >> 63 == 1
        if value.isInfinite { return isNegative ? 4 : 0x200 }
        if value == 0 { return isNegative ? 0x20 : 0x40 }
        if value.isSubnormal { return isNegative ? 0x10 : 0x80 }
        return isNegative ? 8 : 0x100
    }

    // MARK: Whole numbers

    /// Quotient in the lower half, remainder in the upper one.
    private static func pair(
        _ name: String, takesDivisor: Bool, _ body: @escaping @Sendable (Int32, Int32) -> (UInt32, UInt32)
    ) -> HostFunction {
        HostFunction(name: name) { numbers, _ in
            let divisor = takesDivisor ? numbers.word() | 1 : 10
            let dividend = numbers.word()
            let (quotient, remainder) = body(divisor, dividend)
            return GuestLine(name, UInt64(remainder) << 32 | UInt64(quotient), of: "\(dividend), \(divisor)")
        }
    }

    private static func longs(_ name: String, _ body: @escaping @Sendable (Int64, Int64) -> UInt64) -> HostFunction {
        HostFunction(name: name) { numbers, _ in
            let (a, b) = (numbers.long(), numbers.long() | 1)
            return GuestLine(name, body(a, b), of: "\(a), \(b)")
        }
    }

    private static func shift(_ name: String, _ body: @escaping @Sendable (Int64, Int64) -> UInt64) -> HostFunction {
        HostFunction(name: name) { numbers, _ in
            let (a, b) = (numbers.long(), Int64(numbers.word() & 63))
            return GuestLine(name, body(a, b), of: "\(a), \(b)")
        }
    }
}
