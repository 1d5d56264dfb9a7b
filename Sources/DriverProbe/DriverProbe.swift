internal import CEKernel
internal import CEMachine
internal import Diagnostics
internal import Disassembly
internal import GuestAddress
internal import HostSystem
internal import ImageCode
internal import OEMAddrTable
internal import PEImage
internal import RegistryFiles
internal import ScenarioFiles

/// Tries a driver without a scenario of its own: what it asks for, maps, answers and lacks.
package struct DriverProbe {
    private static let maximumPrefixes = 8

    private let request: ProbeRequest

    package init(_ request: ProbeRequest) { self.request = request }

    /// One report for each prefix that the driver's exports have. Whatever goes wrong is in the reports.
    package func run() -> [ProbeReport] {
        let image: PEImage
        do throws(FileError) {
            let bytes = try FileAccess().read(request.driver)
            do throws(PEImageError) { image = try PEImage(bytes: bytes) } catch {
                let what =
                    error.code == .unsupportedMachine
                    ? "is for another machine: \(error.found)" : "cannot be loaded: \(error)"
                return [ProbeReport(file: request.driver, status: .none, reason: what)]
            }
        } catch { return [ProbeReport(file: request.driver, status: .none, reason: error.message)] }
        let prefixes = StreamPrefix.all(in: image.exports).prefix(Self.maximumPrefixes)
        let missing = Self.missing(image)
        guard !prefixes.isEmpty else {
            var report = ProbeReport(
                file: request.driver, status: .none, reason: "exports no XXX_Init: it is no stream driver")
            report.machine = image.machine.description
            report.missing = missing
            return [report]
        }
        return prefixes.map { prefix in
            var report = attempt(prefix, image)
            report.machine = image.machine.description
            report.missing = missing
            return report
        }
    }

    private func attempt(_ prefix: StreamPrefix, _ image: PEImage) -> ProbeReport {
        let codes = codes(of: prefix, image)
        let scenario = scenario(prefix, image)
        do {
            var trial = try ProbeTrial(scenario, codes: codes, path: Self.path)
            var report = try trial.run()
            // Registers that the built-in board lacks: with some there the driver comes further.
            let pages = request.isBuiltIn ? trial.unknownPages : []
            guard !pages.isEmpty else { return report }
            let path = try FileAccess().makeTemporaryFile(Array(BuiltInBoard.text(registers: pages).utf8))
            defer { try? FileAccess().removeTree(path) }
            var again = scenario
            again.request.board = path
            var second = try ProbeTrial(again, codes: codes, path: Self.path)
            report = try second.run()
            return report
        } catch {
            var report = ProbeReport(file: request.driver, status: .none, reason: "\(error)")
            report.prefix = prefix.prefix
            return report
        }
    }

    private func scenario(_ prefix: StreamPrefix, _ image: PEImage) -> ProbeScenario {
        ProbeScenario(
            key: key, prefix: prefix, request: request, files: ProbeScenario.files(of: request.driver, image))
    }

    /// The scenarios that the driver is tried in, by the name of its prefix; none of what is no driver.
    package var scenarios: [(name: String, text: String)] {
        guard let bytes = try? FileAccess().read(request.driver), let image = try? PEImage(bytes: bytes) else {
            return []
        }
        return StreamPrefix.all(in: image.exports).prefix(Self.maximumPrefixes).map {
            ($0.prefix.isEmpty ? "driver" : $0.prefix, scenario($0, image).text)
        }
    }

    /// What the scenario is called in messages.
    private static let path = "probe.scenario.yaml"

    /// The codes that XXX_IOControl compares with.
    private func codes(of prefix: StreamPrefix, _ image: PEImage) -> [UInt32] {
        guard case .address(let entry)? = image.exports[name: prefix.export("IOControl")],
            let disassembler = Disassembler()
        else { return [] }
        return ControlCodes(image, entry: entry.rawValue, disassembler).codes
    }

    /// The driver's key in the registry's files, or one that is made for it.
    private var key: String {
        let board = try? BoardFile(path: request.board, vocabulary: nil)
        let variables = Dictionary((board?.defines ?? []).map { ($0.name, $0.value) }) { _, last in last }
        let reader = RegistryReader(sources: FolderSources.host(), variables: variables)
        for file in (board?.registryFiles ?? []).map(\.path) + request.registry { reader.read(file) }
        let name = FilePath.lastComponent(of: request.driver).lowercased()
        let builtIn = "drivers\\builtin\\"
        for change in reader.reading.changes {
            guard case .set(let value, let data) = change.action, value.lowercased() == "dll",
                data.text?.lowercased() == name,
                change.path.lowercased().hasPrefix(builtIn)
            else { continue }
            let key = String(change.path.dropFirst(builtIn.count))
            if !key.contains("\\") { return key }
        }
        return name.split(separator: ".").first.map(String.init) ?? name
    }

    private static func missing(_ image: PEImage) -> [String] {
        image.importedLibraries.flatMap { library in
            library.imports.compactMap { entry -> String? in
                let function =
                    switch entry.symbol {
                    case .name(let name): Machine.imported(name: name, from: library.name)
                    case .ordinal(let number): Machine.imported(ordinal: UInt32(number), from: library.name)
                    }
                guard let function, !function.isProvided else { return nil }
                let ordinal = function.ordinal.map { " (@\($0))" } ?? ""
                return "\(library.name.lowercased()) \(function.name ?? "function")\(ordinal)"
            }
        }
    }
}
