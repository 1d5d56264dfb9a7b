package import CEMemory
package import Unicorn

/// What the kernel starts with.
package struct KernelParts {
    let callTable: CallTable
    /// The functions that are guest code.
    let libraryAddresses: LibraryAddresses
    let engine: Engine
    let memory: MemoryManager
    let nk: Process
    let dataPage: KernelDataPage
    let board: Board

    package init(
        callTable: CallTable, libraryAddresses: LibraryAddresses, engine: Engine, memory: MemoryManager, nk: Process,
        dataPage: KernelDataPage, board: Board
    ) {
        self.callTable = callTable
        self.libraryAddresses = libraryAddresses
        self.engine = engine
        self.memory = memory
        self.nk = nk
        self.dataPage = dataPage
        self.board = board
    }
}
