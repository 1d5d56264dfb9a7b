import MachineFuzzing

/// Any bytes as the PE file of a program and of a driver.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    do { _ = try MachineFuzzing.run(image: input) } catch { fatalError("\(error)") }
    return 0
}
