package import OEMAddrTable
internal import PrintableText

extension BoardDraft {
    /// The files: the table, config.bib and, for a core that the machine has, board.yaml.
    package var files: [SourceFile] {
        let table = TableText(draft: self)
        var files: [SourceFile] = []
        if !rows.isEmpty { files.append(SourceFile(path: table.fileName, text: table.text)) }
        files.append(SourceFile(path: "config.bib", text: BibText(draft: self).text))
        if !cpu.isEmpty {
            let board = BoardText(draft: self, table: rows.isEmpty ? nil : table.fileName)
            files.append(SourceFile(path: "board.yaml", text: board.text))
        }
        return files
    }
}

/// Text of others as a part of one line.
func line(_ text: String) -> String { printable(text).replacing("\t", with: " ") }

/// A remark as a comment behind a row.
func remark(_ text: String) -> String { text.isEmpty ? "" : "    ; " + line(text) }
