internal import ARMCore
package import Diagnostics
internal import HostSystem
package import OEMAddrTable

extension BoardFile {
    /// What the memory map of this board is made of.
    package var mapInputs: MapInputs {
        var inputs = MapInputs(
            profile: Profile(profile), bibs: [configBib].compactMap { $0?.path },
            imageConfigurations: imageConfig.map(\.path), images: [image].compactMap { $0?.path },
            defines: Dictionary(defines.map { ($0.name, $0.value) }) { _, last in last }, banks: banks,
            architecture: CPUModel(rawValue: cpu)?.architecture)
        inputs.devices = devices.map { BoardDevice(name: $0.name, base: $0.base, location: $0.location) }
        switch addressTable {
        case .file(let file, let symbol, let include):
            inputs.tables = [file.path]
            inputs.tableSymbol = symbol
            inputs.includes = include.map(\.path)
        case .rows(let table): inputs.rows = table.rows
        case nil: break
        }
        return inputs
    }

    /// Every file the board names.
    package var references: [FileReference] {
        var files = [configBib, image].compactMap { $0 } + imageConfig + registryFiles
        if case .file(let file, _, let include) = addressTable { files = [file] + include + files }
        return files
    }

    /// Reads the files the board names and makes the memory map of them.
    /// - Throws: `InputErrors` when a file that the board names is not there; what is wrong inside the files is a
    ///   finding.
    package func readMap() throws(InputErrors) -> MapReading {
        let absent = FileReference.absences(references)
        guard absent.isEmpty else { throw InputErrors(absent) }
        return MapReader(mapInputs, sources: FolderSources.host()).read()
    }
}

extension FolderSources {
    /// The files of this machine.
    /// - Parameter searchFolders: where includes are looked for when they are not near the file that includes them.
    package static func host(searchFolders: [String] = []) -> FolderSources {
        FolderSources(
            searchFolders: searchFolders,
            readFile: { path throws(SourceRefusal) in
                do throws(FileError) { return try NamedFiles.read(path) } catch {
                    if error.reason == .notFound || error.reason == .notDirectory { return nil }
                    throw SourceRefusal(error.message)
                }
            },
            listFolder: { path throws(SourceRefusal) in
                do throws(FileError) { return try NamedFiles.contents(of: path).map(\.name) } catch {
                    guard case .outside = error.reason else { return [] }
                    throw SourceRefusal(error.message)
                }
            })
    }
}
