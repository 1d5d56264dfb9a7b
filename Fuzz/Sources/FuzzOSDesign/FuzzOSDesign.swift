import OSDesigns

/// Any bytes as an OS design and as the catalog beside it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = OSDesign(bytes, catalogs: [bytes])
    return 0
}
