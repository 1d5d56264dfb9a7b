import CEMemory
package import SavedState
import Unicorn

/// A device that a step deactivates.
package struct BootDeactivation: Codable {
    /// Stands for every device.
    package static let all = "all"

    /// Who hears of it.
    let step: Int
    /// What CreateFile would open, or the last part of the driver's key.
    let device: String

    package init(step: Int, device: String) {
        self.step = step
        self.device = device
    }
}

/// What the machine does once it is up, one step after the other, on a thread of the kernel: drivers of HKLM\Drivers\BuiltIn, then
/// processes, then the steps of a story.
package struct BootScript: SavedPart {
    package enum Step: Codable {
        /// ActivateDeviceEx of a registry key; the driver's name in the scenario, and its DLL.
        case activate(key: String, name: String, dll: String)
        case start(image: String, arguments: String)
        case pause(milliseconds: UInt32)
        /// Looks every millisecond whether what a step of the host waits for is so.
        case wait(step: Int, milliseconds: UInt32)
        /// The host does something.
        case action(step: Int)
        /// The system sleeps: XXX_PowerDown of all devices, and XXX_PowerUp after so long.
        case suspend(milliseconds: UInt32)
        case deactivate(BootDeactivation)
        /// XXX_IOControl of a device.
        case control(HostControl)
    }

    private(set) var steps: [Step] = []
    /// The step in hand, or the next one.
    private var position = 0
    /// The step that was taken last.
    private var taken: Int?
    /// Milliseconds that are left of a wait that has begun.
    var remaining: UInt32?
    /// Whether the thread that runs the steps exists.
    var isStarted = false
    /// Its number.
    package internal(set) var threadID: UInt32?
    /// Does the host's steps.
    package var host: (any BootHost)?

    /// What the step in hand does, in words; nil before the first.
    package var currentStep: String? {
        guard let taken, steps.indices.contains(taken) else { return nil }
        switch steps[taken] {
        case .activate(_, let name, let dll): return "activate \(name) (\(dll))"
        case .start(let image, _): return "start \(image)"
        case .pause(let milliseconds): return "pause for \(milliseconds) ms"
        case .wait(let step, _): return "wait as step \(step + 1) says"
        case .action(let step): return "do step \(step + 1)"
        case .suspend: return "suspend the system"
        case .deactivate(let request): return "deactivate \(request.device) (step \(request.step + 1))"
        case .control(let control): return "call XXX_IOControl for step \(control.step + 1)"
        }
    }

    package mutating func add(_ step: Step) { steps.append(step) }

    mutating func takeNext() -> Step? {
        guard position < steps.count else { return nil }
        defer { position += 1 }
        taken = position
        return steps[position]
    }

    /// The step in hand comes again.
    mutating func repeatStep() { position -= 1 }

    var isDone: Bool { position >= steps.count }

    package static let hostProperties: Set<String> = ["host"]

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&steps)
        try state.carry(&position)
        try state.carry(&taken)
        try state.carry(&remaining)
        try state.carry(&isStarted)
        try state.carry(&threadID)
        guard (0...steps.count).contains(position) else {
            throw StateError.malformed("the steps of the boot script")
        }
    }
}

/// The host's part in a story that it tells: steps are known by their numbers, so that the script is a value.
package protocol BootHost: AnyObject {
    /// Does what a step says.
    func perform(step: Int)
    /// Whether what a step waits for is so. It must depend on the machine alone, or runs are not the same any more.
    func isMet(step: Int) -> Bool
    /// A wait is over.
    /// - Parameter isMet: whether it came to be so in time.
    func waited(step: Int, isMet: Bool)
    /// A device has answered.
    func answered(step: Int, _ result: HostControlResult)
}
