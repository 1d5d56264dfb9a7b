import GuestAddress
import OEMAddrTable

extension BoardTables {
    /// A row as numbers: the columns of the table.
    static func numbers(_ text: String, lastIsDecimal: Bool) -> [[UInt32]] {
        text.split(separator: "/").map { row in
            let columns = row.split(whereSeparator: \.isWhitespace)
            return columns.enumerated().map { index, column in
                UInt32(column, radix: lastIsDecimal && index == columns.count - 1 ? 10 : 16) ?? .max
            }
        }
    }

    /// The file's name: `startup.asm` for a table in masm.
    var fileName: String { isIntel ? "startup.asm" : "oemaddrtab_cfg.inc" }

    /// The tables as the file that a BSP has.
    var source: String {
        var text = "; \(name)\n"
        if !deviceRows.isEmpty { text += deviceSource }
        if rows.isEmpty { return text + "        END\n" }
        if isIntel { return text + intelSource }
        text += "        EXPORT  g_oalAddressTable[DATA]\n\ng_oalAddressTable\n"
        if let condition { text += "        IF \(condition)\n\(Self.armSource(otherRows))        ELSE\n" }
        if !deviceRows.isEmpty { text += "        DCD     CE_NEW_MAPPING_TABLE, g_oalDeviceTable, 0\n" }
        text += Self.armSource(rows)
        if condition != nil { text += "        ENDIF\n" }
        return text + "        END\n"
    }

    private static func armSource(_ rows: String) -> String {
        numbers(rows, lastIsDecimal: true).reduce("") {
            $0 + "        DCD     0x\(hexadecimal($1[0])), 0x\(hexadecimal($1[1])), \($1[2])\n"
        } + "        DCD     0x00000000, 0x00000000, 0\n"
    }

    private var deviceSource: String {
        let rows = Self.numbers(deviceRows, lastIsDecimal: false).map { row in
            "        DCD     " + row.map { "0x" + hexadecimal($0) }.joined(separator: ", ") + "\n"
        }
        return "g_oalDeviceTable\n" + rows.joined() + "        DCD     0x00000000, 0x000000, 0x0000000, 0x00000\n"
    }

    /// The x86 form: two labels, an entry split by a third.
    private var intelSource: String {
        let row = Self.numbers(rows, lastIsDecimal: true)[0]
        return """
            _TEXT SEGMENT
            public _OEMAddressTable
            _OEMAddressTable:
            IFDEF NEW_STYLE
                    dd      CE_NEW_MAPPING_TABLE, 0, 0
            ENDIF
            _g_oalAddressTable:
                    dd      \(hexadecimal(row[0]))h, \(hexadecimal(row[1]))h
            _RamSize:
                    dd      \(hexadecimal(row[2] << 20))h
                    dd      0, 0, 0
            _TEXT ENDS
                    END

            """
    }

    /// The rows that reading has to give.
    func expectedRows(otherBranch: Bool = false) -> [String] {
        Self.numbers(otherBranch ? otherRows : rows, lastIsDecimal: true).map {
            "\(hexadecimal($0[0]))>\(hexadecimal($0[1])):\($0[2])M"
        }
    }
}
