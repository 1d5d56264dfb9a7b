package import CEMemory
import GuestAddress
import PEImage
package import Unicorn

/// Goes up a thread's stack, function by function.
package struct StackUnwinder {
    let kernel: Kernel
    package let thread: Thread
    /// Whether the stack is read as the kernel sees it; what goes back into a thread's registers is read as the thread sees it.
    var isPrivileged = true
    /// The process whose stack and code it is, when that is not what the thread sees now: the caller of a user-mode driver's.
    package var space: Process?

    package init(kernel: Kernel, thread: Thread, isPrivileged: Bool = true) {
        self.kernel = kernel
        self.thread = thread
        self.isPrivileged = isPrivileged
    }

    package var view: GuestView {
        space.map(kernel.view(of:)) ?? kernel.view(of: thread, privileged: isPrivileged)
    }

    /// The module that an address lies in, of those that the code sees.
    package func module(at address: UInt32) -> (module: Module, offset: UInt32)? {
        kernel.module(at: address, in: space ?? thread.addressSpace)
    }

    /// The function that holds an instruction; nil outside all function tables.
    package func function(at address: UInt32) -> FunctionPlace? {
        guard let (module, offset) = module(at: address) else { return nil }
        let linked = module.image.imageBase.rawValue &+ offset
        var best: PEFunction.UnwindFunction?
        for function in module.image.functions {
            switch function {
            case .compact(let entry):
                let start = entry.start.rawValue & ~1
                guard linked >= start, linked &- start < entry.byteCount else { continue }
                return FunctionPlace(
                    module: module, start: module.base.rawValue &+ (start &- module.image.imageBase.rawValue),
                    isThumb: !entry.has32BitInstructions, prolog: Int(entry.prologLength), compact: entry,
                    record: nil)
            case .unwind(let entry):
                let start = entry.start.rawValue & ~1
                if start <= offset, start >= (best?.start.rawValue ?? 0) & ~1 { best = entry }
            }
        }
        guard let best else { return nil }
        let start = best.start.rawValue & ~1
        let record = module.image.unwindRecord(of: best)
        // Functions that need no stack have no entry.
        if let record, offset &- start >= record.byteCount { return nil }
        return FunctionPlace(
            module: module, start: module.base.rawValue &+ start, isThumb: true, prolog: nil, compact: nil,
            record: record)
    }

    /// The registers in the caller, with PC where it goes on; nil when the way up cannot be told.
    /// - Parameters:
    ///   - registers: those in the function, or at its call to the function below.
    ///   - isInnermost: whether PC is the instruction that was to run, rather than one behind a call.
    package func caller(of registers: CoreRegisters, isInnermost: Bool) -> CoreRegisters? {
        let control = isInnermost ? registers.pc : registers.pc &- 1
        guard let function = function(at: control) else {
            return isInnermost ? returned(registers, to: registers.lr, sp: registers.sp) : nil
        }
        if let record = function.record {
            return caller(of: registers, record, at: registers.pc &- function.start, isInnermost: isInnermost)
        }
        let scan = scan(function, upTo: registers.pc)
        var entry = registers.sp &+ scan.lowered
        if let frame = scan.frame { entry = registers.r[frame.register] &+ frame.below }
        guard goesUp(from: registers.sp, to: entry) else { return nil }
        var above = registers
        var target = registers.lr
        for (register, below) in scan.slots {
            guard let value = try? view.word(entry &- below) else { return nil }
            if register == 14 { target = value } else if register < 13 { above.r[register] = value }
        }
        if scan.slots[14] == nil {
            // A function that never returns saves no LR, which then shows where its last call came back to.
            let isLeftOver = self.function(at: (target & ~1) &- 1)?.start == function.start
            guard isInnermost, !isLeftOver || registers.pc == function.start else { return nil }
        }
        return returned(above, to: target, sp: entry)
    }

    /// The same by unwind codes.
    private func caller(
        of registers: CoreRegisters, _ record: UnwindRecord, at offset: UInt32, isInnermost: Bool
    ) -> CoreRegisters? {
        var above = registers
        var stack = registers.sp
        var link = isInnermost ? registers.lr : nil
        func pop() -> UInt32? {
            defer { stack &+= 4 }
            return try? view.word(stack)
        }
        for operation in record.operations(at: offset) {
            switch operation.effect {
            case .adjustStack(let bytes): stack &+= bytes
            case .pop(let list):
                for register in 0..<15 where list & 1 << UInt32(register) != 0 {
                    guard let value = pop() else { return nil }
                    if register == 14 { link = value } else { above.r[register] = value }
                }
            case .popDoubles(let count): stack &+= count &* 8
            case .stackFrom(let register): stack = above.r[register & 15]
            case .loadLink(let bytes):
                guard let value = pop() else { return nil }
                link = value
                stack &+= bytes &- 4
            case .nothing, .end: break
            }
        }
        guard let link, link & ~1 != registers.pc, goesUp(from: registers.sp, to: stack) else { return nil }
        return returned(above, to: link, sp: stack)
    }

    /// A stack that does not go up leads nowhere.
    private func goesUp(from below: UInt32, to above: UInt32) -> Bool {
        above >= below && above &- below < 0x10_0000
    }

    private func returned(_ registers: CoreRegisters, to address: UInt32, sp: UInt32) -> CoreRegisters {
        var above = registers
        above.pc = address & ~1
        above.isThumb = address & 1 != 0
        above.sp = sp
        return above
    }

    /// The stack pointer in the body of a function: below what its prolog saved.
    func bodyStackPointer(_ registers: CoreRegisters, _ function: FunctionPlace) -> UInt32 {
        // ARMNT code changes SP in prologs, epilogs and for alloca only.
        guard function.record == nil else { return registers.sp }
        let whole = scan(function, upTo: UInt32.max)
        guard let frame = whole.frame else { return registers.sp }
        return registers.r[frame.register] &+ frame.below &- whole.lowered
    }

    private static let thumbScan = 16

    private func scan(_ function: FunctionPlace, upTo pc: UInt32) -> PrologScan {
        var scan = PrologScan()
        var address = function.start
        if !function.isThumb {
            for _ in 0..<min(function.prolog ?? 0, 255) where address < pc {
                guard let word = try? view.word(address) else { break }
                scan.scanA32(word)
                address &+= 4
            }
            return scan
        }
        for _ in 0..<min(function.prolog ?? Self.thumbScan, 255) where address < pc {
            guard let first = (try? view.halfword(address)).map(UInt32.init) else { break }
            let isLong = first >> 11 >= 0x1D
            let second = isLong ? (try? view.halfword(address &+ 2)).map(UInt32.init) ?? 0 : 0
            let isBranch =
                isLong ? first & 0xF800 == 0xF000 && second & 0x8000 != 0 : first >> 12 == 0xD || first >> 11 == 0x1C
            guard !isBranch else { break }
            if isLong { scan.scanT32(first, second) } else { scan.scanT16(first) }
            address &+= isLong ? 4 : 2
        }
        return scan
    }
}
