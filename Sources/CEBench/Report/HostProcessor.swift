internal import HostSystem

/// The processor this program runs on.
enum HostProcessor {
    /// Its name and the number of cores.
    static var description: String {
        let bytes = (try? FileAccess().read("/proc/cpuinfo")) ?? []
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let name = lines.first { $0.hasPrefix("model name") || $0.hasPrefix("Model") }?.split(separator: ":").last
        let text = name.map { String($0.drop { $0 == " " }) } ?? "unknown processor"
        return "\(text), \(Host.coreCount) cores"
    }
}
