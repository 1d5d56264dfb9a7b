import CEKernel
internal import CEMachine

/// Collects the places that call some functions while a scenario runs.
final class CallSurvey {
    private let functions: Set<String>
    private var seen: Set<CallSiteInjection.Place> = []
    private(set) var sites: [CallSiteInjection.Site] = []

    /// Stands for every function.
    static let every = "*"

    init(_ functions: [String]) { self.functions = Set(functions) }

    func note(_ call: CallRecord) {
        guard functions.contains(call.function) || functions.contains(Self.every) else { return }
        let place = CallSiteInjection.Place(function: call.function, process: call.process, place: call.site)
        guard seen.insert(place).inserted else { return }
        sites.append(
            CallSiteInjection.Site(
                function: call.function, process: call.process, place: call.site, number: call.number))
    }
}
