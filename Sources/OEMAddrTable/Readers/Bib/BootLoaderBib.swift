import Diagnostics

/// Which bib files are boot loaders': those run without the MMU or before the kernel, so their regions are not the
/// kernel's.
enum BootLoaderBib {
    /// Whether the name of a file says that it is a boot loader's.
    static func isNamed(_ path: String) -> Bool {
        let file = path.split(separator: "/").last?.lowercased() ?? ""
        return file != "config.bib" && ["boot", "ldr", "loader", "ipl", "nbl"].contains { file.contains($0) }
    }

    /// Regions with those of a loader marked: a file none of whose regions lies in the kernel's half is one, whatever
    /// its name.
    static func marked(_ regions: [BibRegion]) -> [BibRegion] {
        let kernels = Set(regions.filter { $0.start >= StaticWindow.base && $0.size > 0 }.map(\.location.file))
        return regions.map { region in
            var region = region
            region.isOfBootLoader = !kernels.contains(region.location.file)
            return region
        }
    }
}
