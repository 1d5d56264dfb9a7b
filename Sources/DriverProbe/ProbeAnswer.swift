internal import JSON

/// The other end of a `ProbePool`: a line for each request.
package enum ProbeAnswer {
    /// The answer to a request line.
    package static func answer(_ line: String) -> String {
        guard let request = ProbeRequest(line: line) else { return "null" }
        return JSONValue.array(DriverProbe(request).run().map(\.json)).serialized()
    }

    /// The reports of an answer; nil of what is none.
    static func reports(_ line: String) -> [ProbeReport]? {
        guard let json = try? JSONValue(parsing: line.utf8), let elements = json.elements else { return nil }
        let reports = elements.compactMap(ProbeReport.init(json:))
        return reports.count == elements.count && !reports.isEmpty ? reports : nil
    }
}
