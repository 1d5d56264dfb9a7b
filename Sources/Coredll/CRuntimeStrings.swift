import CEKernel
import CEMemory
import GuestAddress

/// Strings, narrow and wide: each function is written once.
let cRuntimeStringCalls: [KernelCall] = [
    copyingCalls, comparingCalls, searchingCalls, fillingCalls,
    [duplicate("_strdup", .narrow), duplicate("_wcsdup", .wide)],
].flatMap { $0 }

/// A copy on the heap, or null when there is no memory.
private func duplicate(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, .full, "strSource", source: "string.h", returns: .address, raisesFaults: true, wide: width == .wide
    ) { (kernel, call, source: GuestText) throws(CallStop) in
        let source = source.rawValue
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
    KernelCall.string("strlen", "wcslen", "string", returns: .number) {
        (memory, text: GuestText, width) throws(GuestFault) in
        try memory.length(text.rawValue, width)
    },
    KernelCall.string("strnlen", "wcsnlen", "str numberOfElements", returns: .number) {
        (memory, text: GuestText, most: UInt32, width) throws(GuestFault) in
        try memory.length(text.rawValue, width, limit: most)
    },
    KernelCall.string("strcpy", "wcscpy", "strDestination strSource", returns: .address) {
        (memory, target: VirtualAddress, source: GuestText, width) throws(GuestFault) in
        let length = try memory.length(source.rawValue, width)
        try memory.move(to: target.rawValue, from: source.rawValue, count: (length &+ 1) &* width.rawValue)
        return target.rawValue
    },
    KernelCall.string("strncpy", "wcsncpy", "strDest strSource count", returns: .address) {
        (memory, target: VirtualAddress, source: GuestText, count: UInt32, width) throws(GuestFault) in
        let length = try memory.length(source.rawValue, width, limit: count)
        try memory.move(to: target.rawValue, from: source.rawValue, count: length &* width.rawValue)
        try memory.fill(
            target.rawValue &+ length &* width.rawValue, count: (count &- length) &* width.rawValue, with: 0)
        return target.rawValue
    },
    KernelCall.string("strcat", "wcscat", "strDestination strSource", returns: .address) {
        (memory, target: GuestText, source: GuestText, width) throws(GuestFault) in
        let end = target.rawValue &+ (try memory.length(target.rawValue, width)) &* width.rawValue
        let length = try memory.length(source.rawValue, width)
        try memory.move(to: end, from: source.rawValue, count: (length &+ 1) &* width.rawValue)
        return target.rawValue
    },
    KernelCall.string("strncat", "wcsncat", "strDest strSource count", returns: .address) {
        (memory, target: GuestText, source: GuestText, most: UInt32, width) throws(GuestFault) in
        let end = target.rawValue &+ (try memory.length(target.rawValue, width)) &* width.rawValue
        let count = try memory.length(source.rawValue, width, limit: most) &* width.rawValue
        try memory.move(to: end, from: source.rawValue, count: count)
        try memory.setUnit(0, end &+ count, width)
        return target.rawValue
    },
].flatMap { $0 }

private let comparingCalls: [KernelCall] = [
    KernelCall.string("strcmp", "wcscmp", "string1 string2", returns: .signed) {
        (memory, left: GuestText, right: GuestText, width) throws(GuestFault) in
        try memory.compareStrings(left.rawValue, right.rawValue, width)
    },
    KernelCall.string("strncmp", "wcsncmp", "string1 string2 count", returns: .signed) {
        (memory, left: GuestText, right: GuestText, count: UInt32, width) throws(GuestFault) in
        try memory.compareStrings(left.rawValue, right.rawValue, width, limit: count)
    },
    KernelCall.string("_stricmp", "_wcsicmp", "string1 string2", returns: .signed) {
        (memory, left: GuestText, right: GuestText, width) throws(GuestFault) in
        try memory.compareStrings(left.rawValue, right.rawValue, width, ignoringCase: true)
    },
    KernelCall.string("_strnicmp", "_wcsnicmp", "string1 string2 count", returns: .signed) {
        (memory, left: GuestText, right: GuestText, count: UInt32, width) throws(GuestFault) in
        try memory.compareStrings(left.rawValue, right.rawValue, width, limit: count, ignoringCase: true)
    },
    KernelCall.string(nil, "lstrcmpW", "lpString1 lpString2", source: "winbase.h", returns: .signed) {
        (memory, left: GuestText, right: GuestText, width) throws(GuestFault) in
        try memory.compareStrings(left.rawValue, right.rawValue, width)
    },
    KernelCall.string(nil, "lstrcmpiW", "lpString1 lpString2", source: "winbase.h", returns: .signed) {
        (memory, left: GuestText, right: GuestText, width) throws(GuestFault) in
        try memory.compareStrings(left.rawValue, right.rawValue, width, ignoringCase: true)
    },
].flatMap { $0 }

private let searchingCalls: [KernelCall] = [
    KernelCall.string("strchr", "wcschr", "string c", returns: .address) {
        (memory, text: GuestText, character: Character32, width) throws(GuestFault) in
        let wanted = UInt16(truncatingIfNeeded: character.rawValue) & width.mask
        return try memory.findCharacter(text.rawValue, width) { $0 == wanted } ?? 0
    },
    KernelCall.string("strrchr", "wcsrchr", "string c", returns: .address) {
        (memory, text: GuestText, character: Character32, width) throws(GuestFault) in
        let wanted = UInt16(truncatingIfNeeded: character.rawValue) & width.mask
        var found: UInt32 = 0
        var characters = memory.characters(text.rawValue, width)
        while true {
            let place = characters.address
            let unit = try characters.next()
            if unit == wanted { found = place }
            if unit == 0 { return found }
        }
    },
    KernelCall.string("strpbrk", "wcspbrk", "string strCharSet", returns: .address) {
        (memory, text: GuestText, set: GuestText, width) throws(GuestFault) in
        let wanted = try memory.characterSet(set.rawValue, width)
        return try memory.findCharacter(text.rawValue, width) { $0 != 0 && wanted.contains($0) } ?? 0
    },
    KernelCall.string("strspn", "wcsspn", "string strCharSet", returns: .number) {
        (memory, text: GuestText, set: GuestText, width) throws(GuestFault) in
        let wanted = try memory.characterSet(set.rawValue, width)
        let start = text.rawValue
        let end = try memory.findCharacter(start, width) { $0 == 0 || !wanted.contains($0) } ?? start
        return (end &- start) / width.rawValue
    },
    KernelCall.string("strcspn", "wcscspn", "string strCharSet", returns: .number) {
        (memory, text: GuestText, set: GuestText, width) throws(GuestFault) in
        let wanted = try memory.characterSet(set.rawValue, width)
        let start = text.rawValue
        let end = try memory.findCharacter(start, width) { $0 == 0 || wanted.contains($0) } ?? start
        return (end &- start) / width.rawValue
    },
    KernelCall.string("strstr", "wcsstr", "string strCharSet", returns: .address) {
        (memory, text: GuestText, part: GuestText, width) throws(GuestFault) in
        let wanted = try memory.units(part.rawValue, width, limit: GuestView.textLimit)
        // What is longer than the host looks at is nowhere.
        guard wanted.count < GuestView.textLimit, let end = try memory.findEnd(of: wanted, text.rawValue, width) else {
            return 0
        }
        return end &- UInt32(truncatingIfNeeded: wanted.count) &* width.rawValue
    },
].flatMap { $0 }

private let fillingCalls: [KernelCall] = [
    KernelCall.string("_strset", "_wcsset", "string c", returns: .address) {
        (memory, text: GuestText, character: Character32, width) throws(GuestFault) in
        let length = try memory.length(text.rawValue, width)
        try memory.setCharacters(text.rawValue, width, to: character.rawValue, count: length)
        return text.rawValue
    },
    KernelCall.string("_strnset", "_wcsnset", "string c count", returns: .address) {
        (memory, text: GuestText, character: Character32, count: UInt32, width) throws(GuestFault) in
        let length = try memory.length(text.rawValue, width, limit: count)
        try memory.setCharacters(text.rawValue, width, to: character.rawValue, count: length)
        return text.rawValue
    },
    KernelCall.string("_strrev", "_wcsrev", "string", returns: .address) {
        (memory, text: GuestText, width) throws(GuestFault) in
        let length = try memory.length(text.rawValue, width)
        var low = text.rawValue
        var high = text.rawValue &+ length &* width.rawValue &- width.rawValue
        for _ in 0..<length / 2 {
            let unit = try memory.unit(low, width)
            try memory.setUnit(memory.unit(high, width), low, width)
            try memory.setUnit(unit, high, width)
            low &+= width.rawValue
            high &-= width.rawValue
        }
        return text.rawValue
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

    /// The address behind the first occurrence of `wanted`, found in one pass (Knuth, Morris and Pratt): neither
    /// string's length is under our control.
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
