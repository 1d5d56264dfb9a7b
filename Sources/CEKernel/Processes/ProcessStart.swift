import ARMMMU
import CEMemory
import GuestAddress
import PEImage
import Unicorn

/// What the first thread of a process begins with.
package struct ProcessStart: Codable {
    /// Whose entry points come first.
    let libraries: WorkList<Module>
    let module: Module
    let entry: UInt32
    /// Where the command line is.
    let commandLine: UInt32
}
