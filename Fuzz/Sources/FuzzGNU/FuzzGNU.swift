import OEMAddrTable

/// Any bytes as a table of GNU as: the first line says the language.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sources = MemorySources([SourceFile(path: "input.s", bytes: Array(".text\n".utf8) + bytes)])
    _ = MapReader(MapInputs(tables: ["input.s"]), sources: sources).read()
    return 0
}
