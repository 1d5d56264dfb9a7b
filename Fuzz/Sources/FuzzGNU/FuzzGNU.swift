import OEMAddrTable

/// Any bytes as a table of GNU as: the first line says the language.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sources = MemorySources([SourceFile(path: "input.s", bytes: Array(".text\n".utf8) + bytes)])
    // Loops of some hundred rounds show what longer ones do, and leave time for more inputs.
    var limits = ReadingLimits()
    limits.steps = 3_000
    limits.bodyBytes = 20_000
    _ = MapReader(MapInputs(tables: ["input.s"]), sources: sources, limits: limits).read()
    return 0
}
