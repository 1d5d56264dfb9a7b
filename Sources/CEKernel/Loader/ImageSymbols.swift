import GuestAddress
import SymbolFiles

/// What the companion files of an image call its code, and what it exports.
package struct ImageSymbols {
    /// In the order in which they were given: of two that know a name the first one counts.
    private let tables: [SymbolTable]
    let imageBase: VirtualAddress

    let exported: ExportedFunctions

    init(_ tables: [SymbolTable], linkedAt imageBase: VirtualAddress, _ exported: ExportedFunctions) {
        self.tables = tables
        self.imageBase = imageBase
        self.exported = exported
    }

    /// A place in the image, as a file that knows the base it was linked for counts.
    private func address(_ offset: UInt32, _ table: SymbolTable) -> VirtualAddress {
        (table.imageBase ?? imageBase).wrappingAdding(offset)
    }

    /// `CopyFrame+0x12`; without a companion file that knows it what is exported.
    /// - Parameters:
    ///   - offset: from the image's base.
    ///   - isReturn: whether it is where a call comes back to, which may be behind the calling function's end.
    package func name(at offset: UInt32, isReturn: Bool) -> String? {
        for table in tables {
            let asked = address(isReturn ? offset &- 1 : offset, table)
            guard let symbol = table.symbol(at: asked) else { continue }
            let distance = address(offset, table).rawValue &- symbol.address
            return "\(symbol.name)+0x\(String(distance, radix: 16))"
        }
        return exported.name(at: offset, isReturn: isReturn)
    }

    /// `gLock`, or `gDevice+0x10`: the variable at a place of the image.
    package func variable(at offset: UInt32) -> String? {
        for table in tables {
            let asked = address(offset, table)
            guard let symbol = table.variable(at: asked) else { continue }
            let distance = asked.rawValue &- symbol.address
            return distance == 0 ? symbol.name : "\(symbol.name)+0x\(String(distance, radix: 16))"
        }
        return nil
    }

    /// `smd.c:143`.
    package func line(at offset: UInt32, isReturn: Bool) -> String? {
        for table in tables {
            guard let line = table.line(at: address(isReturn ? offset &- 1 : offset, table)) else { continue }
            return "\(line.file):\(line.line)"
        }
        return nil
    }

    /// Both, or the one that is known, as `CopyFrame+0x12, smd.c:143`.
    package func place(at offset: UInt32, isReturn: Bool) -> String? {
        // A call whose caller has left the stack is told at its function's first address, behind no call.
        let isReturn = isReturn && !exported.isStart(offset)
        let parts = [name(at: offset, isReturn: isReturn), line(at: offset, isReturn: isReturn)].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

/// The companion files that a machine has been given, for images of a saved state.
package struct ImageSymbolSource {
    /// By lower-case image name.
    let tables: [String: [SymbolTable]]

    func symbols(of name: String, linkedAt base: VirtualAddress, _ exported: ExportedFunctions) -> ImageSymbols {
        ImageSymbols(tables[name.lowercased()] ?? [], linkedAt: base, exported)
    }
}
