/// How figures print: three digits that count, aligned by the caller.
enum Units {
    /// `12.3 µs`.
    static func seconds(_ value: Double) -> String {
        for (unit, factor) in [("s ", 1.0), ("ms", 1e3), ("µs", 1e6)] where value * factor >= 1 {
            return significant(value * factor) + " " + unit
        }
        return significant(value * 1e9) + " ns"
    }

    /// A power of ten of a second, for an axis: `100 µs`.
    static func powerOfTen(_ value: Double) -> String {
        for (unit, factor) in [("s", 1.0), ("ms", 1e3), ("µs", 1e6)] where value * factor > 0.5 {
            return "\(Int64((value * factor).rounded())) \(unit)"
        }
        return "\(Int64((value * 1e9).rounded())) ns"
    }

    /// Three significant digits, more before the point when it takes them.
    static func significant(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        let size = value.magnitude
        if size >= 1000, size < 9e15 { return grouped(Int64(value.rounded())) }
        return decimal(value, places: size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size == 0 ? 2 : 4)
    }

    /// A number with a fixed number of places.
    static func decimal(_ value: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        guard value.isFinite, value.magnitude * scale < 9e15 else { return "\(value)" }
        let scaled = Int64((value * scale).rounded())
        let digits = String(scaled.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let sign = scaled < 0 ? "-" : ""
        return places == 0 ? sign + padded : sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// `12,345`.
    static func grouped(_ value: Int64) -> String {
        var text = ""
        for (index, digit) in String(value.magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + String(text.reversed())
    }

    /// `32 MB`, `1 GB`; a dash for what has no size.
    static func size(_ bytes: UInt64) -> String {
        switch bytes {
        case 0: "-"
        case _ where bytes % (1 << 30) == 0: "\(bytes >> 30) GB"
        case _ where bytes % (1 << 20) == 0: "\(bytes >> 20) MB"
        case _ where bytes % (1 << 10) == 0: "\(bytes >> 10) KB"
        default: "\(bytes) B"
        }
    }
}

extension String {
    func padded(to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: Swift.max(0, width - count))
        return right ? blanks + self : self + blanks
    }
}
