import OEMAddrTable

/// Any bytes as the `sources` file that hands symbols to a table.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let table = "t\n [ A\n DCD 0x80000000, B, 1\n ]\n DCD 0, 0, 0\n"
    let sources = MemorySources([
        SourceFile(path: "sources", bytes: bytes), SourceFile(path: "input.inc", text: table),
    ])
    var inputs = MapInputs(tables: ["input.inc"])
    inputs.sourcesFiles = ["sources"]
    _ = MapReader(inputs, sources: sources).read()
    return 0
}
