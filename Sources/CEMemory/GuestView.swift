package import ARMMMU
package import GuestAddress
import Unicorn

/// An access by the host on behalf of the guest that the MMU refuses, as the guest would have met it.
package struct GuestFault: Error, Hashable, Sendable {
    /// The first byte that cannot be reached.
    package var address: VirtualAddress
    package var fault: Fault

    package init(address: VirtualAddress, fault: Fault) {
        self.address = address
        self.fault = fault
    }
}

/// Guest memory as one processor mode sees it in one address space: every access goes through the page tables.
package struct GuestView {
    package let memory: PhysicalMemory
    package let walker: Walker
    package let isPrivileged: Bool
    /// Whether the observer is told what is read and written here: accesses that code of the guest asked for, not what the kernel or a report
    /// looks at by itself.
    package var isObserved = false

    package init(memory: PhysicalMemory, regime: TranslationRegime, privileged: Bool) {
        self.memory = memory
        walker = Walker(regime)
        isPrivileged = privileged
    }

    /// Tells the clock and the observer of an access that was made.
    @inline(__always)
    func note(_ address: UInt32, _ count: UInt32, _ access: AccessKind) {
        memory.work &+= UInt64(count) &+ PhysicalMemory.walkWork
        if isObserved {
            memory.tell(
                .accesses,
                .accessed(address: address, count: count, isWrite: access == .write, isPrivileged: isPrivileged))
        }
    }

    /// Where an address leads and for how many bytes.
    @inline(__always)
    package func page(_ address: VirtualAddress, _ access: AccessKind) throws(GuestFault) -> PageTranslation {
        if let found = walker.translatePage(address, for: access, privileged: isPrivileged, in: memory) { return found }
        if let source = memory.pageSource, source.pageIn(address, table: walker.regime.ttbr0),
            let found = walker.translatePage(address, for: access, privileged: isPrivileged, in: memory)
        {
            return found
        }
        switch walker.translate(address, for: access, privileged: isPrivileged, in: memory) {
        case .failure(let fault): throw GuestFault(address: address, fault: fault)
        case .success: throw externalFault(address, access)
        }
    }

    private func externalFault(_ address: VirtualAddress, _ access: AccessKind) -> GuestFault {
        GuestFault(address: address, fault: Fault(kind: .external, level: .page, access: access))
    }

    /// Calls `body` for each run of bytes that is contiguous in one bank. Runs before a fault have been visited when it throws.
    @inline(__always)
    func forEachRun(
        _ address: UInt32, _ count: UInt32, _ access: AccessKind,
        _ body: (_ ram: GuestRAM, _ offset: Int, _ length: Int, _ done: Int) -> Void
    ) throws(GuestFault) {
        var done: UInt32 = 0
        while done < count {
            let virtual = VirtualAddress(address &+ done)
            let page = try page(virtual, access)
            let length = min(page.length, count - done)
            guard let (ram, offset) = memory.locate(page.physical), offset + Int(length) <= ram.size else {
                throw externalFault(virtual, access)
            }
            body(ram, offset, Int(length), Int(done))
            note(virtual.rawValue, length, access)
            done += length
        }
    }

    /// Calls `body` for each page of a range, with the physical address of its part and the part's length.
    package func forEachPage(
        _ address: UInt32, _ count: UInt32, _ access: AccessKind, _ body: (PhysicalAddress, UInt32) -> Void
    ) throws(GuestFault) {
        var done: UInt32 = 0
        while done < count {
            let page = try page(VirtualAddress(address &+ done), access)
            let length = min(page.length, count - done)
            body(page.physical, length)
            memory.work &+= PhysicalMemory.walkWork
            done += length
        }
    }

    // MARK: Words

    package func word(_ address: UInt32) throws(GuestFault) -> UInt32 {
        let page = try page(VirtualAddress(address), .read)
        if page.length >= 4, let (ram, offset) = memory.locate(page.physical), let word = ram.word(at: offset) {
            note(address, 4, .read)
            return word
        }
        if let (device, offset) = memory.device(at: page.physical) { return device.read(offset: offset, size: 4) }
        var value: UInt32 = 0
        try forEachRun(address, 4, .read) { ram, offset, length, done in
            for byte in 0..<length { value |= UInt32(ram.byte(at: offset + byte) ?? 0) << UInt32((done + byte) * 8) }
        }
        return value
    }

    package func setWord(_ value: UInt32, _ address: UInt32) throws(GuestFault) {
        let page = try page(VirtualAddress(address), .write)
        if page.length >= 4, let (ram, offset) = memory.locate(page.physical), ram.setWord(value, at: offset) {
            return note(address, 4, .write)
        }
        if let (device, offset) = memory.device(at: page.physical) {
            return device.write(value, offset: offset, size: 4)
        }
        try write(
            [
                UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8),
                UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 24),
            ], address)
    }

    package func halfword(_ address: UInt32) throws(GuestFault) -> UInt16 {
        UInt16(try byte(address)) | UInt16(try byte(address &+ 1)) << 8
    }

    package func setHalfword(_ value: UInt16, _ address: UInt32) throws(GuestFault) {
        try write([UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)], address)
    }

    package func byte(_ address: UInt32) throws(GuestFault) -> UInt8 {
        let page = try page(VirtualAddress(address), .read)
        if let (ram, offset) = memory.locate(page.physical), let byte = ram.byte(at: offset) {
            note(address, 1, .read)
            return byte
        }
        if let (device, offset) = memory.device(at: page.physical) {
            return UInt8(truncatingIfNeeded: device.read(offset: offset, size: 1))
        }
        throw externalFault(VirtualAddress(address), .read)
    }

    package func setByte(_ value: UInt8, _ address: UInt32) throws(GuestFault) {
        let page = try page(VirtualAddress(address), .write)
        if let (ram, offset) = memory.locate(page.physical), ram.fill(at: offset, count: 1, with: value) {
            return note(address, 1, .write)
        }
        if let (device, offset) = memory.device(at: page.physical) {
            return device.write(UInt32(value), offset: offset, size: 1)
        }
        throw externalFault(VirtualAddress(address), .write)
    }

    package func doubleword(_ address: UInt32) throws(GuestFault) -> UInt64 {
        UInt64(try word(address)) | UInt64(try word(address &+ 4)) << 32
    }

    // MARK: Runs of bytes

    /// The most that a host copy of guest bytes holds at once: what the guest names beyond it is a bad argument.
    package static let copyLimit: UInt32 = 64 << 20

    /// Copies bytes out of the guest.
    /// - Parameter count: at most `copyLimit`, which the caller checks.
    package func bytes(_ address: UInt32, _ count: UInt32) throws(GuestFault) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Int(min(count, 0x1_0000)))
        try forEachRun(address, count, .read) { ram, offset, length, _ in
            if let part = ram.bytes(at: offset, count: length) { result += part }
        }
        return result
    }

    package func write(_ bytes: [UInt8], _ address: UInt32) throws(GuestFault) {
        try forEachRun(address, UInt32(bytes.count), .write) { ram, offset, length, done in
            _ = ram.write(bytes.span.extracting(done..<done + length), at: offset)
        }
    }

    /// Whether every byte of a range can be accessed; the first that cannot is thrown.
    package func probe(_ address: UInt32, _ count: UInt32, _ access: AccessKind) throws(GuestFault) {
        guard count > 0 else { return }
        var next = UInt64(address)
        let end = min(UInt64(address) + UInt64(count), 0x1_0000_0000)
        while next < end {
            let page = try page(VirtualAddress(UInt32(truncatingIfNeeded: next)), access)
            memory.work &+= PhysicalMemory.walkWork
            next += UInt64(page.length)
        }
    }

    // MARK: Strings

    /// The longest string the host reads, in characters: what is longer has lost its terminator.
    package static let stringLimit = 0x1_0000

    /// A zero-terminated wide string.
    package func wideString(_ address: UInt32, limit: Int = stringLimit) throws(GuestFault) -> String {
        String(decoding: try wideCharacters(address, limit: limit), as: UTF16.self)
    }

    package func wideCharacters(_ address: UInt32, limit: Int = stringLimit) throws(GuestFault) -> [UInt16] {
        try units(address, .wide, limit: UInt32(clamping: limit))
    }

    /// A zero-terminated string of bytes.
    package func narrowBytes(_ address: UInt32, limit: Int = stringLimit) throws(GuestFault) -> [UInt8] {
        try units(address, .narrow, limit: UInt32(clamping: limit)).map { UInt8(truncatingIfNeeded: $0) }
    }

    /// A zero-terminated string of bytes as Latin-1 text, the ANSI code page of the emulated system.
    package func narrowString(_ address: UInt32, limit: Int = stringLimit) throws(GuestFault) -> String {
        String(String.UnicodeScalarView(try narrowBytes(address, limit: limit).map { Unicode.Scalar($0) }))
    }
}
