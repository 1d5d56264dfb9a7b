import OEMAddrTable

/// Any bytes as an image_cfg.h.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sources = MemorySources([SourceFile(path: "image_cfg.h", bytes: bytes)])
    _ = MapReader(MapInputs(imageConfigurations: ["image_cfg.h"]), sources: sources).read()
    return 0
}
