import Testing

@testable import CEMachine

@Suite struct GuestFilesTests {
    @Test func `files of the host are in Windows, in any case`() {
        let files = GuestFiles()
        files.add(named: "Smd.dll", bytes: [1, 2, 3])
        #expect(files.find("\\WINDOWS\\smd.DLL")?.bytes == [1, 2, 3])
        #expect(files.image(named: "SMD.dll")?.name == "Smd.dll")
        #expect(files.image(named: "\\Windows\\smd.dll")?.name == "Smd.dll")
        #expect(files.image(named: "Windows") == nil)
        #expect(files.image(named: "other.dll") == nil)
        #expect(files.find("\\")?.isDirectory == true)
    }

    @Test func `writing beyond the end fills the gap with zeros`() throws {
        let files = GuestFiles()
        let file = try files.create("\\a.bin", isDirectory: false, time: 5)
        try files.write([1, 2], to: file, at: 3, time: 6)
        #expect(file.bytes == [0, 0, 0, 1, 2])
        try files.write([9, 9, 9], to: file, at: 4, time: 7)
        #expect(file.bytes == [0, 0, 0, 1, 9, 9, 9])
        try files.write([8], to: file, at: 0, time: 8)
        #expect(file.bytes == [8, 0, 0, 1, 9, 9, 9])
        #expect(file.created == 5)
        #expect(file.written == 8)
        try files.setSize(2, of: file, time: 9)
        #expect(file.bytes == [8, 0])
        try files.setSize(4, of: file, time: 9)
        #expect(file.bytes == [8, 0, 0, 0])
    }

    @Test func `directories hold files and are deleted when empty`() throws {
        let files = GuestFiles()
        _ = try files.create("\\dir", isDirectory: true, time: 0)
        _ = try files.create("\\dir\\f", isDirectory: false, time: 0)
        #expect(throws: CEError.alreadyExists) { try files.create("\\DIR\\F", isDirectory: false, time: 0) }
        #expect(throws: CEError.pathNotFound) { try files.create("\\none\\f", isDirectory: false, time: 0) }
        #expect(throws: CEError.pathNotFound) { try files.create("\\dir\\f\\g", isDirectory: false, time: 0) }
        #expect(throws: CEError.directoryNotEmpty) { try files.delete("\\dir", isDirectory: true) }
        #expect(throws: CEError.accessDenied) { try files.delete("\\dir", isDirectory: false) }
        #expect(throws: CEError.accessDenied) { try files.delete("\\Windows", isDirectory: true) }
        try files.delete("\\dir\\f", isDirectory: false)
        try files.delete("\\dir", isDirectory: true)
        #expect(throws: CEError.fileNotFound) { try files.delete("\\dir", isDirectory: true) }
    }

    @Test(arguments: ["", "\\", "a*", "a?b", "x:y", "a\"b", "a\u{1}b"])
    func `names that no file can have are refused`(_ name: String) {
        #expect(throws: CEError.invalidName) { try GuestFiles().create(name, isDirectory: false, time: 0) }
    }

    @Test func `guests can write 64 MB and get it back by deleting`() throws {
        let files = GuestFiles()
        let file = try files.create("\\big", isDirectory: false, time: 0)
        #expect(throws: CEError.diskFull) { try files.setSize(64 << 20, of: file, time: 0) }
        #expect(throws: CEError.diskFull) { try files.write([1], to: file, at: .max, time: 0) }
        #expect(throws: CEError.diskFull) { try files.write([1], to: file, at: 1 << 40, time: 0) }
        try files.setSize((64 << 20) - 64, of: file, time: 0)
        #expect(throws: CEError.diskFull) { try files.create("\\more", isDirectory: false, time: 0) }
        try files.delete("\\big", isDirectory: false)
        _ = try files.create("\\more", isDirectory: false, time: 0)
    }

    @Test func `an open file shares as it says and cannot be deleted`() throws {
        let files = GuestFiles()
        let file = try files.create("\\f", isDirectory: false, time: 0)
        var open: OpenFile? = OpenFile(file: file, access: 0x8000_0000, share: 1)
        #expect(file.allows(access: 0x8000_0000, share: 1))
        #expect(!file.allows(access: 0x8000_0000, share: 0))
        #expect(!file.allows(access: 0x4000_0000, share: 1))
        #expect(throws: CEError.sharingViolation) { try files.delete("\\f", isDirectory: false) }
        #expect(open != nil)
        open = nil
        #expect(file.allows(access: 0xC000_0000, share: 0))
        try files.delete("\\f", isDirectory: false)
    }

    @Test func `a search gives names in order`() throws {
        let files = GuestFiles()
        for name in ["b.dll", "a.dll", "a.exe", "readme"] { files.add(named: name, bytes: []) }
        #expect(try files.search("\\Windows\\*.dll").map(\.name) == ["a.dll", "b.dll"])
        #expect(try files.search("\\Windows\\*.*").map(\.name) == ["a.dll", "a.exe", "b.dll", "readme"])
        #expect(try files.search("\\Windows\\A.?X?").map(\.name) == ["a.exe"])
        #expect(try files.search("\\*").map(\.name) == ["Windows"])
        #expect(throws: CEError.pathNotFound) { try files.search("\\none\\*") }
    }

    @Test(
        arguments: [
            ("", "", true), ("", "*", true), ("", "?", false), ("abc", "a*c", true), ("abc", "a*b", false),
            ("aXbXc", "a*b*c", true), ("mississippi", "m*iss*p?", true), ("abc", "abc**", true), ("abc", "ab", false),
        ])
    func `stars and question marks match`(_ name: String, _ pattern: String, _ expected: Bool) {
        #expect(GuestFiles.matches(Array(name.utf16), Array(pattern.utf16)) == expected)
    }

    @Test func `a pattern of stars ends soon`() {
        let name = [UInt16](repeating: 0x61, count: 255)
        let pattern = Array((String(repeating: "*a", count: 127) + "b").utf16)
        #expect(!GuestFiles.matches(name, pattern))
    }
}
