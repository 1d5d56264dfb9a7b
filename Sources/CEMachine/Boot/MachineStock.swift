internal import ARMCore
import CEKernel
import Coredll
import Unicorn

/// What machines that follow each other hand on: cores with their memory. Each is as good as new, and its machine's
/// results are those of a machine of its own; it is there in microseconds instead of milliseconds.
///
/// To be used from one thread at a time. A stock keeps no machine.
public final class MachineStock {
    let engines = EngineStock()

    public init() {}

    /// Makes ready what the first machine needs: its core, which opens beside whatever the caller does next, and the
    /// list of functions.
    /// - Parameter cpu: the core that the board will have; a name that there is not is nobody's.
    package func prepare(cpu: String) {
        if let cpu = CPUModel(rawValue: cpu) { engines.prepare(cpu) }
        _ = CallTable.standard
    }

    /// Takes back what machines that have ended leave, and gives their memory to the host.
    public func settle() { engines.settle() }
}
