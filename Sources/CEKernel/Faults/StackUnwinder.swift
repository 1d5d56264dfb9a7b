import CEMemory
import GuestAddress
import PEImage
import Unicorn

/// A function of an image, by its function table.
struct FunctionPlace {
    let module: Module
    /// Where it begins in memory.
    let start: UInt32
    let isThumb: Bool
    /// Instructions in the prolog; nil where the table does not say.
    let prolog: Int?
    /// The CE form, with the exception handler.
    let compact: PEFunction.CompactFunction?
    /// The ARMNT form; nil when it cannot be read.
    let record: UnwindRecord?

    /// What turns an address as linked into one in memory.
    var relocation: UInt32 { module.base.rawValue &- module.image.imageBase.rawValue }
}

/// Goes up a thread's stack, function by function.
struct StackUnwinder {
    let kernel: Kernel
    let thread: Thread
    /// Whether the stack is read as the kernel sees it; what goes back into a thread's registers is read as the thread sees it.
    var isPrivileged = true

    var view: GuestView { kernel.view(of: thread, privileged: isPrivileged) }

    /// The function that holds an instruction; nil outside all function tables.
    func function(at address: UInt32) -> FunctionPlace? {
        guard let (module, offset) = kernel.module(at: address, thread) else { return nil }
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
    func caller(of registers: CoreRegisters, isInnermost: Bool) -> CoreRegisters? {
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
        if scan.slots[14] == nil, !isInnermost { return nil }
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
        guard let link, goesUp(from: registers.sp, to: stack) else { return nil }
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

extension Kernel {
    private static let maximumBacktrace = 24

    /// The callers of the code that faulted, innermost first, through the calls of drivers to their applications.
    func backtrace(from registers: CoreRegisters, _ thread: Thread) -> [String] {
        let unwinder = StackUnwinder(kernel: self, thread: thread)
        var lines: [String] = []
        var current = registers
        var isInnermost = true
        let calls = thread.frames.filter { !$0.isVisit }
        var depth = calls.count
        var repeated = 1
        while lines.count < Self.maximumBacktrace, repeated < 0x1_0000,
            let next = unwinder.caller(of: current, isInnermost: isInnermost)
        {
            isInnermost = false
            current = next
            if next.pc == calling.traps.returnTrap {
                guard depth > 0 else { break }
                depth -= 1
                current = calls[depth].resume
                guard current.pc != 0 else { break }
            }
            guard module(at: current.pc, thread) != nil else { break }
            let line = caller(at: current.pc, unwinder, thread)
            // A recursion takes one line.
            if lines.last == line {
                repeated += 1
                continue
            }
            closeRepetition(&lines, &repeated)
            lines.append(line)
        }
        closeRepetition(&lines, &repeated)
        return lines
    }

    private func closeRepetition(_ lines: inout [String], _ repeated: inout Int) {
        if repeated > 1, let last = lines.popLast() { lines.append("\(last), \(repeated) times") }
        repeated = 1
    }

    /// `smd.dll+0x1234 (SMD_IOControl+0x34)`, of where a call comes back to.
    func caller(at address: UInt32, _ unwinder: StackUnwinder, _ thread: Thread) -> String {
        let place = describe(address, thread)
        return functionName(at: address, isReturn: true, unwinder).map { "\(place) (\($0))" } ?? place
    }

    /// `CopyFrame+0x34, smd.c:143` as far as companion files know, otherwise `SMD_IOControl+0x34` when the function is exported.
    func functionName(at address: UInt32, isReturn: Bool, _ unwinder: StackUnwinder) -> String? {
        guard let (module, offset) = module(at: address, unwinder.thread) else { return nil }
        let line = module.symbols.line(at: offset, isReturn: isReturn)
        let name = module.symbols.name(at: offset, isReturn: isReturn) ?? exportedName(at: address, isReturn, unwinder)
        let parts = [name, line].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func exportedName(at address: UInt32, _ isReturn: Bool, _ unwinder: StackUnwinder) -> String? {
        guard let function = unwinder.function(at: isReturn ? address &- 1 : address) else { return nil }
        let start = function.start &- function.module.base.rawValue
        guard let name = function.module.exportName(at: start) else { return nil }
        return "\(name)+0x\(String(address &- function.start, radix: 16))"
    }
}

extension Module {
    /// The name of the function that begins at an offset, if it is exported.
    func exportName(at offset: UInt32) -> String? {
        let names = image.exports.indicesByName.filter { _, index in
            guard image.exports.targets.indices.contains(index),
                case .address(let rva)? = image.exports.targets[index]
            else { return false }
            return rva.rawValue & ~1 == offset
        }
        return names.keys.min()
    }
}
