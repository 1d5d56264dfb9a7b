import Testing
import Unicorn

@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// Makes calls that are to fail, each from a place of its own, and says why they do.
final class RefusalBench {
    let harness: CallHarness
    /// Where the next call comes from.
    private var place: UInt32 = 0x1_1000

    init(inKernel: Bool = false) throws {
        harness = try CallHarness()
        if inKernel { harness.enterKernel() }
    }

    /// A call that is to succeed.
    @discardableResult
    func call(_ name: String, _ arguments: UInt32...) throws -> UInt32 {
        prepare(arguments)
        return try #require(try harness.call(name, with: arguments))
    }

    /// The error, the rule and the reason of a call that is to fail: `87 count: nCount is 0, …`.
    func reason(_ name: String, _ arguments: UInt32...) throws -> String {
        prepare(arguments)
        let before = harness.machine.refusals.count
        try harness.call(name, with: arguments)
        #expect(harness.machine.refusals.count == before + 1, "\(name) is refused")
        let refusal = try #require(harness.machine.refusals.last)
        #expect(refusal.call == name)
        return "\(refusal.error) \(refusal.rule): \(refusal.text)"
    }

    /// Puts the arguments where the explanation looks for them.
    private func prepare(_ arguments: [UInt32]) {
        let thread = harness.thread
        for (index, argument) in arguments.prefix(4).enumerated() { thread.resume.r[index] = argument }
        thread.resume.sp = harness.page + 0x3000
        place += 4
        thread.resume.pc = place
    }

    /// Words in the page of the arguments.
    func words(_ words: UInt32..., at offset: UInt32 = 0x100) throws -> UInt32 {
        for (index, word) in words.enumerated() {
            try harness.view.setWord(word, harness.page + offset + UInt32(index) * 4)
        }
        return harness.page + offset
    }

    func text(_ text: String, at offset: UInt32 = 0x400) throws -> UInt32 { try harness.text(text, at: offset) }
}
