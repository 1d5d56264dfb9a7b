import CEKernel
import CEMemory

/// Strings, narrow and wide: each function is written once.
let cRuntimeStringCalls: [KernelCall] = [
    copyingCalls, comparingCalls, searchingCalls, fillingCalls,
    [duplicate("_strdup", .narrow), duplicate("_wcsdup", .wide)],
].flatMap { $0 }

/// A copy on the heap, or null when there is no memory.
private func duplicate(_ name: String, _ width: CharacterWidth) -> KernelCall {
    .runtime(name) { kernel, call throws(CallStop) in
        let source = call.r0
        guard source != 0 else { return .value(0) }
        let count = try call.access { memory throws(GuestFault) in
            (try memory.length(source, width) &+ 1) &* width.rawValue
        }
        let copy = try kernel.allocate(count, zeroed: false, call)
        try call.access { memory throws(GuestFault) in try memory.move(to: copy, from: source, count: count) }
        return .value(copy)
    }
}

private let copyingCalls: [KernelCall] = [
    KernelCall.string("strlen", "wcslen") { memory, call, width throws(GuestFault) in
        try memory.length(call.r0, width)
    },
    KernelCall.string("strnlen", "wcsnlen") { memory, call, width throws(GuestFault) in
        try memory.length(call.r0, width, limit: call.r1)
    },
    KernelCall.string("strcpy", "wcscpy") { memory, call, width throws(GuestFault) in
        let length = try memory.length(call.r1, width)
        try memory.move(to: call.r0, from: call.r1, count: (length &+ 1) &* width.rawValue)
        return call.r0
    },
    KernelCall.string("strncpy", "wcsncpy") { memory, call, width throws(GuestFault) in
        let length = try memory.length(call.r1, width, limit: call.r2)
        try memory.move(to: call.r0, from: call.r1, count: length &* width.rawValue)
        try memory.fill(
            call.r0 &+ length &* width.rawValue, count: (call.r2 &- length) &* width.rawValue, with: 0)
        return call.r0
    },
    KernelCall.string("strcat", "wcscat") { memory, call, width throws(GuestFault) in
        let end = call.r0 &+ (try memory.length(call.r0, width)) &* width.rawValue
        let length = try memory.length(call.r1, width)
        try memory.move(to: end, from: call.r1, count: (length &+ 1) &* width.rawValue)
        return call.r0
    },
    KernelCall.string("strncat", "wcsncat") { memory, call, width throws(GuestFault) in
        let end = call.r0 &+ (try memory.length(call.r0, width)) &* width.rawValue
        let count = try memory.length(call.r1, width, limit: call.r2) &* width.rawValue
        try memory.move(to: end, from: call.r1, count: count)
        try memory.setUnit(0, end &+ count, width)
        return call.r0
    },
].flatMap { $0 }

private let comparingCalls: [KernelCall] = [
    KernelCall.string("strcmp", "wcscmp") { memory, call, width throws(GuestFault) in
        try memory.compareStrings(call.r0, call.r1, width)
    },
    KernelCall.string("strncmp", "wcsncmp") { memory, call, width throws(GuestFault) in
        try memory.compareStrings(call.r0, call.r1, width, limit: call.r2)
    },
    KernelCall.string("_stricmp", "_wcsicmp") { memory, call, width throws(GuestFault) in
        try memory.compareStrings(call.r0, call.r1, width, ignoringCase: true)
    },
    KernelCall.string("_strnicmp", "_wcsnicmp") { memory, call, width throws(GuestFault) in
        try memory.compareStrings(call.r0, call.r1, width, limit: call.r2, ignoringCase: true)
    },
    KernelCall.string(nil, "lstrcmpW") { memory, call, width throws(GuestFault) in
        try memory.compareStrings(call.r0, call.r1, width)
    },
    KernelCall.string(nil, "lstrcmpiW") { memory, call, width throws(GuestFault) in
        try memory.compareStrings(call.r0, call.r1, width, ignoringCase: true)
    },
].flatMap { $0 }

private let searchingCalls: [KernelCall] = [
    KernelCall.string("strchr", "wcschr") { memory, call, width throws(GuestFault) in
        let wanted = UInt16(truncatingIfNeeded: call.r1) & width.mask
        return try memory.findCharacter(call.r0, width) { $0 == wanted } ?? 0
    },
    KernelCall.string("strrchr", "wcsrchr") { memory, call, width throws(GuestFault) in
        let wanted = UInt16(truncatingIfNeeded: call.r1) & width.mask
        var found: UInt32 = 0
        var characters = memory.characters(call.r0, width)
        while true {
            let place = characters.address
            let unit = try characters.next()
            if unit == wanted { found = place }
            if unit == 0 { return found }
        }
    },
    KernelCall.string("strpbrk", "wcspbrk") { memory, call, width throws(GuestFault) in
        let wanted = try memory.characterSet(call.r1, width)
        return try memory.findCharacter(call.r0, width) { $0 != 0 && wanted.contains($0) } ?? 0
    },
    KernelCall.string("strspn", "wcsspn") { memory, call, width throws(GuestFault) in
        let wanted = try memory.characterSet(call.r1, width)
        let end = try memory.findCharacter(call.r0, width) { $0 == 0 || !wanted.contains($0) } ?? call.r0
        return (end &- call.r0) / width.rawValue
    },
    KernelCall.string("strcspn", "wcscspn") { memory, call, width throws(GuestFault) in
        let wanted = try memory.characterSet(call.r1, width)
        let end = try memory.findCharacter(call.r0, width) { $0 == 0 || wanted.contains($0) } ?? call.r0
        return (end &- call.r0) / width.rawValue
    },
    KernelCall.string("strstr", "wcsstr") { memory, call, width throws(GuestFault) in
        let wanted = try memory.units(call.r1, width, limit: GuestView.textLimit)
        // What is longer than the host looks at is nowhere.
        guard wanted.count < GuestView.textLimit, let end = try memory.findEnd(of: wanted, call.r0, width) else {
            return 0
        }
        return end &- UInt32(truncatingIfNeeded: wanted.count) &* width.rawValue
    },
].flatMap { $0 }

private let fillingCalls: [KernelCall] = [
    KernelCall.string("_strset", "_wcsset") { memory, call, width throws(GuestFault) in
        try memory.setCharacters(call.r0, width, to: call.r1, count: memory.length(call.r0, width))
        return call.r0
    },
    KernelCall.string("_strnset", "_wcsnset") { memory, call, width throws(GuestFault) in
        try memory.setCharacters(call.r0, width, to: call.r1, count: memory.length(call.r0, width, limit: call.r2))
        return call.r0
    },
    KernelCall.string("_strrev", "_wcsrev") { memory, call, width throws(GuestFault) in
        let length = try memory.length(call.r0, width)
        var low = call.r0
        var high = call.r0 &+ length &* width.rawValue &- width.rawValue
        for _ in 0..<length / 2 {
            let unit = try memory.unit(low, width)
            try memory.setUnit(memory.unit(high, width), low, width)
            try memory.setUnit(unit, high, width)
            low &+= width.rawValue
            high &-= width.rawValue
        }
        return call.r0
    },
].flatMap { $0 }

extension GuestView {
    /// −1, 0 or 1, as an int of the guest.
    func compareStrings(
        _ left: UInt32, _ right: UInt32, _ width: CharacterWidth, limit: UInt32 = .max, ignoringCase: Bool = false
    ) throws(GuestFault) -> UInt32 {
        var first = characters(left, width)
        var second = characters(right, width)
        var count: UInt32 = 0
        while count < limit {
            var (one, other) = (try first.next(), try second.next())
            if ignoringCase, one != other {
                one = LetterCase.lower(one, width)
                other = LetterCase.lower(other, width)
            }
            if one != other { return one < other ? .max : 1 }
            if one == 0 { return 0 }
            count += 1
        }
        return 0
    }

    /// The address of the first character, the terminator included, that `matches`.
    func findCharacter(
        _ address: UInt32, _ width: CharacterWidth, _ matches: (UInt16) -> Bool
    ) throws(GuestFault) -> UInt32? {
        var characters = characters(address, width)
        while true {
            let place = characters.address
            let unit = try characters.next()
            if matches(unit) { return place }
            if unit == 0 { return nil }
        }
    }

    /// The characters of a string, of which there are at most 65,535 different ones.
    func characterSet(_ address: UInt32, _ width: CharacterWidth) throws(GuestFault) -> Set<UInt16> {
        var set: Set<UInt16> = []
        var characters = characters(address, width)
        while true {
            let unit = try characters.next()
            if unit == 0 { return set }
            set.insert(unit)
        }
    }

    /// The address behind the first occurrence of `wanted`, found in one pass (Knuth, Morris and Pratt): neither string's
    /// length is under our control.
    fileprivate func findEnd(
        of wanted: [UInt16], _ address: UInt32, _ width: CharacterWidth
    ) throws(GuestFault) -> UInt32? {
        guard !wanted.isEmpty else { return address }
        var borders = [0]
        borders.reserveCapacity(wanted.count)
        var matched = 0
        for index in wanted.indices.dropFirst() {
            while matched > 0, wanted[index] != wanted[matched] { matched = borders[matched - 1] }
            if wanted[index] == wanted[matched] { matched += 1 }
            borders.append(matched)
        }
        matched = 0
        var characters = characters(address, width)
        while true {
            let unit = try characters.next()
            if unit == 0 { return nil }
            while matched > 0, unit != wanted[matched] { matched = borders[matched - 1] }
            if unit == wanted[matched] { matched += 1 }
            if matched == wanted.count { return characters.address }
        }
    }

    fileprivate func setCharacters(
        _ address: UInt32, _ width: CharacterWidth, to unit: UInt32, count: UInt32
    ) throws(GuestFault) {
        if width == .narrow { return try fill(address, count: count, with: UInt8(truncatingIfNeeded: unit)) }
        for index in 0..<count { try setHalfword(UInt16(truncatingIfNeeded: unit), address &+ index &* 2) }
    }
}
