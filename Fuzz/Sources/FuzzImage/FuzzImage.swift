import OEMAddrTable

/// Any bytes as a kernel image.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sources = MemorySources([SourceFile(path: "nk.bin", bytes: bytes)])
    _ = MapReader(MapInputs(images: ["nk.bin"]), sources: sources).read()
    return 0
}
