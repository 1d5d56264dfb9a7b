internal import ArgumentParser
internal import CEScenario
internal import Diagnostics
internal import GuestAddress
internal import HostSystem
internal import OEMAddrTable

/// The options of every command that reads memory maps.
struct MapInputOptions: ParsableArguments {
    @Option(
        help:
            """
            The generation of CE: ce5, ce6, wec7 or wec2013. Default: the board file's, else what the table and the files \
            around it show, else ce6.
            """
    )
    var profile: ProfileName?

    @Option(
        name: .customLong("define"),
        help: ArgumentHelp(
            "An assembler symbol, C macro or build variable; may be repeated.", valueName: "name[=value]"))
    var defines: [String] = []

    @Option(
        name: .customLong("include"),
        help: ArgumentHelp("A file that defines symbols which the tables use; may be repeated.", valueName: "file"))
    var includes: [String] = []

    @Option(
        name: .customShort("I", allowingJoined: true),
        help: ArgumentHelp("A folder to look in for included files; may be repeated.", valueName: "folder"))
    var includeFolders: [String] = []

    @Option(
        help: ArgumentHelp("The board support package to take from a folder that holds several.", valueName: "name"))
    var bsp: String?

    @Option(help: ArgumentHelp("The table that the kernel gets, when a file holds several.", valueName: "name"))
    var symbol: String?

    @Option(
        name: .customLong("ram"),
        help: ArgumentHelp(
            "A RAM bank, 0x80000000:1G; may be repeated. A board file gives its own.", valueName: "base:size"))
    var banks: [RAMBankArgument] = []

    /// Finds the files behind the arguments and adds what the options say.
    /// - Throws: an exit status, after the reason was printed.
    func sources(_ inputs: [String]) throws -> MapSources {
        var sources = MapSources()
        sources.bsp = bsp
        do {
            for input in inputs { try sources.add(input) }
            sources.settle()
        } catch {
            StandardStream.error.write(error.description + "\n")
            throw (error.isMissing ? ExitStatus.missingInput : .malformedInput).exitCode
        }
        if let choice = sources.choice {
            StandardStream.error.write(choice + "\n")
            throw ExitStatus.usage.exitCode
        }
        for folder in includeFolders where FileAccess().kind(of: folder) != .directory {
            StandardStream.error.write("\(folder): error: no such folder\n")
            throw ExitStatus.missingInput.exitCode
        }
        sources.searchFolders = includeFolders + sources.searchFolders
        for include in includes where FileAccess().kind(of: include) != .file {
            StandardStream.error.write("\(include): error: no such file\n")
            throw ExitStatus.missingInput.exitCode
        }
        if let profile { sources.inputs.profile = Profile(profile.name) }
        if let symbol { sources.inputs.tableSymbol = symbol }
        sources.inputs.includes += includes
        sources.inputs.banks += banks.map { RAMBank(range: $0.range) }
        for define in defines {
            let parts = define.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            sources.inputs.defines[String(parts[0])] = parts.count > 1 ? String(parts[1]) : "1"
        }
        return sources
    }
}

/// A generation of CE as an argument.
struct ProfileName: ExpressibleByArgument {
    let name: Profile.Name

    init?(argument: String) {
        guard let name = Profile.Name(rawValue: argument.lowercased()) else { return nil }
        self.name = name
    }

    static var allValueStrings: [String] { Profile.Name.allCases.map(\.rawValue) }
}

/// A bank of RAM as an argument.
struct RAMBankArgument: ExpressibleByArgument {
    let range: AddressRange<PhysicalAddress>

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let base = addressArgument(parts[0]), let size = ByteCount(parts[1]),
            let range = AddressRange(base: PhysicalAddress(base), size: size.rawValue), !range.isEmpty
        else { return nil }
        self.range = range
    }
}

/// A 32-bit address as people write it: `0x80000000`, `80000000` or `8000_0000`, hexadecimal in each case.
func addressArgument(_ text: some StringProtocol) -> UInt32? {
    let digits = text.lowercased().filter { $0 != "_" }
    let body = digits.hasPrefix("0x") ? digits.dropFirst(2) : digits[...]
    guard let first = body.first, first.isHexDigit else { return nil }
    return UInt32(body, radix: 16)
}
