public import ARMCore
public import GuestAddress

/// A core and what lies at its physical addresses: engines of equal plans can take each other's place.
public struct EnginePlan: Hashable, Sendable {
    public var cpu: CPUModel
    public var banks: [AddressRange<PhysicalAddress>]
    /// The windows of devices.
    public var devices: [AddressRange<PhysicalAddress>]

    public init(
        cpu: CPUModel, banks: [AddressRange<PhysicalAddress>], devices: [AddressRange<PhysicalAddress>]
    ) {
        self.cpu = cpu
        self.banks = banks
        self.devices = devices
    }
}

/// Engines that are used one after the other: opening a core takes milliseconds, making one as good as new
/// microseconds. To be used from one thread at a time.
public final class EngineStock {
    private struct Entry {
        let plan: EnginePlan
        var engine: Engine
    }

    /// Engines that nobody uses. Each may take a board's address space and some megabytes.
    private static let capacity = 3

    /// Those that were given out, and those that are ready, the last used at the end.
    private var used: [Entry] = []
    private var ready: [Entry] = []

    /// The core that is being opened for whoever comes first, or nil.
    private var opening: EngineOpening?

    public init() {}

    /// Begins to open a core, on a thread of its own, for the first engine of the model that is asked for.
    public func prepare(_ cpu: CPUModel) {
        guard opening == nil, EngineTraits.running.canBeRenewed else { return }
        opening = EngineOpening(cpu)
    }

    /// What was prepared for the model, once.
    private func takeOpening(_ cpu: CPUModel) -> EngineOpening? {
        guard let prepared = opening, prepared.cpu == cpu else { return nil }
        opening = nil
        return prepared
    }

    /// An engine of a plan, with nothing mapped that `makeRAM` and `map` are not to find.
    /// - Throws: `UnicornError` as `Engine.init`.
    public func engine(_ plan: EnginePlan) throws(UnicornError) -> Engine {
        settle()
        let engine: Engine
        if let index = ready.firstIndex(where: { $0.plan == plan }) {
            engine = ready.remove(at: index).engine
        } else {
            engine =
                if let opening = takeOpening(plan.cpu) {
                    unsafe try Engine(cpu: plan.cpu, hasClock: true, handle: opening.finish())
                } else { try Engine(cpu: plan.cpu) }
            guard engine.traits.canBeRenewed else { return engine }
            try engine.keepPristine()
        }
        used.append(Entry(plan: plan, engine: engine))
        return engine
    }

    /// Takes back the engines that nobody holds any more, and gives their memory to the host. To be called when a
    /// machine has ended, so that none holds memory while nothing runs.
    public func settle() {
        for index in used.indices.reversed() where isKnownUniquelyReferenced(&used[index].engine) {
            let entry = used.remove(at: index)
            if entry.engine.renew() { ready.append(entry) }
        }
        if ready.count > Self.capacity { ready.removeFirst(ready.count - Self.capacity) }
    }
}
