import OEMAddrTable

/// Any bytes as the batch file that sets the environment of a config.bib.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let bib = "MEMORY\n#include \"$(BSP_A)\"\nIF BSP_A\nNK $(BSP_B) 1000 RAMIMAGE\nENDIF\n"
    let sources = MemorySources([
        SourceFile(path: "bsp.bat", bytes: bytes), SourceFile(path: "config.bib", text: bib),
    ])
    var inputs = MapInputs(bibs: ["config.bib"])
    inputs.batchFiles = ["bsp.bat"]
    // Loops of some hundred rounds show what longer ones do, and leave time for more inputs.
    var limits = ReadingLimits()
    limits.steps = 2_000
    _ = MapReader(inputs, sources: sources, limits: limits).read()
    return 0
}
