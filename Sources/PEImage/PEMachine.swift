/// The processors whose images a CE ARM board loads, by the number in the file header.
package enum PEMachine: UInt16, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// A32 code, as eMbedded Visual C++ and cegcc mark it.
    case arm = 0x1C0
    /// A32 or Thumb code with interworking: nearly every CE 5, CE 6 and Compact 7 image.
    case thumb = 0x1C2
    /// Thumb-2 code: Compact 2013.
    case armNT = 0x1C4

    package var description: String {
        switch self {
        case .arm: "ARM (0x1c0)"
        case .thumb: "THUMB (0x1c2)"
        case .armNT: "ARMNT (0x1c4)"
        }
    }

    /// The name of any machine number, for the message that refuses it.
    static func name(of number: UInt16) -> String {
        if let known = PEMachine(rawValue: number) { return known.description }
        let name = otherNames[number] ?? "an unknown machine"
        return "\(name) (0x\(String(number, radix: 16)))"
    }

    /// Machine numbers of the PE/COFF specification that CE ran on, or that are met by mistake.
    private static let otherNames: [UInt16: String] = [
        0x014C: "x86", 0x0162: "MIPS R3000", 0x0166: "MIPS R4000", 0x0169: "MIPS WCE v2", 0x01A2: "SH3",
        0x01A3: "SH3 DSP", 0x01A6: "SH4", 0x01A8: "SH5", 0x01F0: "PowerPC", 0x0200: "Itanium", 0x0266: "MIPS16",
        0x0366: "MIPS with FPU", 0x0466: "MIPS16 with FPU", 0x8664: "x86-64", 0xAA64: "ARM64", 0xC0EE: "CLR",
    ]
}
