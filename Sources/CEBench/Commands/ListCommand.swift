internal import ArgumentParser
internal import HostSystem

/// `cebench list`.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Names what can be measured.")

    func run() {
        let width = Workload.all.map(\.name.count).max() ?? 0
        for workload in Workload.all {
            StandardStream.output.write("\(workload.name.padded(to: width))  \(workload.summary)\n")
        }
    }
}
