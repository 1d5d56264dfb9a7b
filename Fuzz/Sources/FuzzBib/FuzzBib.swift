import OEMAddrTable

/// Any bytes as a config.bib, which may include itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sources = MemorySources([SourceFile(path: "config.bib", bytes: bytes)])
    _ = MapReader(MapInputs(bibs: ["config.bib"]), sources: sources).read()
    return 0
}
