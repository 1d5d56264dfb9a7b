internal import Diagnostics
internal import GuestAddress
internal import HostSystem
internal import ImageCode
internal import PEImage

/// What is kept of an image while others are read.
struct ImageSummary {
    let path: String
    let machine: String
    let libraries: [PEImportedLibrary]
    let exports: PEExports
    /// Where the imports that were asked for are called, by their slots.
    var callSites: [RelativeAddress: [RelativeAddress]] = [:]

    init(_ image: PEImage, path: String) {
        self.path = path
        machine = image.machine.description
        libraries = image.importedLibraries
        exports = image.exports
    }

    /// The exported function that an address lies behind, and how far; nil before the first.
    func function(at address: RelativeAddress) -> (name: String, offset: UInt32)? {
        var best: (name: String, offset: UInt32)?
        for (name, index) in exports.indicesByName {
            guard exports.targets.indices.contains(index), case .address(let start)? = exports.targets[index] else {
                continue
            }
            let start32 = start.rawValue & ~1
            guard start32 <= address.rawValue else { continue }
            let offset = address.rawValue - start32
            if let best, (best.offset, best.name) <= (offset, name) { continue }
            best = (name, offset)
        }
        return best
    }
}

/// The images of a command line, those in its folders among them.
struct ImageCollection {
    /// A file that is not taken, and why.
    struct Skipped {
        var path: String
        var reason: String
        /// Whether it is an image for a processor that CE boards of this machine do not have.
        var isOfOtherMachine: Bool
        /// What the program ends with on its account; nil of what a folder has besides.
        var status: ExitStatus?
    }

    private static let maximumImages = 20_000
    private static let maximumDepth = 16
    private static let maximumEntries = 500_000
    private static let endings = [".dll", ".exe", ".cpl", ".drv", ".ocx", ".sys"]

    private(set) var images: [ImageSummary] = []
    private(set) var skipped: [Skipped] = []
    /// Whether totals have something to say: a folder, or several images.
    private(set) var isMany: Bool
    private var entries = 0
    private let slots: (PEImage) -> [RelativeAddress]

    /// - Parameters:
    ///   - paths: files and folders.
    ///   - slots: the imports of an image whose call sites are wanted.
    init(_ paths: [String], slots: @escaping (PEImage) -> [RelativeAddress] = { _ in [] }) {
        self.slots = slots
        isMany = paths.count > 1
        for path in paths {
            if FileAccess().kind(of: path) == .directory {
                isMany = true
                walk(path, depth: 0)
            } else {
                read(path, isNamed: true)
            }
        }
    }

    private mutating func walk(_ folder: String, depth: Int) {
        let names: [FolderEntry]
        do throws(FileError) { names = try FileAccess().contents(of: folder) } catch {
            skipped.append(
                Skipped(
                    path: folder, reason: error.message, isOfOtherMachine: false,
                    status: depth == 0 ? .missingInput : nil))
            return
        }
        for entry in names.sorted(by: { $0.name < $1.name }) {
            entries += 1
            guard entries <= Self.maximumEntries, images.count < Self.maximumImages else {
                return skipRest(of: folder)
            }
            let path = FilePath.join(folder, entry.name)
            if entry.isFolder {
                if depth < Self.maximumDepth { walk(path, depth: depth + 1) } else { skipRest(of: path) }
            } else if Self.endings.contains(where: entry.name.lowercased().hasSuffix),
                FileAccess().kind(of: path) == .file
            {
                read(path, isNamed: false)
            }
        }
    }

    private mutating func skipRest(of folder: String) {
        guard skipped.last?.path != folder else { return }
        skipped.append(
            Skipped(
                path: folder, reason: "too many files or folders; the rest is left out", isOfOtherMachine: false,
                status: .malformedInput))
    }

    private mutating func read(_ path: String, isNamed: Bool) {
        let bytes: [UInt8]
        do throws(FileError) { bytes = try FileAccess().read(path) } catch {
            let status: ExitStatus = error.reason == .notFound ? .missingInput : .malformedInput
            skipped.append(
                Skipped(path: path, reason: error.message, isOfOtherMachine: false, status: isNamed ? status : nil))
            return
        }
        do throws(PEImageError) {
            let image = try PEImage(bytes: bytes)
            var summary = ImageSummary(image, path: path)
            let wanted = slots(image)
            if !wanted.isEmpty { summary.callSites = ImportCallSites(image, slots: wanted).sites }
            images.append(summary)
        } catch {
            let isOther = error.code == .unsupportedMachine
            skipped.append(
                Skipped(
                    path: path,
                    reason: isOther
                        ? "is for another machine: \(error.found)" : "is not an image that CE could load: \(error)",
                    isOfOtherMachine: isOther, status: isNamed && !isOther ? .malformedInput : nil))
        }
    }

    /// What the program ends with on account of what was not taken; nil when all is well.
    var status: ExitStatus? {
        skipped.compactMap(\.status).first ?? (images.isEmpty && !skipped.isEmpty ? .malformedInput : nil)
    }

    /// Tells what was not taken.
    func tell() {
        for file in skipped {
            let severity = file.status == nil && !images.isEmpty ? "note" : "error"
            StandardStream.error.write("\(file.path): \(severity): \(file.reason)\n")
        }
    }
}

/// Images by what libraries are called: of several, the one in the importer's folder.
struct Exporters {
    private var byName: [String: [(folder: String, exports: PEExports)]] = [:]

    init(_ images: [ImageSummary] = []) {
        for image in images {
            byName[FilePath.lastComponent(of: image.path).lowercased(), default: []].append(
                (FilePath.directory(of: image.path), image.exports))
        }
    }

    /// The file name and exports of the image that a library's name means for an importer.
    func exporter(of library: String, for path: String) -> (file: String, exports: PEExports)? {
        var file = library.lowercased()
        if !file.hasSuffix(".dll"), byName[file] == nil { file += ".dll" }
        guard let found = byName[file] else { return nil }
        let folder = FilePath.directory(of: path)
        return (found.first { $0.folder == folder } ?? found.first).map { (file, $0.exports) }
    }
}
