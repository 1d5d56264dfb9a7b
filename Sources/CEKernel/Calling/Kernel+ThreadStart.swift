extension Kernel {
    func begin(_ start: ThreadStart, _ thread: Thread) throws(CallStop) -> CallResult {
        switch start {
        case .function(let function, let argument, let process):
            try callGuest(thread, function, [argument], in: process, then: .threadEnd)
        case .process(let start):
            try attach(ModuleAttachment(start.libraries, then: .process(start)), thread)
        case .boot: try continueBoot(thread)
        case .rundown(let rundown): try closeNext(rundown, thread)
        case .power(let devices): try beginPowerThread(devices, thread)
        }
    }
}
