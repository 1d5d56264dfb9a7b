public import Diagnostics

/// The findings of the readers, apart from those of the rules.
public enum ReadingFinding: String, Hashable, Sendable, CaseIterable {
    case missingFile = "CE0001"
    case limit = "CE0002"
    case includeTooDeep = "CE0003"
    case unreadableLine = "CE0004"
    case badExpression = "CE0005"
    case undefinedCondition = "CE0006"
    case unbalancedConditional = "CE0007"
    case wrongColumnCount = "CE0008"
    case undefinedSymbol = "CE0009"
    case numberTooLarge = "CE0010"
    case missingInclude = "CE0011"
    case notText = "CE0012"
    case noTable = "CE0013"
    case notEvaluated = "CE0014"
    case unknownRegionType = "CE0015"
    case redefinition = "CE0016"
    case includeCycle = "CE0017"
    case tooManyFindings = "CE0018"
    case errorDirective = "CE0019"
    case notAnImage = "CE0020"
    case truncatedImage = "CE0021"
    case imageWithoutEnd = "CE0022"
    case unknownLoadAddress = "CE0023"
    case badROMHeader = "CE0024"
    case profileTaken = "CE0025"
    case nothingRead = "CE0026"
    case overlappingRecords = "CE0027"

    public var severity: Severity {
        switch self {
        case .undefinedCondition, .missingInclude, .notEvaluated, .tooManyFindings, .unknownLoadAddress,
            .profileTaken:
            .note
        case .includeCycle, .redefinition, .notText, .imageWithoutEnd, .badROMHeader,
            .overlappingRecords:
            .warning
        default: .error
        }
    }

    /// What it means and what to do, in plain words.
    public var explanation: String {
        switch self {
        case .missingFile: "A file named on the command line or in a board file is not there or cannot be read."
        case .limit:
            "A file, or all files together, or what they expand to is larger than the reader's bounds. The rest is not read."
        case .includeTooDeep: "Files include one another too deep, most often in a circle."
        case .unreadableLine: "The line is not what can stand at this place. It is skipped and reading goes on."
        case .badExpression:
            "The expression cannot be computed: a number or an operator is malformed, or it divides by zero."
        case .undefinedCondition:
            "A condition asks for a symbol that nothing defines. The branch is the one the build tools take without it."
        case .unbalancedConditional: "An IF has no ENDIF, or an ELSE or ENDIF has no IF of its kind."
        case .wrongColumnCount:
            "A row has too few or too many columns: OEMAddressTable has three, OEMDeviceTable four, OEMRamTable three."
        case .undefinedSymbol:
            "A row or region uses a symbol that no file given defines, so its value is not known and it is left out. Name the "
                + "file that defines it (include, imageConfig) or give the value with --define."
        case .numberTooLarge: "A number does not fit the 32 bits of its column."
        case .missingInclude:
            "An included file is not among the files given nor near the including one. Symbols it defines are unknown."
        case .notText:
            "The file is not the text it should be: UTF-16, which is read all the same, or a binary file, which is not."
        case .noTable: "The file has no table that looks like an OEMAddressTable, or not the one asked for."
        case .notEvaluated:
            "A macro or loop cannot be evaluated, because a symbol is not known or its end is missing; rows it would make are "
                + "missing."
        case .unknownRegionType:
            "The type of a region in config.bib's MEMORY section is none of RAM, RAMIMAGE, RESERVED, NANDIMAGE, EXTENSION, "
                + "FIXUPVAR, ROM_8, ROM_16, ROMx8. romimage refuses it."
        case .redefinition: "A symbol is defined twice with different values; the build tools refuse or take the last."
        case .includeCycle: "A file includes itself, directly or through others."
        case .tooManyFindings: "More findings were made than are shown."
        case .errorDirective: "An #error directive is reached: the build of this configuration stops there."
        case .notAnImage: "The file is not a B000FF image, not an nb0 image and not an executable."
        case .truncatedImage: "A record of the image reaches past the end of the file."
        case .imageWithoutEnd: "The image has no last record with the start address, or bytes follow it."
        case .unknownLoadAddress:
            "A flat image does not say where it is loaded: it has no ROMHDR and config.bib gives no ROMSTART."
        case .profileTaken:
            "No profile is given, and a table shows that it is for Compact 7 or later; the rules of that kernel are applied."
        case .nothingRead:
            "The files hold nothing that a memory map is made of: no table, no region, no constant, no image."
        case .overlappingRecords:
            "Records of the image have addresses in common: what a loader writes last is there. romimage makes none."
        case .badROMHeader: "The image has the ECEC signature, but the ROMHDR it points to is not inside the image."
        }
    }
}
