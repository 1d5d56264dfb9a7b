import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Files as the C runtime opens them. A FILE is the handle of the open file: guests only pass it on.
let streamFileCalls: [KernelCall] = openCalls + transferCalls + positionCalls

private let binaryOnly = CallSupport.partial("ends of lines are not translated: every stream is binary")

private let openCalls: [KernelCall] = [
    KernelCall("fopen", binaryOnly, "filename mode", source: "stdio.h", returns: .address, raisesFaults: true) {
        (kernel, call, name: NarrowString, mode: NarrowString) throws(CallStop) in
        try kernel.openStream(name.rawValue, mode.rawValue, .narrow, call)
    },
    KernelCall("_wfopen", binaryOnly, "filename mode", source: "stdio.h", returns: .address, raisesFaults: true) {
        (kernel, call, name: WideString, mode: WideString) throws(CallStop) in
        try kernel.openStream(name.rawValue, mode.rawValue, .wide, call)
    },
    KernelCall("fclose", .full, "stream", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, file: Word) throws(CallStop) in
        if (StandardStream.input...StandardStream.error).contains(file.rawValue) { return .value(0) }
        guard kernel.stream(file.rawValue, call) != nil else { return .failure(.max) }
        _ = try kernel.closeHandle(Handle(word: file.rawValue), call)
        return .value(0)
    },
    // Nothing is held back, so that any buffer will do.
    KernelCall("setvbuf", .full, "stream buffer mode size", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, file: Word, _: Unread<VirtualAddress>, _: Unread<UInt32>, _: Unread<UInt32>)
            throws(CallStop) in
        kernel.stream(file.rawValue, call) != nil || StandardStream.isOutput(file.rawValue)
            ? .value(0) : .failure(.max)
    },
]

private let transferCalls: [KernelCall] = [
    KernelCall(
        "fread", .full, "buffer size count stream", source: "stdio.h", returns: .number, raisesFaults: true
    ) { (kernel, call, buffer: VirtualAddress, size: UInt32, count: UInt32, file: Word) throws(CallStop) in
        guard let open = kernel.stream(file.rawValue, call), size > 0 else { return .value(0) }
        let bytes = kernel.take(UInt64(size) * UInt64(count), from: open)
        try call.access { memory throws(GuestFault) in try memory.write(bytes, buffer.rawValue) }
        return .value(UInt32(bytes.count) / size)
    },
    KernelCall(
        "fwrite", .full, "buffer size count stream", source: "stdio.h", returns: .number, raisesFaults: true
    ) { (kernel, call, buffer: VirtualAddress, size: UInt32, count: UInt32, file: Word) throws(CallStop) in
        let total = UInt64(size) * UInt64(count)
        guard total > 0, total <= UInt64(GuestView.copyLimit) else { return .value(0) }
        let bytes = try call.access { memory throws(GuestFault) in try memory.bytes(buffer.rawValue, UInt32(total)) }
        return .value(kernel.put(bytes, to: file.rawValue, call) ? count : 0)
    },
    character("fgetc", .narrow), character("fgetwc", .wide), line("fgets", .narrow), line("fgetws", .wide),
]

private let positionCalls: [KernelCall] = [
    KernelCall("fseek", .full, "stream offset origin", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, file: Word, offset: Int32, origin: UInt32) throws(CallStop) in
        guard let open = kernel.stream(file.rawValue, call) else { return .failure(.max) }
        let start: UInt64
        switch origin {
        case FileConstants.fromStart: start = 0
        case FileConstants.fromCurrent: start = open.position
        case FileConstants.fromEnd: start = UInt64(open.file.bytes.count)
        default: return .failure(.max)
        }
        // No position is beyond 2^31, so that the sum fits.
        let position = Int64(clamping: start) + Int64(offset)
        guard (0...Int64(Int32.max)).contains(position) else { return .failure(.max) }
        (open.position, open.hasMetEnd) = (UInt64(position), false)
        return .value(0)
    },
    KernelCall("ftell", .full, "stream", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, file: Word) throws(CallStop) in
        guard let open = kernel.stream(file.rawValue, call) else { return .failure(.max) }
        return .value(UInt32(clamping: open.position))
    },
    KernelCall("feof", .full, "stream", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, file: Word) throws(CallStop) in
        .value(kernel.stream(file.rawValue, call)?.hasMetEnd == true ? 1 : 0)
    },
    // What fails is told at once, and nothing is remembered.
    KernelCall("ferror", .full, "stream", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, file: Word) throws(CallStop) in
        .value(kernel.stream(file.rawValue, call) != nil || StandardStream.isOutput(file.rawValue) ? 0 : 1)
    },
]

private func character(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(name, .full, "stream", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, file: Word) throws(CallStop) in
        let end: UInt32 = width == .wide ? 0xFFFF : .max
        guard let open = kernel.stream(file.rawValue, call) else { return .failure(end) }
        let bytes = kernel.take(UInt64(width.rawValue), from: open)
        guard bytes.count == Int(width.rawValue) else { return .failure(end) }
        return .value(bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) })
    }
}

/// A line with its end, as far as the buffer holds it.
private func line(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(name, .full, "string n stream", source: "stdio.h", returns: .address, raisesFaults: true) {
        (kernel, call, target: VirtualAddress, capacity: Int32, file: Word) throws(CallStop) in
        guard let open = kernel.stream(file.rawValue, call), capacity > 0 else { return .failure(0) }
        let units = kernel.takeLine(width, atMost: min(Int(capacity) - 1, Int(GuestView.textLimit)), from: open)
        guard !units.isEmpty else { return .failure(0) }
        try call.access { memory throws(GuestFault) in
            try memory.write(units, target.rawValue, width, terminated: true)
        }
        return .value(target.rawValue)
    }
}

extension Kernel {
    /// The open file behind a FILE; nil for the standard streams and for numbers that are none.
    func stream(_ file: UInt32, _ call: borrowing Invocation) -> OpenFile? {
        guard case .file(let open) = object(Handle(word: file), call.thread) else { return nil }
        return open
    }

    fileprivate func openStream(
        _ name: UInt32, _ mode: UInt32, _ width: CharacterWidth, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let (path, mode) = try call.access { memory throws(GuestFault) in
            (
                try memory.units(name, width, limit: UInt32(GuestFiles.maximumPath)),
                String(decoding: try memory.units(mode, width, limit: 16), as: UTF16.self)
            )
        }
        guard path.count < GuestFiles.maximumPath else { return .failure(0) }
        let isUpdate = mode.contains("+")
        let (access, disposition): (UInt32, UInt32)
        switch mode.first {
        case "r": (access, disposition) = (OpenFile.genericRead, FileConstants.openExisting)
        case "w": (access, disposition) = (OpenFile.genericWrite, FileConstants.createAlways)
        case "a": (access, disposition) = (OpenFile.genericWrite, FileConstants.openAlways)
        default: return .failure(0)
        }
        let both = OpenFile.genericRead | OpenFile.genericWrite
        let open: OpenFile
        do throws(CallStop) {
            open = try openFile(
                named: String(decoding: path, as: UTF16.self), access: isUpdate ? both : access,
                share: OpenFile.shareRead, disposition: disposition
            ).open
        } catch {
            guard case .error = error else { throw error }
            return .failure(0)
        }
        if mode.first == "a" { open.position = UInt64(open.file.bytes.count) }
        return .value(try addHandle(.file(open), call))
    }

    /// The next bytes of a stream, fewer at its end.
    fileprivate func take(_ count: UInt64, from open: OpenFile) -> [UInt8] {
        guard open.access & OpenFile.genericRead != 0 else { return [] }
        let bytes = open.file.bytes
        let start = Int(min(open.position, UInt64(bytes.count)))
        let end = start + Int(min(count, UInt64(bytes.count - start)))
        if UInt64(end - start) < count { open.hasMetEnd = true }
        open.position = UInt64(end)
        return Array(bytes[start..<end])
    }

    /// The characters up to the end of the line, which is one of them; it looks at no others.
    fileprivate func takeLine(_ width: CharacterWidth, atMost limit: Int, from open: OpenFile) -> [UInt16] {
        guard open.access & OpenFile.genericRead != 0 else { return [] }
        let bytes = open.file.bytes
        let size = Int(width.rawValue)
        var position = Int(min(open.position, UInt64(bytes.count)))
        var units: [UInt16] = []
        while units.count < limit {
            guard position + size <= bytes.count else {
                open.hasMetEnd = true
                break
            }
            let unit =
                width == .wide ? UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8 : UInt16(bytes[position])
            units.append(unit)
            position += size
            if unit == 0x0A { break }
        }
        open.position = UInt64(position)
        return units
    }

    /// Text to a stream: the debug output, or a file, which gets wide text as it is.
    /// - Returns: false when nothing was written.
    func put(
        _ units: [UInt16], _ width: CharacterWidth, to file: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> Bool {
        if StandardStream.isOutput(file) {
            let text = width == .wide ? units : units.map { CodePage.character(of: UInt8(truncatingIfNeeded: $0)) }
            output.write(String(decoding: text, as: UTF16.self))
            return true
        }
        let bytes =
            width == .wide
            ? units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            : units.map { UInt8(truncatingIfNeeded: $0) }
        return put(bytes, to: file, call)
    }

    /// - Returns: false when nothing was written.
    fileprivate func put(_ bytes: [UInt8], to file: UInt32, _ call: borrowing Invocation) -> Bool {
        if StandardStream.isOutput(file) {
            output.write(String(decoding: bytes.map { CodePage.character(of: $0) }, as: UTF16.self))
            return true
        }
        guard let open = stream(file, call), open.access & OpenFile.genericWrite != 0 else { return false }
        do throws(CEError) { try files.write(bytes, to: open.file, at: open.position, time: now) } catch {
            return false
        }
        open.position += UInt64(bytes.count)
        return true
    }
}
