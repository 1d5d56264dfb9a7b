/// Commands that CI systems read in the log of a job, made harmless in text of others: GitHub's `::name::` at the start
/// of a line, and `##vso[`, `##[` and `##teamcity[` of Azure Pipelines, GitHub's older form and TeamCity, which count
/// anywhere in a line.
///
/// Indentation is no help: GitHub's runner trims lines before it looks
/// (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
package enum LogCommands {
    /// How a character is written so that it means the same and is no command.
    package enum Format: Sendable {
        /// For people: a space is put between the two marks.
        case text
        case json
        /// XML, HTML and SVG.
        case markup
    }

    /// The text without commands.
    package static func defused(_ text: String, as format: Format) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var isAtStart = true
        var isAfterFirstColon = false
        for byte in text.utf8 {
            let isSecond =
                byte == UInt8(ascii: "#") ? result.last == byte : byte == UInt8(ascii: ":") && isAfterFirstColon
            isAfterFirstColon = byte == UInt8(ascii: ":") && isAtStart
            // Wide characters count as space here: there are white ones among them, and a space more harms nobody.
            isAtStart = byte == 0x0A || (isAtStart && (byte <= 0x20 || byte >= 0x80))
            if isSecond { result.append(contentsOf: second(byte, format).utf8) } else { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The second of two equal marks.
    private static func second(_ byte: UInt8, _ format: Format) -> String {
        let isHash = byte == UInt8(ascii: "#")
        return switch format {
        case .text: isHash ? " #" : " :"
        case .json: isHash ? "\\u0023" : "\\u003a"
        case .markup: isHash ? "&#35;" : "&#58;"
        }
    }
}
