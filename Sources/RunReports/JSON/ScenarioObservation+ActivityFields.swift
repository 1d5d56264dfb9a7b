extension ScenarioObservation.Thread: RecordObject {
    static let blank = Self()
    static let fields: [RecordField<Self>] = [
        .needed("name", \.name), .needed("process", \.process), .needed("id", \.id),
        .standard("priority", \.priority), .nanoseconds("seconds", \.time), .standard("switches", \.switches),
        .standard("interrupts", \.interrupts), .nanoseconds("latencyLeast", \.latencyLeast),
        .nanoseconds("latencyMedian", \.latencyMedian), .nanoseconds("latencyMost", \.latencyMost),
        .optional("state", \.state, isWritten: false),
        .optional("call", \.call, isWritten: false), .someList("waitsFor", \.waitsFor),
        .optionalNanoseconds("since", \.since), .optionalNanoseconds("until", \.until),
        .someList("wakers", \.wakers), .someList("backtrace", \.backtrace), .someList("hotPlaces", \.hotPlaces),
    ]
}

extension ScenarioObservation.Lane: RecordObject {
    static let blank = Self()
    static let fields: [RecordField<Self>] = [
        .needed("kind", \.kind), .needed("name", \.name), .standard("count", \.count),
        .nanoseconds("seconds", \.total), .nanoseconds("first", \.first), .nanoseconds("last", \.last),
        .list("spans", \.spans),
    ]
}

extension ScenarioObservation.Picture: RecordObject {
    static let blank = Self()
    static let fields: [RecordField<Self>] = [
        .needed("device", \.device), .needed("width", \.width), .needed("height", \.height), .needed("png", \.png),
    ]
}

extension ScenarioObservation.Lane.Span: RecordObject {
    static let blank = Self(start: 0, end: 0)
    static let fields: [RecordField<Self>] = [.nanoseconds("start", \.start), .nanoseconds("end", \.end)]
}

extension ScenarioObservation.Switch: RecordObject {
    static let blank = Self(number: 0, at: 0, place: "")
    static let fields: [RecordField<Self>] = [
        .needed("number", \.number), .nanoseconds("at", \.at), .standard("place", \.place),
    ]
}

extension ScenarioObservation.Stack: RecordObject {
    static let blank = Self()
    static let fields: [RecordField<Self>] = [
        .needed("thread", \.thread), .standard("process", \.process), .standard("name", \.name),
        .standard("kind", \.kind), .standard("size", \.size), .standard("used", \.used),
    ]
}
