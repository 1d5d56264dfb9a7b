internal import CEMachine
internal import Diagnostics
internal import GuestAddress
internal import OEMAddrTable
internal import PEImage
internal import PrintableText

/// Calls that a newer system does not have any more, or has without its effect, with the places that make them.
struct MigrationReport {
    private static let id = CommandFinding.lackedCall.rawValue
    /// Places of one function in one image that are told one by one.
    private static let shownPlaces = 200

    let target: Profile.Name
    let images: [ImageSummary]

    private struct Call {
        var function: String
        var change: Machine.FunctionChange
        var slot: RelativeAddress
    }

    /// The imports of an image that the target lacks.
    static func slots(of image: PEImage, for target: Profile.Name) -> [RelativeAddress] {
        calls(image.importedLibraries, target).map(\.slot)
    }

    private static func calls(_ libraries: [PEImportedLibrary], _ target: Profile.Name) -> [Call] {
        libraries.flatMap { library in
            library.imports.compactMap { entry -> Call? in
                let function: Machine.ImportedFunction?
                let change: Machine.FunctionChange?
                switch entry.symbol {
                case .name(let name):
                    function = Machine.imported(name: name, from: library.name)
                    change = Machine.change(ofName: name, from: library.name, in: target)
                case .ordinal(let number):
                    function = Machine.imported(ordinal: UInt32(number), from: library.name)
                    change = Machine.change(ofOrdinal: UInt32(number), from: library.name, in: target)
                }
                guard let change else { return nil }
                let ordinal = function?.ordinal.map { " (@\($0))" } ?? ""
                let name = function?.name.map { $0 + ordinal } ?? entry.symbol.description
                return Call(function: name, change: change, slot: entry.slot)
            }
        }
    }

    /// One for each place.
    var findings: [Finding] {
        images.flatMap { image in Self.calls(image.libraries, target).flatMap { findings(of: $0, in: image) } }
    }

    private func findings(of call: Call, in image: ImageSummary) -> [Finding] {
        let title = Profile(target).title
        let message = "\(call.function): \(title) \(call.change.text)"
        let places = image.callSites[call.slot] ?? []
        guard !places.isEmpty else {
            return [
                Finding(
                    Self.id, .warning, at: SourceLocation(file: image.path),
                    message + "; it is imported, and no call of it is found", hint: call.change.replacement)
            ]
        }
        var findings = places.prefix(Self.shownPlaces).map { place in
            let name = image.function(at: place).map { " (\($0.name)+0x\(String($0.offset, radix: 16)))" } ?? ""
            let site = "+0x\(String(place.rawValue, radix: 16))\(name)"
            return Finding(
                Self.id, .warning, at: SourceLocation(file: image.path), "\(site): \(message)",
                hint: call.change.replacement)
        }
        if places.count > Self.shownPlaces {
            findings.append(
                Finding(
                    Self.id, .note, at: SourceLocation(file: image.path),
                    "\(places.count - Self.shownPlaces) more calls of \(call.function)"))
        }
        return findings
    }

    var text: String {
        let findings = findings
        var text = ""
        for finding in findings {
            text += "\(finding.location.file)\(finding.message.hasPrefix("+") ? "" : ": ")\(finding.message)"
            text += finding.hint.map { "; \($0)\n" } ?? "\n"
        }
        let affected = Set(findings.map(\.location.file)).count
        text += "\(images.count) images, \(affected) with calls that \(Profile(target).title) lacks\n"
        return text
    }
}
