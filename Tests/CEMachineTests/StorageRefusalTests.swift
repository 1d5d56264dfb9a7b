import Testing

@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// Calls on heaps, slots, queues, keys, files and mappings say which rule they broke.
@Suite struct StorageRefusalTests {
    private let bench: RefusalBench

    init() throws { bench = try RefusalBench() }

    @Test func `a block is told with the heap that has it`() throws {
        let heap = try bench.call("HeapCreate", 0, 0, 0)
        let block = try bench.call("HeapAlloc", heap, 0, 64)
        #expect(
            try bench.reason("LocalFree", block)
                == "87 block: hMem \(address(block)) is a block of heap \(address(heap)), and the call means the "
                + "heap of "
                + "test.exe")
        let own = try bench.call("LocalAlloc", 0, 32)
        #expect(
            try bench.reason("LocalFree", own + 8)
                == "87 block: hMem \(address(own + 8)) is no beginning of a block: it lies in the block of 32 bytes at "
                + address(own))
        try bench.call("LocalFree", own)
        #expect(
            try bench.reason("LocalSize", own)
                == "87 block: hMem \(address(own)) is no block of the heap of test.exe: it was freed before, or is none"
        )
        #expect(try bench.reason("HeapReAlloc", heap, 0, 0, 40) == "87 null: lpMem is NULL")
        try bench.call("HeapDestroy", heap)
        #expect(
            try bench.reason("HeapAlloc", heap, 0, 8)
                == "87 no-heap: heap \(address(heap)) of test.exe was destroyed before")
        #expect(
            try bench.reason("HeapDestroy", try bench.call("GetProcessHeap"))
                == "87 process-heap: hHeap is the heap of test.exe itself, which it keeps to its end")
        #expect(
            try bench.reason("LocalAlloc", 0, 0x7FFF_FFFF).contains(
                "has 0x7fffffff bytes, which is more than the whole page pool, 0x500000 bytes"))
    }

    @Test func `slots of threads`() throws {
        #expect(
            try bench.reason("TlsSetValue", 99, 0)
                == "87 slot: dwTlsIndex 99 is not below 64 (TLS_MINIMUM_AVAILABLE)")
        #expect(
            try bench.reason("TlsFree", 40)
                == "87 slot: slot 40 is not allocated in test.exe: it was freed before, or TlsAlloc did not give it")
        #expect(try bench.reason("TlsFree", 0) == "87 slot: slot 0 is the system's own")
    }

    @Test func `queues say what they hold and who is there`() throws {
        let page = bench.harness.page
        #expect(
            try bench.reason("CreateMsgQueue", 0, try bench.words(0, 0, 2, 16, 0))
                == "87 structure-size: dwSize of MSGQUEUEOPTIONS is 0, and it has to be 20, the size of the structure")
        #expect(try bench.reason("CreateMsgQueue", 0, 0) == "87 null: lpOptions is NULL")
        let name = try bench.text("q")
        let writer = try bench.call("CreateMsgQueue", name, try bench.words(20, 0, 2, 16, 0))
        #expect(
            try bench.reason("WriteMsgQueue", writer, page, 32, 0, 0)
                == "122 message-size: the message has 32 bytes, and messages of the queue have at most 16 "
                + "(cbMaxMessage)"
        )
        #expect(
            try bench.reason("WriteMsgQueue", writer, page, 16, 0, 0)
                == "233 no-reader: nobody has the queue open to read, and it was made without MSGQUEUE_ALLOW_BROKEN")
        #expect(
            try bench.reason("ReadMsgQueue", writer, page, 16, page + 0x80, 0, 0)
                == "6 queue-side: hMsgQ \(address(writer)) is the writing side of the queue: it was opened with "
                + "bReadAccess FALSE")
        let reader = try bench.call("CreateMsgQueue", name, try bench.words(20, 0, 2, 16, 1))
        for _ in 1...2 { try bench.call("WriteMsgQueue", writer, page, 16, 0, 0) }
        #expect(
            try bench.reason("ReadMsgQueue", reader, page, 4, page + 0x80, 0, 0)
                == "122 message-size: the message has 16 bytes and the buffer 4: the rest is lost")
    }

    @Test func `a key and a value are told by the first that is missing`() throws {
        let result = bench.harness.page + 0x80
        bench.harness.kernel.registry.set("Drivers\\One", "Dll", .string("one.dll"))
        #expect(
            try bench.reason("RegOpenKeyExW", 0x8000_0002, try bench.text("Drivers\\Two\\Three"), 0, 0, result)
                == "2 no-key: HKEY_LOCAL_MACHINE\\Drivers has no key \"Two\"")
        #expect(
            try bench.reason("RegOpenKeyExW", 0x8000_0002, try bench.text("Drivers/One"), 0, 0, result)
                == "2 no-key: HKEY_LOCAL_MACHINE has no key \"Drivers/One\": a path has backslashes between its names")
        try bench.call("RegOpenKeyExW", 0x8000_0002, try bench.text("Drivers\\One"), 0, 0, result)
        let key = try bench.harness.view.word(result)
        #expect(
            try bench.reason("RegQueryValueExW", key, try bench.text("Prefix"), 0, 0, 0, 0)
                == "2 no-value: HKEY_LOCAL_MACHINE\\Drivers\\One has no value \"Prefix\"; it has \"Dll\"")
        #expect(
            try bench.reason("RegQueryValueExW", 0x8000_0002, try bench.text("Drivers\\One\\Dll"), 0, 0, 0, 0)
                == "2 no-value: HKEY_LOCAL_MACHINE has no value \"Drivers\\One\\Dll\": a value's name is no path, and "
                + "RegOpenKeyEx opens a key; it has none")
        #expect(
            try bench.reason("RegEnumValueW", key, 99, result, result, 0, 0, 0, 0)
                == "259 index: dwIndex is 99, and HKEY_LOCAL_MACHINE\\Drivers\\One has 1 values")
        #expect(
            try bench.reason("RegQueryValueExW", 0, try bench.text("Dll"), 0, 0, 0, 0)
                == "6 no-handle: hKey is NULL: the call that should have made it has failed, or none was made")
        #expect(
            try bench.reason("CloseHandle", key)
                == "6 closed-by: \(address(key)) is a registry key, which RegCloseKey closes")
        try bench.call("RegCloseKey", key)
        #expect(try bench.reason("RegCloseKey", key).contains("was a registry key, closed before by "))
    }

    @Test func `files say what is missing, who has them open and what they were opened for`() throws {
        let both: UInt32 = 0xC000_0000
        let name = try bench.text("\\data.bin")
        let file = try bench.call("CreateFileW", name, 0x8000_0000, 0, 0, 2, 0, 0)
        #expect(
            try bench.reason("DeleteFileW", name).hasPrefix(
                "32 open: test.exe has \"data.bin\" open, shared with nobody: opened by "))
        let page = bench.harness.page
        #expect(
            try bench.reason("WriteFile", file, page, 1, page + 0x80, 0)
                == "5 access: the handle of \"data.bin\" was opened without GENERIC_WRITE")
        #expect(
            try bench.reason("CreateFileMappingW", file, 0, 4, 0, 0x1000, 0)
                == "5 access: the handle of \"data.bin\" was opened without GENERIC_WRITE, which PAGE_READWRITE needs")
        #expect(
            try bench.reason("CreateFileW", try bench.text("\\a\\b"), both, 0, 0, 3, 0, 0)
                == "2 no-file: \"a\" is not in the directory \"\\\"")
        #expect(
            try bench.reason("CreateFileW", try bench.text("DRV12:"), both, 0, 0, 3, 0, 0).hasPrefix(
                "2 device-name: \"DRV12:\" is no device's name and no file's"))
        #expect(
            try bench.reason("SetFilePointer", file, 0xFFFF_FFFB, 0, 0)
                == "131 negative-seek: the position would be -5, which no file has: before its beginning, or too far")
        #expect(
            try bench.reason("LoadLibraryW", try bench.text("nothere.dll"))
                == "126 no-file: there is no file \"nothere.dll\" in \\Windows or in the root")
    }

    @Test func `mappings need what they say, and never a handle that may be none`() throws {
        let none = UInt32.max
        #expect(
            try bench.reason("CreateFileMappingW", none, 0, 4, 0, 0, 0)
                == "87 size: the size is 0: without a file (hFile is INVALID_HANDLE_VALUE) it has to be given")
        #expect(
            try bench.reason("CreateFileMappingW", none, 0, 2, 0, 0x1000, 0)
                == "87 protection: flProtect is PAGE_READONLY, which needs a file: without one (hFile is "
                + "INVALID_HANDLE_VALUE) there is nothing to read")
        let mapping = try bench.call("CreateFileMappingW", none, 0, 4, 0, 0x4000, 0)
        let view = try bench.call("MapViewOfFile", mapping, 4, 0, 0, 0)
        #expect(
            try bench.reason("UnmapViewOfFile", view + 0x1000).hasPrefix(
                "87 address: UnmapViewOfFile takes the beginning of a view, as MapViewOfFile has returned it, and "
                    + "lpBaseAddress is \(address(view + 0x1000)): a view of the file mapping at "))
        try bench.call("UnmapViewOfFile", view)
        #expect(try bench.reason("UnmapViewOfFile", view).contains(": it was a view of a file mapping at "))
    }

    private func address(_ word: UInt32) -> String {
        let digits = String(word, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
