import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

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
        #expect(try names(files, "\\Windows\\*.dll") == ["a.dll", "b.dll"])
        #expect(try names(files, "\\Windows\\*.*") == ["a.dll", "a.exe", "b.dll", "readme"])
        #expect(try names(files, "\\Windows\\A.?X?") == ["a.exe"])
        #expect(try names(files, "\\*") == ["Windows"])
        #expect(throws: CEError.pathNotFound) { try files.search("\\none\\*") }
    }

    private func names(_ files: GuestFiles, _ pattern: String) throws -> [String] {
        let search = try files.search(pattern)
        var names: [String] = []
        while let file = search.advance() { names.append(file.name) }
        return names
    }

    @Test func `a search goes on where it is when files come and go`() throws {
        let files = GuestFiles()
        for name in ["b", "d", "f"] { _ = try files.create("\\\(name)", isDirectory: false, time: 0) }
        let search = try files.search("\\?")
        #expect(search.advance()?.name == "b")
        try files.delete("\\b", isDirectory: false)
        try files.delete("\\d", isDirectory: false)
        _ = try files.create("\\a", isDirectory: false, time: 0)
        _ = try files.create("\\e", isDirectory: false, time: 0)
        #expect(search.advance()?.name == "e")
        #expect(search.advance()?.name == "f")
        #expect(search.advance() == nil)
    }

    @Test func `what a search looks at and what a file grows by is counted`() throws {
        let work = HostWork()
        let files = GuestFiles(work)
        for number in 0..<1000 { _ = try files.create("\\file\(number)", isDirectory: false, time: 0) }
        // A name each.
        #expect(work.entries == 1000 * 100)
        #expect(try files.search("\\*9x").advance() == nil)
        #expect(work.entries >= 1000 * 104)
        let file = try #require(files.find("\\file0"))
        try files.setSize(1 << 20, of: file, time: 0)
        try files.setSize(0, of: file, time: 0)
        #expect(work.bytes == 1 << 20)
    }

    @Test func `a search ends early when it is told to`() throws {
        let files = GuestFiles()
        for number in 0..<1000 { _ = try files.create("\\file\(number)", isDirectory: false, time: 0) }
        var asked = 0
        let found = try files.search("\\nothing").advance {
            asked += 1
            return asked == 2
        }
        #expect(found == nil)
        #expect(asked == 2)
    }

    @Test(
        arguments: [
            ("", "", true), ("", "*", true), ("", "?", false), ("abc", "a*c", true), ("abc", "a*b", false),
            ("aXbXc", "a*b*c", true), ("abcbc", "a*bc", true), ("ab", "a*bb", false), ("aab", "a*?", true),
            ("a", "*?*?", false), ("mississippi", "m*iss*p?", true), ("abc", "abc**", true), ("abc", "ab", false),
        ])
    func `stars and question marks match`(_ name: String, _ pattern: String, _ expected: Bool) {
        #expect(FileSearch.compare(Array(name.utf16), Array(pattern.utf16)).isMatch == expected)
    }

    @Test func `a pattern takes at most the product of the lengths`() {
        let name = [UInt16](repeating: 0x61, count: 240)
        for pattern in [String(repeating: "*a", count: 120) + "b", "*" + String(repeating: "a", count: 118) + "b*"] {
            let (isMatch, steps) = FileSearch.compare(name, Array(pattern.utf16))
            #expect(!isMatch)
            #expect(steps <= 240 * 120)
        }
        #expect(FileSearch.compare(name, Array(("*" + String(repeating: "a", count: 118) + "b").utf16)).steps < 240)
    }
}
