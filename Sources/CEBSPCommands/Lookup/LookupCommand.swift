internal import ArgumentParser
internal import Diagnostics
internal import GuestAddress
internal import HostSystem
internal import OEMAddrTable
internal import PrintableText

/// `cebsp lookup`.
struct LookupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup", abstract: "Says everything that is known of an address.",
        discussion: "An address is taken as a virtual and as a physical one unless an option says which.")

    @OptionGroup var options: MapInputOptions

    @Flag(name: .customLong("virtual"), help: "The addresses are virtual.")
    var isVirtual = false

    @Flag(name: .customLong("physical"), help: "The addresses are physical.")
    var isPhysical = false

    @Argument(help: ArgumentHelp("A board file, a BSP file or a BSP folder.", valueName: "input"))
    var input: String

    @Argument(
        help: ArgumentHelp("Addresses, hexadecimal.", valueName: "address"),
        transform: { text in
            guard let address = addressArgument(text) else {
                throw ValidationError("'\(text)' is not a 32-bit hexadecimal address")
            }
            return address
        })
    var addresses: [UInt32]

    func validate() throws {
        if isVirtual && isPhysical { throw ValidationError("--virtual and --physical exclude each other") }
        if addresses.isEmpty { throw ValidationError("give an address") }
    }

    func run() throws {
        let (text, problem) = try answer(TerminalStyle(isOn: StandardStream.output.wantsColor))
        StandardStream.output.write(cleaned: text)
        if let problem {
            StandardStream.error.write(cleaned: "\(problem); run cebsp check\n")
            throw ExitStatus.malformedInput.exitCode
        }
    }

    /// What is known of the addresses, and what is missing in the answer because the table could not be read.
    func answer(_ style: TerminalStyle) throws -> (text: String, problem: String?) {
        let reading = try options.sources([input]).reader().read()
        let lookup = AddressLookup(reading.map)
        var text = ""
        for address in addresses {
            let virtual = lookup.facts(ofVirtual: VirtualAddress(address))
            let physical = lookup.facts(ofPhysical: PhysicalAddress(address))
            let name = VirtualAddress(address).description
            if !isPhysical { text += Self.block(name + " as a virtual address", virtual, style) }
            if !isVirtual { text += Self.block(name + " as a physical address", physical, style) }
        }
        let map = reading.map
        if map.tables.isEmpty, map.regions.isEmpty, map.images.isEmpty {
            return (text, "\(input): error: no address table, no region and no image was read")
        }
        return (text, reading.gap.map { "\($0.location): error: \($0.reason)" })
    }

    private static func block(_ head: String, _ facts: [AddressLookup.Fact], _ style: TerminalStyle) -> String {
        let width = facts.map(\.name.count).max() ?? 0
        return style.bold(head) + "\n"
            + facts.map { fact in
                "  " + style.dim(fact.name + String(repeating: " ", count: width - fact.name.count))
                    + "  \(printable(fact.answer))\n"
            }.joined()
    }
}
