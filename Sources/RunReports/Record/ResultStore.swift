package import HostSystem
internal import JSON

/// The results of a run in full, beside the memory of the program: a guest may write megabytes, and a run may have
/// thousands of scenarios. What a summary needs stays in the results that the store gives back.
package final class ResultStore {
    /// Where a result lies.
    struct Place: Hashable, Sendable {
        var offset: Int
        var count: Int
    }

    /// Bytes that are kept in memory before they go to a file.
    private static let memoryLimit = 16 << 20

    private var file: ScratchFile?
    /// What was added since the file was written.
    private var recent: [UInt8] = []

    package init() {}

    /// Takes a result into the store.
    /// - Parameters:
    ///   - result: what is kept.
    ///   - line: the text of a JSON object that it was read from, or nil.
    /// - Returns: the result without what a summary does not need.
    /// - Throws: `FileError` when the disk takes no more.
    package func add(_ result: ScenarioResult, written line: String?) throws(FileError) -> ScenarioResult {
        guard result.observation != .init() else { return result }
        let bytes = Array((line ?? result.json.serialized()).utf8)
        var summary = result
        summary.observation = .init()
        summary.place = Place(offset: (file?.count ?? 0) + recent.count, count: bytes.count)
        recent += bytes
        if recent.count > Self.memoryLimit { try spill() }
        return summary
    }

    private func spill() throws(FileError) {
        if file == nil { file = try ScratchFile() }
        try file?.append(recent)
        recent = []
    }

    /// The result in full.
    /// - Throws: `FileError` when it cannot be read back.
    package func whole(_ summary: ScenarioResult) throws(FileError) -> ScenarioResult {
        guard let place = summary.place else { return summary }
        let written = file?.count ?? 0
        let bytes: [UInt8]
        if let file, place.offset < written {
            bytes = try file.read(at: place.offset, count: place.count)
        } else {
            bytes = Array(recent[(place.offset - written)..<(place.offset - written + place.count)])
        }
        guard let json = try? JSONValue(parsing: bytes), let result = ScenarioResult(json: json) else {
            throw FileError(path: "the kept results", reason: .system("not what was written"))
        }
        return result
    }
}
