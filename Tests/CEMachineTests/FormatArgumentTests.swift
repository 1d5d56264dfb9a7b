import CEMachine
import TestSupport
import Testing

@Suite struct FormatArgumentTests {
    /// Thumb-2 images align 64-bit arguments to even registers, A32 images do not, on a board of either generation.
    @Test(arguments: ["armv4i", "armv7"])
    func `64-bit arguments are found where the program's compiler put them`(folder: String) throws {
        let machine = try Machine(board: try TestBoard.omap())
        machine.addFile(named: "printf.exe", bytes: try Fixtures.guest("printf.exe", folder))
        machine.addProcess(image: "printf.exe")
        #expect(try machine.run(virtualTimeout: 1_000_000_000) == .completed)
        #expect(machine.outputLines.contains("6 [-1234567890123456789] [123456789abcdef] [7]"))
        #expect(machine.outputLines.contains("7 [1] [4294967298] [3]"))
    }
}
