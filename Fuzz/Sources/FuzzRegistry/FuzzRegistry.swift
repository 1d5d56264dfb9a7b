import OEMAddrTable
import RegistryFiles

/// Any bytes as a .reg file that includes itself under another name.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sources = MemorySources([SourceFile(path: "a.reg", bytes: bytes), SourceFile(path: "b.reg", bytes: bytes)])
    let reader = RegistryReader(sources: sources, variables: ["A": "1", "ROOT": "HKEY_LOCAL_MACHINE"])
    reader.read("a.reg")
    return 0
}
