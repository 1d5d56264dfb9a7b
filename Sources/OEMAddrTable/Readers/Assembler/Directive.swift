/// The statements of an assembler file that matter for tables.
enum Directive: Hashable {
    case words, equate, textEquate, assign, declareNumber, declareLogical, declareString, include
    case ifTrue, ifFalse, ifDefined, ifNotDefined, ifSameText, ifOtherText, ifBlank, ifNotBlank
    case elseIf, elseIfDefined, elseIfNotDefined, otherwise, endIf
    case end, macro, macroEnd, macroExit, loop, loopEnd, error
    /// A statement without a meaning for tables, known so that it is not taken for a label.
    case ignored
    /// A name for what follows (`name LABEL DWORD`, `name PROC`).
    case labelDefinition

    /// The directive that a word or sign names, or nil. armasm takes keywords in upper or lower case, the others in
    /// any.
    static func named(_ text: String, in dialect: Dialect) -> Directive? {
        guard let first = text.utf8.first else { return nil }
        if dialect == .gnu { return gnuDirective(text, first) }
        if !first.isLetter { return dialect == .armasm ? armasmSigns[text] : masmSigns[text] }
        guard text.utf8.count <= 10 else { return nil }
        let key = text.uppercased()
        return dialect == .armasm ? armasmWords[key] : masmWords[key]
    }

    private static let armasmSigns: [String: Directive] = [
        "[": .ifTrue, "|": .otherwise, "]": .endIf, "*": .equate, "%": .ignored, "#": .ignored,
    ]

    private static let masmSigns: [String: Directive] = ["=": .assign, ".": .ignored]

    private static let armasmWords: [String: Directive] = {
        var words: [String: Directive] = [
            "DCD": .words, "DCDU": .words, "EQU": .equate, "SETA": .assign, "SETL": .assign, "SETS": .assign,
            "GBLA": .declareNumber, "LCLA": .declareNumber, "GBLL": .declareLogical, "LCLL": .declareLogical,
            "GBLS": .declareString, "LCLS": .declareString, "INCLUDE": .include, "GET": .include, "IF": .ifTrue,
            "ELSEIF": .elseIf, "ELIF": .elseIf, "ELSE": .otherwise, "ENDIF": .endIf, "END": .end, "MACRO": .macro,
            "MEND": .macroEnd, "MEXIT": .macroExit, "WHILE": .loop, "WEND": .loopEnd, "ASSERT": .ignored,
        ]
        let ignored = [
            "EXPORT", "GLOBAL", "IMPORT", "EXTERN", "ALIGN", "AREA", "CODE16", "CODE32", "ARM", "THUMB", "OPT", "TTL",
            "SUBT", "KEEP", "PRESERVE8", "REQUIRE8", "REQUIRE", "ROUT", "LTORG", "SPACE", "FILL", "DCB", "DCW",
            "DCQ", "DATA", "ENTRY", "PROC", "ENDP", "INFO", "ENTRY_END", "TEXTAREA", "LEAF_ENTRY", "STARTUPTEXT",
        ]
        for word in ignored { words[word] = .ignored }
        return words
    }()

    private static func gnuDirective(_ text: String, _ first: UInt8) -> Directive? {
        if text == "=" { return .assign }
        guard first == UInt8(ascii: ".") else { return nil }
        // Every word with a full stop in front is a directive; most of them lay down no rows.
        return gnuWords[text.dropFirst().lowercased()] ?? .ignored
    }

    private static let gnuWords: [String: Directive] = [
        "word": .words, "long": .words, "int": .words, "4byte": .words, "equ": .equate, "set": .equate,
        "equiv": .equate,
        "eqv": .equate, "include": .include, "if": .ifTrue, "ifne": .ifTrue, "ifeq": .ifFalse, "ifdef": .ifDefined,
        "ifndef": .ifNotDefined, "ifnotdef": .ifNotDefined, "elseif": .elseIf, "else": .otherwise, "endif": .endIf,
        "end": .end, "macro": .macro, "endm": .macroEnd, "exitm": .macroExit, "rept": .loop, "endr": .loopEnd,
    ]

    private static let masmWords: [String: Directive] = {
        var words: [String: Directive] = [
            "DD": .words, "DWORD": .words, "EQU": .equate, "TEXTEQU": .textEquate, "INCLUDE": .include, "IF": .ifTrue,
            "IFE": .ifFalse,
            "IFDEF": .ifDefined, "IFNDEF": .ifNotDefined, "IFIDN": .ifSameText, "IFIDNI": .ifSameText,
            "IFDIF": .ifOtherText,
            "IFDIFI": .ifOtherText, "IFB": .ifBlank, "IFNB": .ifNotBlank, "ELSEIF": .elseIf,
            "ELSEIFDEF": .elseIfDefined, "ELSEIFNDEF": .elseIfNotDefined, "ELSE": .otherwise, "ENDIF": .endIf,
            "END": .end, "MACRO": .macro, "ENDM": .macroEnd, "EXITM": .macroExit, "REPT": .loop, "REPEAT": .loop,
            "WHILE": .loop,
            "LABEL": .labelDefinition, "PROC": .labelDefinition,
        ]
        let ignored = [
            "PUBLIC", "EXTRN", "EXTERN", "ALIGN", "SEGMENT", "ENDS", "ENDP", "ASSUME", "ORG", "DB", "DW", "DQ",
            "TITLE", "PAGE", "NAME", "GROUP", "EVEN", "SUBTTL",
        ]
        for word in ignored { words[word] = .ignored }
        return words
    }()
}
