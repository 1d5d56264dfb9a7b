import CEKernel
import GuestAddress

/// Which rule a call broke, and the rule in words.
struct RefusalReason {
    /// The stable name of the rule.
    let rule: String
    var values: [Refusal.Value] = []
    let text: String

    init(_ rule: String, _ text: String, _ values: KeyValuePairs<String, String> = [:]) {
        self.rule = rule
        self.text = text
        self.values = values.map { Refusal.Value($0.key, $0.value) }
    }
}

/// A word as an address.
func addressText(_ word: UInt32) -> String { "0x" + hexadecimal(word) }
