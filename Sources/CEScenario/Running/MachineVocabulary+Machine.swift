import CECheckers
import CEKernel
internal import CEMachine
package import ScenarioFiles

extension MachineVocabulary {
    /// What the machine of this package offers.
    package static let machine = MachineVocabulary(
        cpus: Machine.cpuNames, deviceTypes: Machine.deviceTypes, checkers: Checker.allCases.map(\.name),
        functions: functionNames, copyMaps: CallEffect.copyMaps)

    private static let functionNames = Set(Machine.functionNames)
}
