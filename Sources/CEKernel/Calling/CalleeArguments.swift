import ARMMMU
import CEMemory
import GuestAddress
import Unicorn

/// The arguments of a call into the guest: the first four go to registers, the rest to the stack.
struct CalleeArguments: ExpressibleByArrayLiteral {
    /// More than any function that the kernel calls has.
    static let capacity = 8

    private(set) var words = [8 of UInt32](repeating: 0)
    private(set) var count = 0

    @inline(__always)
    init(arrayLiteral elements: UInt32...) {
        precondition(elements.count <= Self.capacity, "a call into the guest has at most \(Self.capacity) arguments")
        for element in elements {
            words[count] = element
            count += 1
        }
    }

    /// An argument that there is, from 0.
    subscript(_ index: Int) -> UInt32 {
        get { words[index] }
        set { words[index] = newValue }
    }

    /// What the arguments take on the stack, which stays aligned to 8 bytes.
    var stackBytes: UInt32 { UInt32(max(0, count - 4) + 1) / 2 * 8 }

    /// Stores the arguments from the fifth on, with one walk of the tables where they lie in one page of RAM.
    func push(to stackPointer: UInt32, _ view: GuestView) throws(GuestFault) {
        let page = try view.page(VirtualAddress(stackPointer), .write)
        let bytes = (count - 4) * 4
        if page.length >= UInt32(bytes), let (ram, offset) = view.memory.locate(page.physical),
            ram.size - offset >= bytes
        {
            for index in 4..<count { _ = ram.setWord(words[index], at: offset + (index - 4) * 4) }
        } else {
            for index in 4..<count { try view.setWord(words[index], stackPointer &+ UInt32(index - 4) &* 4) }
        }
    }
}
