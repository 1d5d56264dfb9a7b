internal import GuestAddress

/// The address table, the device table and the RAM table as an assembler file: `oemaddrtab_cfg.inc`, on x86
/// `oemaddrtab.asm`.
struct TableText {
    let draft: BoardDraft

    /// The name of the file.
    var fileName: String { draft.countsBytes ? "oemaddrtab.asm" : "oemaddrtab_cfg.inc" }

    var text: String { draft.countsBytes ? masm : armasm }

    private var head: String {
        """
        ;------------------------------------------------------------------------------
        ;  \(fileName): the static map of \(line(draft.name)).
        ;  \(line(draft.origin))
        ;------------------------------------------------------------------------------

        """
    }

    private var armasm: String {
        var text = head
        if draft.isNewStyle { text += "\nCE_NEW_MAPPING_TABLE    EQU     0x87654321\n" }
        text += "\n        EXPORT  g_oalAddressTable[DATA]\n\ng_oalAddressTable\n\n"
        if draft.isNewStyle {
            let devices = draft.deviceRows.isEmpty ? "0" : "g_oalDeviceTable"
            text += "        DCD     CE_NEW_MAPPING_TABLE, \(devices), 0\n"
        }
        for row in draft.rows {
            let size = String(row.size >> 20)
            let padding = String(repeating: " ", count: max(0, 4 - size.count))
            text += "        DCD     \(row.virtual), \(row.physical), \(padding)\(size)\(remark(row.remark))\n"
        }
        text += "        DCD     0x00000000, 0x00000000,    0\n"
        if !draft.deviceRows.isEmpty { text += deviceTable }
        if !draft.ramEntries.isEmpty { text += ramTable }
        return text + "\n        END\n"
    }

    private var deviceTable: String {
        var text = """

            ;  Virtual address, physical address divided by 256, bytes, attributes.

                    EXPORT  g_oalDeviceTable[DATA]

            g_oalDeviceTable


            """
        for row in draft.deviceRows {
            text += "        DCD     \(row.virtual), 0x\(hexadecimal(row.physical.rawValue >> 8)), "
            text += "0x\(hexadecimal(row.size)), 0x\(hexadecimal(row.attributes, width: 1))\(remark(row.remark))\n"
        }
        return text + "        DCD     0x00000000, 0x00000000, 0x00000000, 0\n"
    }

    private var ramTable: String {
        var text = """

            ;  The entries of the RAM table, which OEMRamTable gives to the kernel: physical address
            ;  divided by 256, bytes, attributes.

                    EXPORT  g_oalRamTable[DATA]

            g_oalRamTable


            """
        for row in draft.ramEntries {
            text += "        DCD     0x\(hexadecimal(row.physical.rawValue >> 8)), 0x\(hexadecimal(row.size)), "
            text += "0x\(hexadecimal(row.attributes, width: 1))\(remark(row.remark))\n"
        }
        return text + "        DCD     0x00000000, 0x00000000, 0\n"
    }

    /// The table of x86: bytes, numbers in masm's form.
    private var masm: String {
        var text = head + "\n_TEXT   SEGMENT\n        PUBLIC  _OEMAddressTable\n\n_OEMAddressTable:\n"
        for row in draft.rows {
            text +=
                "        dd      \(number(UInt64(row.virtual.rawValue))), \(number(UInt64(row.physical.rawValue))), "
            text += "\(number(row.size))\(remark(row.remark))\n"
        }
        return text + "        dd      0, 0, 0\n_TEXT   ENDS\n        END\n"
    }

    /// `080000000h`: a number of masm starts with a digit.
    private func number(_ value: UInt64) -> String { "0" + hexadecimal(value).uppercased() + "h" }
}
