import OEMAddrTable

/// Any bytes as a masm table.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sources = MemorySources([SourceFile(path: "input.asm", bytes: bytes)])
    _ = MapReader(MapInputs(tables: ["input.asm"]), sources: sources).read()
    return 0
}
