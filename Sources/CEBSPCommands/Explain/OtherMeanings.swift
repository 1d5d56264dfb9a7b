internal import GuestAddress

/// What a number or a word means besides error codes and statuses: results of waits, HRESULTs, control codes, exit
/// statuses and the words of reports.
struct OtherMeanings {
    private(set) var texts: [String] = []

    /// - Parameters:
    ///   - name: as it was typed.
    ///   - number: what it is as a number, or nil.
    init(of name: String, _ number: UInt32?) {
        for meaning in Self.all
        where meaning.name.lowercased() == name.lowercased() || number != nil && meaning.value == number {
            texts.append("\(meaning.title)\n\n\(Explanation.wrapped(meaning.explanation))\n")
        }
        guard let number else { return }
        if let text = Self.result(number) { texts.append(text) }
        if let code = ControlCode(number) { texts.append(code.text) }
    }

    /// An HRESULT that stands for an error code (HRESULT_FROM_WIN32).
    private static func result(_ number: UInt32) -> String? {
        guard number >> 16 == 0x8007 else { return nil }
        let known = ErrorCode(named: "\(number & 0xFFFF)")
        let error = known.map { "\($0.name) (\($0.code)): \($0.explanation)" } ?? "error \(number & 0xFFFF)"
        return "HRESULT 0x\(hexadecimal(number))\n\n\(Explanation.wrapped("It stands for \(error)"))\n"
    }

    private struct Meaning {
        let value: UInt32?
        let name: String
        let explanation: String
        var title: String { value.map { $0 < 0x1_0000 ? "\(name) (\($0))" : "\(name) (0x\(hexadecimal($0)))" } ?? name }
    }

    private static let all = (results + statuses + words).map { Meaning(value: $0.0, name: $0.1, explanation: $0.2) }

    private static let results: [(UInt32?, String, String)] = [
        (
            0x80, "WAIT_ABANDONED",
            "The thread that had the mutex ended without ReleaseMutex; the waiting thread has it now."
        ),
        (0x103, "STILL_ACTIVE", "The exit code of a process or thread that runs."),
        (.max, "WAIT_FAILED", "The wait could not be made; GetLastError says why."),
        (.max, "INVALID_HANDLE_VALUE", "No handle: CreateFile, FindFirstFile and their like have failed."),
        (.max, "INFINITE", "As a time: a wait without end."),
        (0x8000_4001, "E_NOTIMPL", "An HRESULT: the function is there and does nothing."),
        (0x8000_4002, "E_NOINTERFACE", "An HRESULT: the object has no such interface."),
        (0x8000_4003, "E_POINTER", "An HRESULT: a pointer is none."),
        (0x8000_4005, "E_FAIL", "An HRESULT: a failure without a reason."),
        (0x8000_FFFF, "E_UNEXPECTED", "An HRESULT: something happened that should not."),
        (
            0x8007_0005, "E_ACCESSDENIED",
            "An HRESULT: CeOpenCallerBuffer and its like give it for memory the caller may not touch."
        ),
        (0x8007_000E, "E_OUTOFMEMORY", "An HRESULT: no memory is left for a copy or an alias."),
        (
            0x8007_0057, "E_INVALIDARG",
            "An HRESULT: CeOpenCallerBuffer and its like give it for a NULL pointer, a size of 0 or a descriptor that is none."
        ),
    ]

    private static let statuses: [(UInt32?, String, String)] = [
        (1, "cebsp's exit status", "A scenario did not meet its expectations, or a check found errors."),
        (2, "cebsp's exit status", "The selection fits none of the scenarios."),
        (64, "cebsp's exit status", "The arguments make no sense: an unknown option, format or name."),
        (65, "cebsp's exit status", "An input cannot be read as what it should be."),
        (66, "cebsp's exit status", "An input is not there, or an output cannot be written."),
        (70, "cebsp's exit status", "A defect in the program itself."),
    ]

    private static let words: [(UInt32?, String, String)] = [
        (nil, "passed", "The scenario did all that it expects."),
        (nil, "failed", "An expectation of the scenario was not met; the lines below it say which."),
        (nil, "error", "The scenario could not be run: a file is missing or wrong, or the machine itself failed."),
        (nil, "timeout", "The virtual time of the scenario, or the host's, was over while guests still ran."),
        (nil, "deadlock", "Every thread waited for something that could not happen any more."),
        (nil, "crash", "A process ended by an exception that nobody handled, or the kernel stopped."),
        (nil, "survived", "--inject-each, --kill-each: no fault, no hang, and nothing was left behind."),
        (
            nil, "leaked",
            "--inject-each, --kill-each: memory, mappings or handles were left that are not without the failure."
        ),
        (nil, "hung", "--inject-each, --kill-each: the run reached its timeout or a deadlock."),
        (nil, "crashed", "--inject-each, --kill-each: an exception that does not come without the failure."),
    ]
}
