import GuestAddress
import Testing
import Unicorn

@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Arguments as traces show them.
@Suite struct ArgumentTextTests {
    private let harness: CallHarness

    init() throws { harness = try CallHarness() }

    /// The arguments of a call that begins with these words.
    private func arguments(_ name: String, _ words: UInt32..., library: CallLibrary = .coredll) throws -> [String] {
        let index = try #require(CallTable.standard.index(of: name, in: library))
        let stack = harness.page + 0x3000
        harness.thread.registers.cpsr = CPUMode.user.rawValue
        harness.thread.registers.sp = stack
        for (position, word) in words.enumerated() {
            if position < 4 {
                harness.thread.registers.r[position] = word
            } else {
                try harness.view.setWord(word, stack + UInt32(position - 4) * 4)
            }
        }
        harness.thread.resume = harness.thread.registers
        let description = CallTable.standard.calls[index].description
        return ArgumentText.arguments(of: description, harness.thread, harness.kernel)
    }

    private func bytes(_ bytes: [UInt8], at offset: UInt32 = 0) throws -> UInt32 {
        try harness.view.write(bytes, harness.page + offset)
        return harness.page + offset
    }

    @Test func `arguments are shown by what they are`() throws {
        #expect(
            try arguments("VirtualCopyEx", harness.process.id, 0x4_0000, 66, 0x40_0000, 0x1000, 0x604) == [
                "process=test.exe", "0x00040000", "process=test.exe", "0x00400000", "4096",
                "PAGE_READWRITE|PAGE_NOCACHE|PAGE_PHYSICAL",
            ])
        #expect(
            try arguments("VirtualAlloc", 0, 0x2_0000, 0x3000, 0x8004) == [
                "NULL", "0x00020000", "MEM_COMMIT|MEM_RESERVE", "PAGE_READWRITE|0x8000",
            ])
        #expect(
            try arguments("MmMapIoSpace", 0x5000_0000, 0, 0x100, 0x1234_0001, library: .ceddk) == [
                "0x50000000", "256", "TRUE",
            ])
        #expect(try arguments("WaitForSingleObject", 0x1234_5677, 0xFFFF_FFFF) == ["0x12345677", "INFINITE"])
        #expect(try arguments("MulDiv", 0xFFFF_FFFF, 2, 3) == ["-1", "2", "3"])
        #expect(try arguments("sin", 0, 0x3FF8_0000) == ["1.5"])
        #expect(try arguments("_abs64", 0xFFFF_FFFE, 0xFFFF_FFFF) == ["-2"])
        #expect(try arguments("RegCloseKey", 0x8000_0002) == ["key=HKEY_LOCAL_MACHINE"])
        #expect(try arguments("CloseHandle", 0xFFFF_FFFF) == ["INVALID_HANDLE_VALUE"])
        #expect(try arguments("printf", try bytes(Array("%d\n\0".utf8)), 5) == ["\"%d\\n\"", "..."])
    }

    @Test func `a handle says what it stands for`() throws {
        let handle = try #require(try harness.call("CreateEventW", 0, 1, 0, try harness.text("Ready")))
        #expect(try arguments("SetEvent", handle) == ["event=0x\(hexadecimal(handle)) \"Ready\""])
        let thread = try #require(try harness.call("CreateMutexW", 0, 0, 0))
        #expect(try arguments("ReleaseMutex", thread) == ["mutex=0x\(hexadecimal(thread))"])
    }

    @Test func `strings are quoted, cut and escaped`() throws {
        #expect(try arguments("strlen", 0) == ["NULL"])
        #expect(try arguments("strlen", 0x7FFF_0000) == ["0x7fff0000"])
        let odd = try bytes([0x22, 0x5C, 0x1B, 0x5B, 0x09, 0x9B, 0xE9, 0])
        #expect(try arguments("strlen", odd) == ["\"\\\"\\\\\\x1b[\\t\\x9bé\""])
        let long = try bytes([UInt8](repeating: 0x41, count: 4000))
        #expect(try arguments("strlen", long) == ["\"\(String(repeating: "A", count: 64))\"..."])
        #expect(try arguments("wcslen", try harness.text("C:\\täst\u{202E}")) == ["\"C:\\\\täst\\u{202e}\""])
        // The last two characters of the last page: the rest is not there.
        let last = harness.page + 0x4000 - 2
        try harness.view.write([0x41, 0x42], last)
        #expect(try arguments("strlen", last) == ["\"AB\"..."])
        #expect(try arguments("wcslen", last + 1) == ["0x\(hexadecimal(last + 1))"])
    }

    @Test func `a stack that is not there is a question mark`() throws {
        _ = try arguments("Sleep", 0)
        harness.thread.registers.sp = 0x7000_0000
        let index = try #require(CallTable.standard.index(of: "VirtualAllocEx", in: .coredll))
        let description = CallTable.standard.calls[index].description
        #expect(ArgumentText.arguments(of: description, harness.thread, harness.kernel).last == "?")
    }

    @Test func `looking at arguments leaves nothing behind`() throws {
        let text = try harness.text("looked at")
        let memory = harness.kernel.memory.physical
        let before = (memory.work, memory.hostWork.entries, harness.kernel.engine.instructions)
        _ = try arguments("OutputDebugStringW", text)
        #expect((memory.work, memory.hostWork.entries, harness.kernel.engine.instructions) == before)
    }

    @Test func `results are shown by what they are`() {
        #expect(WordText.result(1, .boolean) == "TRUE")
        #expect(WordText.result(0, .address) == "NULL")
        #expect(WordText.result(0xD001_0030, .address) == "0xd0010030")
        #expect(WordText.result(0xFFFF_FFFF, .handle) == "INVALID_HANDLE_VALUE")
        #expect(WordText.result(0, .error) == "ERROR_SUCCESS")
        #expect(WordText.result(2, .error) == "ERROR_FILE_NOT_FOUND (2)")
        #expect(WordText.result(0x102, .wait) == "WAIT_TIMEOUT")
        #expect(WordText.result(0x8007_0057, .hresult) == "E_INVALIDARG")
        #expect(WordText.result(0xFFFF_FFFF_FFFF_FFFE, .signed64) == "-2")
        #expect(WordText.result(0x3FF8_0000_0000_0000, .double) == "1.5")
        #expect(WordText.result(7, .none) == "void")
    }
}
