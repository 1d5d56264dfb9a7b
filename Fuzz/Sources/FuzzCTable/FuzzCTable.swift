import OEMAddrTable

/// Any bytes as a C file with a table.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sources = MemorySources([SourceFile(path: "input.c", bytes: bytes)])
    _ = MapReader(MapInputs(tables: ["input.c"]), sources: sources).read()
    return 0
}
