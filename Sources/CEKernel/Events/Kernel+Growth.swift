import CEMemory
import GuestAddress

/// What a driver that stays loaded keeps of each call, so that it grows for as long as it is used.
extension Kernel {
    /// Fewer calls say nothing: the first ones may build what the driver needs for good.
    private static let fewestCalls = 3
    /// As many takings of one thing are told apart.
    private static let mostTakings = 1 << 16

    /// Something that is still there, and for which call it was taken.
    private struct Kept {
        let subject: Leak.Subject
        let site: CallSite
        /// Of what can be taken several times, how often it was.
        var count = 1
        var occasion: CallOccasion { CallOccasion(rawValue: site.occasion) }
    }

    private struct Cause: Hashable {
        let subject: Leak.Subject.Kind
        let function: String
        let place: UInt32
        let kind: UInt32
    }

    /// What one place has kept of the calls of one kind.
    private struct Growth {
        let first: Kept
        var bytes: UInt64 = 0
        var count = 0
        var calls: Set<UInt32> = []
    }

    /// Tells of each place that has kept something of every call of a kind, for each device that is active.
    package func reportGrowth() {
        let pending = callsInHand
        let opens = objects.handles.opens
        for device in drivers.devices.all where !device.usage.counts.isEmpty {
            let requests = Dictionary(device.usage.counts.map { ($0.kind, $0) }) { first, _ in first }
            for growth in growths(in: device.module.process, of: Set(requests.keys)) {
                let kind = growth.first.occasion.kind
                guard let count = requests[kind] else { continue }
                let request = count.request
                // What belongs to an open that is still there is in use.
                let used = request.method == .open ? opens[ObjectIdentifier(device)] ?? 0 : 0
                let finished = min(count.calls, CallOccasion.highestOrdinal) &- UInt64(pending[kind] ?? 0)
                guard growth.calls.count >= Self.fewestCalls + used, growth.calls.count >= finished else { continue }
                tell(growth, of: request, device)
            }
        }
    }

    private func tell(_ growth: Growth, of request: DriverRequest, _ device: Device) {
        let each = growth.count / growth.calls.count
        let isEven = growth.count % growth.calls.count == 0
        var subject = growth.first.subject
        if case .heapBlock = subject { subject = .heapBlock(bytes: growth.bytes) }
        var leak = Leak(
            process: device.module.name, subject, of: growth.first.site, count: growth.count, reason: .scenarioEnd)
        leak.growth = "by \(isEven ? "" : "about ")\(each) with each \(request.text)"
        observers.tell(.leaks, .leaked(leak, isMistake: true))
    }

    /// How many calls of drivers have not returned, by kind.
    private var callsInHand: [UInt32: Int] {
        var calls: [UInt32: Int] = [:]
        for thread in scheduler.threads {
            for frame in thread.frames {
                guard let call = frame.continuation?.driverCall else { continue }
                calls[call.occasion.kind, default: 0] += 1
            }
        }
        return calls
    }

    private func growths(in process: Process, of kinds: Set<UInt32>) -> [Growth] {
        var growths: [Growth] = []
        var positions: [Cause: Int] = [:]
        func add(_ kept: Kept) {
            let occasion = kept.occasion
            guard kinds.contains(occasion.kind) else { return }
            let cause = Cause(
                subject: kept.subject.kind, function: kept.site.function, place: kept.site.returnAddress,
                kind: occasion.kind)
            let position = positions[cause] ?? growths.count
            if position == growths.count {
                positions[cause] = position
                growths.append(Growth(first: kept))
            }
            if case .heapBlock(let bytes) = kept.subject { growths[position].bytes &+= bytes }
            growths[position].count &+= kept.count
            // What is taken again has no record of its own: each time counts as another call's.
            for number in 0..<UInt32(clamping: min(kept.count, Self.mostTakings)) {
                growths[position].calls.insert(occasion.ordinal &+ number)
            }
        }
        for reservation in process.space.reservations
        where reservation.purpose.isGuestMade && !reservation.isReportedLeak {
            add(Kept(subject: .reservation(reservation.range, reservation.releasedBy), site: reservation.creator))
        }
        for (kind, site) in objects.handles.open(in: process) { add(Kept(subject: .handle(kind), site: site)) }
        for (key, holding) in process.holdings.all {
            add(
                Kept(subject: subject(of: key, in: process), site: site(of: holding, in: process), count: holding.count)
            )
        }
        return growths
    }
}
