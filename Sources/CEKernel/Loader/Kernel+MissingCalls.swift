import CEMemory
import GuestAddress
package import PEImage
import Unicorn

/// Functions that images import and nobody provides.
extension Kernel {
    /// A call of a missing import.
    func callMissing(_ stub: Int, _ thread: Thread) {
        guard let missing = loader.missingImport(stub) else {
            raise(.fetch(thread.registers.pc), on: thread)
            return
        }
        let caller = describe(thread.resume.pc, thread)
        let isFirst = loader.noteCall(of: stub, from: caller)
        let mode = control.missing
        guard mode != .stop else {
            raise(.fatal(missing.message(calledBy: caller)), on: thread)
            return
        }
        let result = mode == .fail ? missing.failureValue : 0
        if mode == .fail { thread.lastError = CEError.callNotImplemented.rawValue }
        if isFirst { output.writeLine("\(missing.message(calledBy: caller)): it returned \(result)") }
        thread.resume.r[0] = result
        thread.resume.r[1] = 0
        thread.registers = thread.resume
    }

    /// Lists the missing functions that were called, each once, when a run that went on behind them ends.
    package func tellMissingCalls() {
        guard control.missing != .stop else { return }
        for call in loader.takeUntoldCalls() { output.writeLine(call.text) }
    }

    /// What GetProcAddress gives for a function that the library has on CE and here has not: nothing, which is said, or
    /// a stub where missing functions are to be called.
    /// - Returns: nil for what is no export of the library either.
    package func missingAddress(
        _ symbol: PEImport.Symbol, of library: CallLibrary, askedBy thread: Thread
    ) -> UInt32? {
        let isExport =
            switch symbol {
            case .ordinal(let number): library.export(UInt32(number)) != nil
            case .name(let name): library.ordinal(of: name) != nil
            }
        guard isExport else { return nil }
        let caller = describe(place(of: thread), thread)
        let module = thread.current.modules.first { $0.range.contains(VirtualAddress(place(of: thread))) }
        let wanted = MissingImport(
            library: library.rawValue, symbol: symbol.description, importer: module?.name ?? thread.current.name)
        guard control.missing == .stop else {
            return calling.traps.address(ofMissing: loader.stub(for: wanted))
        }
        output.writeLine("GetProcAddress: \(wanted.function) is not provided; NULL for \(caller)")
        return nil
    }
}
