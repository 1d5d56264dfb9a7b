/// The magnitude of a floating-point number in decimal: 0.d₁d₂d₃… × 10^exponent. No digits mean zero.
struct DecimalDigits: Hashable {
    private(set) var digits: [UInt8]
    private(set) var exponent: Int

    /// What the runtime keeps of a double before it rounds to what the format asks for.
    static let significant = 17

    /// The digits of a finite number, exactly, then rounded to 17.
    init(_ value: Double) {
        digits = []
        exponent = 0
        guard value != 0, value.isFinite else { return }
        let isNormal = value.exponentBitPattern != 0
        let significand = value.significandBitPattern | (isNormal ? 1 << 52 : 0)
        let power = Int(isNormal ? value.exponentBitPattern : 1) - 1075
        var number = BigDecimal(significand)
        // m × 2^−k is m × 5^k × 10^−k.
        number.multiply(by: power < 0 ? 5 : 2, times: abs(power))
        digits = number.digits
        exponent = digits.count - (power < 0 ? -power : 0)
        round(to: Self.significant)
    }

    /// Keeps `count` digits, a half rounded away from zero, and drops zeros at the end.
    mutating func round(to count: Int) {
        if count < digits.count {
            let roundsUp = count >= 0 && digits[count] >= 5
            digits.removeLast(digits.count - max(count, 0))
            if roundsUp { increment() }
        }
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { exponent = 0 }
    }

    private mutating func increment() {
        var index = digits.count - 1
        while index >= 0 {
            if digits[index] < 9 {
                digits[index] += 1
                return
            }
            digits[index] = 0
            index -= 1
        }
        digits.insert(1, at: 0)
        exponent += 1
    }

    /// The digit at a position counted from the first, 0 outside.
    subscript(index: Int) -> UInt8 { digits.indices.contains(index) ? digits[index] : 0 }
}

/// A large whole number in limbs of nine decimal digits, least significant first.
private struct BigDecimal {
    private var limbs: [UInt64]
    private static let base: UInt64 = 1_000_000_000

    init(_ value: UInt64) {
        limbs = [value % Self.base, value / Self.base % Self.base, value / Self.base / Self.base]
    }

    mutating func multiply(by factor: UInt64, times: Int) {
        // Twelve at a time: 5^12 and a limb fit 64 bits.
        var left = times
        while left > 0 {
            let count = min(left, 12)
            multiply(by: (0..<count).reduce(1) { power, _ in power * factor })
            left -= count
        }
    }

    private mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = limbs[index] * factor + carry
            limbs[index] = product % Self.base
            carry = product / Self.base
        }
        if carry > 0 { limbs.append(carry) }
    }

    /// Without zeros in front.
    var digits: [UInt8] {
        var result: [UInt8] = []
        for limb in limbs.reversed() {
            var divisor = Self.base / 10
            while divisor > 0 {
                result.append(UInt8(limb / divisor % 10))
                divisor /= 10
            }
        }
        return Array(result.drop { $0 == 0 })
    }
}
