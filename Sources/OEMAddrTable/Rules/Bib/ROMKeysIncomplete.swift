internal import Diagnostics

/// CE0414: ROMSTART, ROMSIZE and ROMWIDTH that are not together.
struct ROMKeysIncomplete: MapRule {
    static let about = RuleDocumentation(
        id: "CE0414", severity: .error,
        title: "ROMSTART, ROMSIZE and ROMWIDTH are not complete",
        explanation: """
            romimage makes a flat .nb0 image when all three are given. ROMSIZE without ROMWIDTH, or ROMWIDTH without ROMSIZE, is \
            refused; ROMWIDTH is decimal, 16 or 32.
            """,
        source: "Windows Embedded CE documentation on the CONFIG section of config.bib; the refusal: observed.",
        badExample: [
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0C000000  RAM
            CONFIG
                ROMSTART=80000000
                ROMSIZE=04000000
            """
        ],
        goodExample: [
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0C000000  RAM
            CONFIG
                ROMSTART=80000000
                ROMSIZE=04000000
                ROMWIDTH=32
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let (size, width) = (subject.setting("ROMSIZE"), subject.setting("ROMWIDTH"))
        if let size, width == nil {
            emit(
                finding(
                    at: size.location, "ROMSIZE without ROMWIDTH", hint: "add ROMWIDTH=32",
                    fix: .line("    ROMWIDTH=32", behind: size.location)))
        } else if let width, size == nil {
            emit(finding(at: width.location, "ROMWIDTH without ROMSIZE", hint: "add ROMSTART and ROMSIZE"))
        } else if let size, subject.setting("ROMSTART") == nil {
            emit(finding(at: size.location, "ROMSIZE without ROMSTART", severity: .warning, hint: "add ROMSTART"))
        }
        if let width, width.decimalValue.map({ ![8, 16, 32].contains($0) }) ?? true {
            emit(finding(at: width.location, "ROMWIDTH is \(width.value), not 16 or 32"))
        }
    }
}
