import GuestAddress

/// Words of arguments and results as text.
package enum WordText {
    /// NULL, or eight digits.
    static func address(_ word: UInt32) -> String { word == 0 ? "NULL" : "0x" + hexadecimal(word) }

    /// Decimal below 65,536, hexadecimal from there.
    static func number(_ word: UInt32) -> String { word < 0x1_0000 ? "\(word)" : "0x" + hexadecimal(word) }

    private static func boolean(_ word: UInt32) -> String {
        switch word {
        case 0: "FALSE"
        case 1: "TRUE"
        default: "TRUE (0x\(String(word, radix: 16)))"
        }
    }

    static func pair(_ value: UInt64, _ format: ArgumentFormat) -> String {
        switch format {
        case .signed64: "\(Int64(bitPattern: value))"
        case .physicalAddress: "0x" + hexadecimal(value, width: value >> 32 == 0 ? 8 : 16)
        default: value < 0x1_0000 ? "\(value)" : "0x" + hexadecimal(value, width: 16)
        }
    }

    /// An argument of one word that no memory or object has to be asked about.
    static func text(_ word: UInt32, _ format: ArgumentFormat) -> String {
        switch format {
        case .signed: "\(Int32(bitPattern: word))"
        case .hexadecimal: "0x" + hexadecimal(word)
        case .address: address(word)
        case .boolean: boolean(word)
        case .byteBoolean: boolean(word & 0xFF)
        case .milliseconds: word == UInt32.max ? "INFINITE" : "\(word)"
        case .character: character(word)
        case .names(let names): names.text(word)
        default: number(word)
        }
    }

    private static func character(_ word: UInt32) -> String {
        (0x20..<0x7F).contains(word) ? "'\(Unicode.Scalar(UInt8(word)))'" : number(word)
    }

    /// A result: r0, of 64-bit and floating-point results all bits.
    package static func result(_ bits: UInt64, _ format: ResultFormat) -> String {
        let word = UInt32(truncatingIfNeeded: bits)
        switch format {
        case .none: return "void"
        case .number: return number(word)
        case .signed: return "\(Int32(bitPattern: word))"
        case .hexadecimal: return "0x" + hexadecimal(word)
        case .boolean: return boolean(word)
        case .address: return address(word)
        case .handle: return word == UInt32.max ? "INVALID_HANDLE_VALUE" : address(word)
        case .number64: return pair(bits, .number64)
        case .signed64: return pair(bits, .signed64)
        case .single: return "\(Float(bitPattern: word))"
        case .double: return "\(Double(bitPattern: bits))"
        case .error: return word == 0 ? "ERROR_SUCCESS" : ErrorNames.text(word)
        case .hresult: return ResultFormat.hresultNames.text(word)
        case .wait: return ResultFormat.waitNames.text(word)
        }
    }

    /// What a failure says besides the value, or nothing.
    package static func error(_ code: UInt32) -> String { code == 0 ? "" : ", " + ErrorNames.text(code) }
}
