internal import CECheckers
import CEDiagnosis
import CEKernel
internal import CEMachine
import RunReports

extension ScenarioObservation.Thread {
    init(_ summary: ThreadSummary, _ clock: VirtualClock) {
        self.init()
        id = summary.id
        process = summary.process
        name = summary.name
        priority = summary.priority
        time = clock.nanoseconds(summary.activity.time)
        switches = Int(clamping: summary.activity.switches)
        interrupts = Int(clamping: summary.activity.interrupts)
        let latencies = summary.activity.latencies.sorted().map { clock.nanoseconds(UInt64($0)) }
        latencyLeast = latencies.first
        latencyMedian = latencies.isEmpty ? nil : latencies[latencies.count / 2]
        latencyMost = latencies.last
    }
}

extension ScenarioObservation.Stack {
    init(_ depth: StackDepth) {
        self.init()
        thread = depth.thread
        process = depth.process
        name = depth.name
        kind = depth.isOfKernel ? "kernel" : "thread"
        size = depth.size
        used = depth.used
    }
}

extension ScenarioObservation {
    /// Adds what the threads were at when the run ended before its time.
    mutating func addHang(_ machine: Machine) {
        let clock = machine.kernel.board.clock
        for report in machine.threadReports {
            if let place = threads.firstIndex(where: { $0.id == report.id }) {
                threads[place].add(report, clock)
            } else {
                threads.append(Thread(report, clock))
            }
        }
        waitCircles = machine.waitCircles
        untoldThreads = machine.untoldThreads
    }

    /// Adds the switches of a schedule.
    mutating func addSwitches(of machine: Machine) {
        let clock = machine.kernel.board.clock
        switches = machine.takenSwitches.map {
            Switch(number: $0.number, at: clock.nanoseconds($0.at), place: $0.place)
        }
    }

    /// Adds where the threads spend their time that want the core.
    mutating func add(_ places: [HotPlace]) {
        for place in places {
            guard let index = threads.firstIndex(where: { $0.id == place.thread }) else { continue }
            threads[index].hotPlaces.append("\(place.percent) % \(place.place)")
        }
    }
}

extension ScenarioObservation.Thread {
    fileprivate init(_ report: ThreadReport, _ clock: VirtualClock) {
        self.init()
        id = report.id
        process = report.process
        name = report.name
        priority = report.priority
        time = clock.nanoseconds(report.time)
        switches = Int(clamping: report.switches)
        add(report, clock)
    }

    fileprivate mutating func add(_ report: ThreadReport, _ clock: VirtualClock) {
        name = report.name
        state = report.state.rawValue
        call = report.call
        waitsFor = report.waitsFor
        since = report.since.map(clock.nanoseconds)
        until = report.until.map(clock.nanoseconds)
        wakers = report.wakers
        backtrace = report.stack
    }
}

extension ScenarioObservation.Lane {
    init(_ lane: ActivityLane, _ clock: VirtualClock) {
        self.init()
        kind = lane.kind.rawValue
        name = lane.name
        count = lane.count
        total = clock.nanoseconds(lane.total)
        first = clock.nanoseconds(lane.first ?? 0)
        last = clock.nanoseconds(lane.last)
        spans = lane.spans.map { Span(start: clock.nanoseconds($0.start), end: clock.nanoseconds($0.end)) }
    }
}
