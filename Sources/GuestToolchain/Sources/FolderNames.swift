internal import HostSystem

/// The names in folders, to find one that is written in other letters.
struct FolderNames {
    private var names: [String: [String: String]] = [:]

    /// The path of a file whose name is known up to the case of its letters, each part of it; nil when there is none.
    /// - Parameters:
    ///   - name: relative, with slashes.
    ///   - folder: where to begin.
    mutating func find(_ name: String, in folder: String) -> String? {
        let exact = FilePath.join(folder, name)
        if FileAccess().kind(of: exact) == .file { return exact }
        var place = folder.isEmpty ? "." : folder
        for part in name.split(separator: "/") {
            if part == "." || part == ".." {
                place += "/\(part)"
                continue
            }
            guard let found = entries(of: place)[part.lowercased()] else { return nil }
            place = place == "." ? found : "\(place)/\(found)"
        }
        return FileAccess().kind(of: place) == .file ? FilePath.normalized(place) : nil
    }

    private mutating func entries(of folder: String) -> [String: String] {
        if let known = names[folder] { return known }
        let all = (try? FileAccess().entries(of: folder)) ?? []
        let found = Dictionary(all.map { ($0.lowercased(), $0) }) { first, _ in first }
        names[folder] = found
        return found
    }
}
