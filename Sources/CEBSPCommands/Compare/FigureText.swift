internal import MachineTerms

/// How figures of runs are written.
enum FigureText {
    static func name(_ figure: RunFigure) -> String {
        switch figure {
        case .pages: "pages"
        case .tableWords: "table words"
        case .invalidations: "invalidations"
        case .calls: "calls"
        case .leaks: "leaks"
        case .virtualTime: "virtual time"
        case .hostTime: "host time"
        }
    }

    /// `12,345`, `1.234 ms`.
    static func value(_ value: UInt64, _ figure: RunFigure) -> String {
        guard figure.isTime else { return grouped(value) }
        // Microseconds, so that what is told is not finer than what a host's clock says.
        let microseconds = value / 1_000 + (value % 1_000 >= 500 ? 1 : 0)
        let rest = String(microseconds % 1_000)
        return "\(grouped(microseconds / 1_000)).\(String(repeating: "0", count: 3 - rest.count))\(rest) ms"
    }

    /// `5%`, `0.25%`.
    static func share(_ hundredths: UInt64) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100)" + (rest == 0 ? "" : ".\(rest / 10)\(rest % 10 == 0 ? "" : "\(rest % 10)")") + "%"
    }

    /// `+0.9 %`, with one digit behind the point; nil of what was nothing.
    static func change(_ before: UInt64, _ after: UInt64) -> String? {
        guard before > 0 else { return nil }
        let tenths = (Double(after >= before ? after - before : before - after) / Double(before) * 1_000).rounded()
        guard tenths < 1e15 else { return nil }
        let number = UInt64(tenths)
        return "\(after >= before ? "+" : "-")\(grouped(number / 10)).\(number % 10) %"
    }

    private static func grouped(_ value: UInt64) -> String {
        var text = ""
        for (index, digit) in String(value).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
