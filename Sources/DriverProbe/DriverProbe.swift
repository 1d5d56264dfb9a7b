internal import CEKernel
internal import CEMachine
internal import Diagnostics
internal import Disassembly
internal import GuestAddress
internal import HostSystem
internal import ImageCode
internal import OEMAddrTable
internal import PEImage

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
                    switch error.code {
                    case .unsupportedMachine: "it is an image for another machine: \(error.found)"
                    case .notAnImage: "it is no image of Windows: \(error)"
                    default: "it is no image that CE could load: \(error)"
                    }
                return [ProbeReport(file: request.driver, status: .none, reason: what)]
            }
        } catch { return [ProbeReport(file: request.driver, status: .none, reason: error.message)] }
        let prefixes = Array(StreamPrefix.all(in: image.exports).prefix(Self.maximumPrefixes))
        let missing = Self.missing(image, beside: ProbeScenario.files(of: request.driver, image).dropFirst().map { $0 })
        guard !prefixes.isEmpty else {
            var report = ProbeReport(
                file: request.driver, status: .none, reason: "it exports no XXX_Init, so it is no stream driver")
            report.machine = image.machine.description
            report.missing = missing
            return [report]
        }
        let key = ProbeKey(request)
        return prefixes.map { prefix in
            var report = attempt(prefix, image, key)
            if report.reason == nil { report.reason = scenario(prefix, image, key).remark(prefixes) }
            report.machine = image.machine.description
            report.missing = missing
            return report
        }
    }

    private func attempt(_ prefix: StreamPrefix, _ image: PEImage, _ key: ProbeKey) -> ProbeReport {
        let codes = codes(of: prefix, image)
        let scenario = scenario(prefix, image, key)
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

    private func scenario(_ prefix: StreamPrefix, _ image: PEImage, _ key: ProbeKey) -> ProbeScenario {
        ProbeScenario(
            key: key, prefix: prefix, request: request, files: ProbeScenario.files(of: request.driver, image))
    }

    /// The scenarios that the driver is tried in, by the name of its prefix; none of what is no driver.
    package var scenarios: [(name: String, text: String)] {
        guard let bytes = try? FileAccess().read(request.driver), let image = try? PEImage(bytes: bytes) else {
            return []
        }
        let key = ProbeKey(request)
        return StreamPrefix.all(in: image.exports).prefix(Self.maximumPrefixes).map {
            ($0.prefix.isEmpty ? "driver" : $0.prefix, scenario($0, image, key).text)
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

    /// The image's imports that nobody provides: neither the machine nor a library that is loaded with it.
    private static func missing(_ image: PEImage, beside files: [String]) -> [String] {
        var exporters: [String: PEExports] = [:]
        for file in files {
            guard let bytes = try? FileAccess().read(file), let image = try? PEImage(bytes: bytes) else { continue }
            exporters[FilePath.lastComponent(of: file).lowercased()] = image.exports
        }
        return image.importedLibraries.flatMap { library in
            let file =
                library.name.lowercased().hasSuffix(".dll")
                ? library.name.lowercased() : library.name.lowercased() + ".dll"
            return library.imports.compactMap { missing($0.symbol, library.name, exporters[file]) }
        }
    }

    private static func missing(_ symbol: PEImport.Symbol, _ library: String, _ exports: PEExports?) -> String? {
        let function: Machine.ImportedFunction?
        let isExported: Bool
        switch symbol {
        case .name(let name):
            function = Machine.imported(name: name, from: library)
            isExported = exports?[name: name] != nil
        case .ordinal(let number):
            function = Machine.imported(ordinal: UInt32(number), from: library)
            isExported = exports?[ordinal: UInt32(number)] != nil
        }
        let isTheMachines =
            Machine.isBuiltIn(library: library) && (exports == nil || !Machine.isReplaceable(library: library))
        guard !(isTheMachines ? function?.isProvided == true : isExported) else { return nil }
        let ordinal = function?.ordinal.map { " (@\($0))" } ?? ""
        let absent = isTheMachines || exports != nil ? "" : ": there is no such library beside the driver"
        return "\(library.lowercased()) \(function?.name.map { $0 + ordinal } ?? symbol.description)\(absent)"
    }
}
