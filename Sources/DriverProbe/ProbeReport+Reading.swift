package import JSON

extension ProbeReport {
    /// A report as `json` gives it; nil for what is none.
    package init?(json: JSONValue) {
        guard let file = json["file"]?.text, let status = json["status"]?.text.flatMap(Status.init(rawValue:)) else {
            return nil
        }
        self.init(file: file, status: status, reason: json["reason"]?.text)
        machine = json["machine"]?.text
        prefix = json["prefix"]?.text
        device = json["device"]?.text
        entries = list(json["entries"]) {
            Entry(
                name: $0["name"]?.text ?? "", arguments: $0["arguments"]?.text ?? "",
                outcome: $0["outcome"]?.text ?? "", succeeded: UInt32(clamping: $0["succeeded"]?.int ?? 0))
        }
        queries = list(json["registry"]) {
            Query(key: $0["key"]?.text ?? "", name: $0["name"]?.text, isFound: $0["found"] == .bool(true))
        }
        mappings = list(json["mappings"]) {
            Mapping(
                base: $0["base"]?.text ?? "", size: UInt64(clamping: $0["size"]?.int ?? 0), by: $0["by"]?.text ?? "",
                place: $0["place"]?.text ?? "", isKnown: $0["known"] == .bool(true))
        }
        codes = list(json["codes"]) {
            Code(
                code: UInt32(($0["code"]?.text ?? "0x0").dropFirst(2), radix: 16) ?? 0,
                source: $0["source"]?.text ?? "", isAnswered: $0["answered"] == .bool(true),
                error: $0["error"]?.int.map { UInt32(clamping: $0) })
        }
        missing = json["missing"]?.elements?.compactMap(\.text) ?? []
        missingCalls = list(json["missingCalls"]) {
            MissingCall(
                function: $0["function"]?.text ?? "", count: UInt32(clamping: $0["count"]?.int ?? 0),
                callers: $0["callers"]?.elements?.compactMap(\.text) ?? [])
        }
        faults = json["faults"]?.elements?.compactMap(\.text) ?? []
        findings = list(json["findings"]) {
            Finding(
                id: $0["id"]?.text ?? "", severity: $0["severity"]?.text ?? "", place: $0["place"]?.text ?? "",
                message: $0["message"]?.text ?? "", during: $0["during"]?.text ?? "")
        }
        output = json["output"]?.elements?.compactMap(\.text) ?? []
    }

    private func list<Element>(_ value: JSONValue?, _ read: (JSONValue) -> Element) -> [Element] {
        value?.elements?.map(read) ?? []
    }
}
