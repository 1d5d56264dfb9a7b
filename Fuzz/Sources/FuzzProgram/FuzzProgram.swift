import MachineFuzzing

/// Any bytes as a program, and perhaps a driver, that calls the kernel.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    do { _ = try MachineFuzzing.run(program: input) } catch { fatalError("\(error)") }
    return 0
}
