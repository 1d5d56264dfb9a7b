import CEKernel
internal import CEMachine
internal import Diagnostics
internal import OEMAddrTable
internal import PEImage
import ScenarioFiles

extension Scenario.Injection {
    /// What a machine is to make of a call; nil of memory that runs out.
    private var callEffect: (call: String, effect: CallEffect)? {
        switch effect {
        case .failure(let call, let error): (call, .failure(error))
        case .termination(let call): (call, .termination)
        case .truncation(let call, let bytes): (call, .truncation(bytes))
        case .pages, .pageTables: nil
        }
    }

    private var origin: CallOrigin {
        let place: CallOrigin.Place? =
            switch self.place {
            case .offset(let offset): .offset(offset)
            case .function(let name): .function(name)
            case nil: nil
            }
        return CallOrigin(process: process, module: module, place: place)
    }

    /// Has a machine do it.
    /// - Parameter files: the scenario's, among which the module is.
    /// - Throws: `InputErrors` for a function that the machine or the module does not have.
    func prepare(_ machine: Machine, files: [FileReference]) throws(InputErrors) {
        switch effect {
        case .pages(let count): machine.limitPages(count)
        case .pageTables(let count): machine.limitPageTables(count)
        case .failure, .termination, .truncation: break
        }
        guard let (call, effect) = callEffect else { return }
        guard machine.inject(effect, call: call, nth: nth, from: origin) else {
            throw unknown("the machine has no function '\(call.prefix(60))'", call, Machine.functionNames)
        }
        if case .function(let name) = place { try checkExport(name, files) }
    }

    private func checkExport(_ name: String, _ files: [FileReference]) throws(InputErrors) {
        guard let file = files.first(where: { $0.name.lowercased() == module?.lowercased() }),
            let image = try? PEImage(bytes: file.read())
        else { return }
        if case .address? = image.exports[name: name] { return }
        throw unknown(
            "\(file.name) exports no function '\(name.prefix(60))'", name,
            Array(image.exports.indicesByName.keys.sorted()))
    }

    private func unknown(_ message: String, _ name: String, _ names: [String]) -> InputErrors {
        InputErrors(
            InputError(
                at: location, message, hint: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }))
    }

    /// What to say when the call was not made; nil when it was.
    func omission(_ machine: Machine) -> String? {
        guard let (call, effect) = callEffect,
            !machine.hasHappened(effect, call: call, nth: nth, from: origin)
        else { return nil }
        return "\(location): nothing was injected: call \(nth) of \(call) was not made"
    }
}
