internal import MachineTerms

/// The keys of a budget file.
enum BudgetSchema {
    static let version = SchemaKey("version", .integer(1...1), required: true, "The version of the file format: 1.")
    static let gone = SchemaKey(
        "gone", .choice(["fail", "allow"]),
        "What a scenario is that the earlier run has and the later one lacks or skips: past the budget, as without "
            + "this key, or allowed.")
    static let limits = SchemaKey(
        "limits", .list(.mapping(limit)), required: true, "What scenarios may use; every limit holds that names one.")

    static let scenarios = SchemaKey(
        "scenarios", .oneOrMore(.text),
        "Patterns of the names or files of the scenarios that it is for; all without this key.")
    static let growth = SchemaKey(
        "growth",
        .mapping(SchemaMapping("a growth", figures { .either([form($0), .share], expected: growthForm($0)) })),
        "How much more than the earlier run: a number, or a share as in 5%.")
    static let most = SchemaKey(
        "most", .mapping(SchemaMapping("a limit's figures", figures(form))),
        "How much at most, whatever the earlier run used.")
    static let limit = SchemaMapping("a limit", [scenarios, growth, most])

    static let root = SchemaMapping("a budget", [version, gone, limits])

    private static func figures(_ shape: (RunFigure) -> Shape) -> [SchemaKey] {
        RunFigure.allCases.map { SchemaKey($0.rawValue, shape($0), summary($0)) }
    }

    private static func form(_ figure: RunFigure) -> Shape { figure.isTime ? .duration : .count }

    private static func growthForm(_ figure: RunFigure) -> String { "\(form(figure).expected), or a share (5%)" }

    private static func summary(_ figure: RunFigure) -> String {
        switch figure {
        case .pages: "Pages of the kernel's pool, when most were taken."
        case .tableWords: "Page-table words that mappings wrote and cleared."
        case .invalidations: "Invalidations of the whole TLB."
        case .calls: "Kernel calls."
        case .leaks: "Reservations, mappings and handles that nobody freed."
        case .virtualTime: "The guest's time; the same on every machine."
        case .hostTime: "The host's time, which other work on the host makes longer."
        }
    }
}
