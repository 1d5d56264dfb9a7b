import ARMMMU
import GuestAddress

/// Sparse physical memory: only the words that a test puts there exist.
struct TableMemory: WordMemory {
    var words: [UInt32: UInt32] = [:]

    func word(at address: PhysicalAddress) -> UInt32? { words[address.rawValue] }
}
