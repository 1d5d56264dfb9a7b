internal import JSON

extension ScenarioObservation.Refusal: RecordObject {
    static let blank = Self(
        call: "", process: "", place: "", arguments: "", error: "", rule: "", values: .object([]), text: "", count: 0)
    static let fields: [RecordField<Self>] = [
        .needed("call", \.call), .standard("process", \.process), .standard("place", \.place),
        .standard("arguments", \.arguments), .standard("error", \.error), .needed("rule", \.rule),
        .standard("values", \.values), .needed("text", \.text), .standard("count", \.count),
    ]
}
