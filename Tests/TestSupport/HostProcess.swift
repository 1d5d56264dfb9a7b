internal import HostSystem

/// What the host says about the process that the tests run in.
package enum HostProcess {
    /// Resident pages of 4 KB; 0 when the host does not say.
    package static var residentPages: Int { figure(1) }

    /// Pages of address space, whether anything is in them or not; 0 when the host does not say.
    package static var virtualPages: Int { figure(0) }

    /// A number of /proc/self/statm.
    private static func figure(_ index: Int) -> Int {
        let text = (try? FileAccess().read("/proc/self/statm")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: " ").dropFirst(index).first.flatMap { Int($0) } ?? 0
    }

    /// The value of an environment variable as a number.
    package static func number(_ name: String) -> Int? { Environment.value(name).flatMap { Int($0) } }
}
