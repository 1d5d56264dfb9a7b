package import CEDevices
package import CEMemory
package import OEMAddrTable
package import Unicorn

/// What the kernel starts with.
package struct KernelParts {
    let callTable: CallTable
    let boardName: String
    let engine: Engine
    let memory: MemoryManager
    let nk: Process
    let dataPage: KernelDataPage
    let busErrors: BusErrors
    let layout: KernelLayout
    let map: ValidatedMap
    let log: [String]

    package init(
        callTable: CallTable, boardName: String, engine: Engine, memory: MemoryManager, nk: Process,
        dataPage: KernelDataPage, busErrors: BusErrors, layout: KernelLayout, map: ValidatedMap, log: [String]
    ) {
        self.callTable = callTable
        self.boardName = boardName
        self.engine = engine
        self.memory = memory
        self.nk = nk
        self.dataPage = dataPage
        self.busErrors = busErrors
        self.layout = layout
        self.map = map
        self.log = log
    }
}
