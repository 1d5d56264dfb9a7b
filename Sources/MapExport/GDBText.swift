internal import GuestAddress

/// Commands for GDB (manual, "Memory Region Attributes" and "Convenience Variables").
struct GDBText {
    let map: ExportedMap

    var text: String {
        var text = "# Static map of \(comment(map.title)). Use: source FILE\n\n"
        text += "# Virtual addresses: RAM may be cached by GDB, registers are read each time.\n"
        for piece in pieces {
            let end = piece.range.upperBound > UInt64(UInt32.max) ? "0" : number(piece.range.upperBound)
            text += "mem \(number(piece.range.lowerBound)) \(end) rw \(piece.isRAM ? "cache" : "nocache")\n"
        }
        text += "\n# Where each row starts; names ending in _pa are physical addresses.\n"
        for window in map.windows {
            text += "set $\(window.name) = \(number(window.range.lowerBound))\n"
            text += "set $\(window.name)_pa = \(number(UInt64(window.physical)))\n"
        }
        for block in map.registers { text += "set $\(block.name)_regs = \(number(block.range.lowerBound))\n" }
        return text + translation
    }

    /// A command that prints the physical address of a virtual one: the first row that has it answers, as in CE.
    private var translation: String {
        var text = "\ndefine ce-pa\n  set $ce_va = (unsigned int) ($arg0)\n  set $ce_pa = -1\n"
        for window in map.windows {
            let (start, last) = (number(window.range.lowerBound), number(window.range.upperBound - 1))
            text += "  if $ce_pa == -1 && $ce_va >= \(start) && $ce_va <= \(last)\n"
            text += "    set $ce_pa = $ce_va - \(start) + \(number(UInt64(window.physical)))\n  end\n"
        }
        text += "  if $ce_pa == -1\n    echo not in the static map\\n\n  else\n"
        text += "    printf \"0x%08x\\n\", (unsigned int) $ce_pa\n  end\nend\n"
        return text + "document ce-pa\nPrint the physical address of a virtual one in the static map.\nend\n"
    }

    /// The windows without overlaps, which GDB refuses: the first of two has the addresses.
    private var pieces: [(range: Range<UInt64>, isRAM: Bool)] {
        var pieces: [(range: Range<UInt64>, isRAM: Bool)] = []
        var end: UInt64 = 0
        for window in map.windows.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            let start = max(window.range.lowerBound, end)
            guard start < window.range.upperBound else { continue }
            end = window.range.upperBound
            pieces.append((start..<end, window.kind == .ram))
        }
        return pieces
    }
}
