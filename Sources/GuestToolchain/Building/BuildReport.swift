package import Diagnostics
internal import HostSystem

/// What a build has to say.
package struct BuildReport: Sendable {
    /// What the tools wrote, warnings for the most part.
    package var messages = ""
    /// The files that were written, the image first.
    package var files: [String] = []
    /// Exports that nobody asked for and the names of functions suggest.
    package var likelyExports: [String] = []

    package init() {}
}

/// Why an image was not made: what is wrong with what was given, or what a tool said.
package enum BuildFailure: Error, Sendable {
    case input(InputErrors)
    /// The tool's own text, which has places in it.
    case tool(text: String)
    /// A tool that crashed, or was killed.
    case crash(tool: String, how: String, text: String)

    init(_ error: InputError) { self = .input(InputErrors(error)) }

    init(_ failure: ToolFailure) {
        if case .signalled? = failure.termination {
            let how = failure.termination?.description ?? ""
            self = .crash(tool: failure.tool, how: how, text: failure.output)
        } else {
            self = .tool(text: failure.output)
        }
    }
}
