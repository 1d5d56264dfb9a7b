internal import ArgumentParser

/// What the report files are called.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write the result object; - is standard output.", valueName: "file"))
    var json: String?

    @Option(help: ArgumentHelp("Write JUnit XML; - is standard output.", valueName: "file"))
    var junit: String?

    @Option(help: ArgumentHelp("Write a page for a browser; - is standard output.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write failures and findings in SARIF; - is standard output.", valueName: "file"))
    var sarif: String?

    func validate() throws { try check(outputs: [json, junit, html, sarif]) }

    /// - Throws: `ValidationError` when more than one is standard output.
    func check(outputs: [String?]) throws {
        if outputs.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("one output only can be standard output")
        }
    }

    /// The files that are to be written.
    var files: ReportFiles { ReportFiles(json: json, junit: junit, html: html, sarif: sarif) }
}
