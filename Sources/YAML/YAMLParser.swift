internal import CYAML

/// Reads the events of a document with libyaml: small, linked into the static program, and without the run-time library
/// of Foundation, whose tables of characters alone were a quarter of it.
@safe
final class YAMLParser {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// - Parameter bytes: valid UTF-8 without a byte order mark.
    /// - Throws: `YAMLError` without memory for it.
    init(_ bytes: [UInt8]) throws(YAMLError) {
        // SAFETY: the parser keeps a pointer to its input; both live as long as this object, which alone knows them.
        unsafe input = .allocate(capacity: max(1, bytes.count))
        unsafe _ = input.initialize(from: bytes)
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        // What fails leaves nothing that would have to be given back but zeroes.
        guard unsafe yaml_parser_initialize(parser) == 1 else { throw Self.withoutMemory }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event. Behind the end of the stream, and behind an error, there is none.
    func next() throws(YAMLError) -> YAMLEvent {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw error }
        // SAFETY: what the event points to is its own until it is deleted; `read` copies all of it.
        defer { unsafe yaml_event_delete(&event) }
        return unsafe Self.read(event)
    }

    private static func read(_ event: yaml_event_t) -> YAMLEvent {
        var result = unsafe YAMLEvent(kind: .other, mark: mark(event.start_mark))
        switch unsafe event.type {
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            // SAFETY: the value has `length` bytes, zeroes among them.
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            result.kind = unsafe .scalar(
                String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
            result.anchor = unsafe text(scalar.anchor)
            result.tag = unsafe text(scalar.tag)
            if result.tag == YAML_STR_TAG { result.tag = nil }
        case YAML_ALIAS_EVENT: result.kind = unsafe .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SEQUENCE_START_EVENT:
            result.kind = .sequenceStart
            result.anchor = unsafe text(event.data.sequence_start.anchor)
            result.tag = unsafe text(event.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            result.kind = .mappingStart
            result.anchor = unsafe text(event.data.mapping_start.anchor)
            result.tag = unsafe text(event.data.mapping_start.tag)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: result.kind = .collectionEnd
        case YAML_DOCUMENT_START_EVENT: result.kind = .documentStart
        case YAML_STREAM_END_EVENT: result.kind = .streamEnd
        default: break
        }
        return result
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        // SAFETY: libyaml ends names of anchors and tags with a zero.
        unsafe pointer.map { unsafe String(cString: $0) }
    }

    private static func mark(_ mark: yaml_mark_t) -> YAMLMark {
        YAMLMark(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }

    private static let withoutMemory = YAMLError(mark: nil, message: "no memory to read it")

    /// What the parser says of the event that it could not make.
    private var error: YAMLError {
        let state = unsafe parser.pointee
        // SAFETY: both texts are constants of the library.
        let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "unknown error"
        let context = unsafe state.context.map { unsafe String(cString: $0) }
        switch unsafe state.error {
        case YAML_MEMORY_ERROR: return Self.withoutMemory
        case YAML_READER_ERROR:
            return unsafe YAMLError(mark: nil, message: "is not YAML: \(problem) at byte \(state.problem_offset)")
        default:
            let line = unsafe Self.mark(state.context_mark).line
            let opening = context.map { "\($0) (line \(line)): " } ?? ""
            return unsafe YAMLError(mark: Self.mark(state.problem_mark), message: "is not YAML: \(opening)\(problem)")
        }
    }
}
