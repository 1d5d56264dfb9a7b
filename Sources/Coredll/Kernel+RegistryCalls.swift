import CEKernel
import CEMemory
import GuestAddress

/// What RegCreateKeyEx has done.
private enum KeyDisposition {
    static let created: UInt32 = 1
    static let opened: UInt32 = 2
}

extension Kernel {
    func key(_ handle: KeyHandle, _ call: borrowing Invocation) throws(CallStop) -> RegistryKey {
        if let root = registry.root(handle.rawValue) { return root }
        guard case .registryKey(let key) = object(Handle(word: handle.rawValue), call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "a registry key"))
        }
        guard !key.isDeleted else {
            throw .error(refuse("key-deleted", "the key \(key.name) was deleted after it had been opened", .keyDeleted))
        }
        return key
    }

    /// A key's or value's name; NULL is the empty one.
    func registryName(_ name: WideString, _ call: borrowing Invocation) throws(CallStop) -> String {
        guard name.rawValue != 0 else { return "" }
        // A path has at most so many names, each with its separator.
        let limit = (Registry.maximumName + 1) * Registry.maximumDepth
        let units = try call.access { memory throws(GuestFault) in
            try memory.wideCharacters(name.rawValue, limit: limit + 1)
        }
        memory.physical.hostWork.look(at: units.count, each: 2)
        guard units.count <= limit else {
            throw .error(refuse("name", "the name has more than \(limit) characters"))
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// A key's value, with a note of who asked for it.
    /// - Throws: ERROR_FILE_NOT_FOUND.
    func value(
        _ name: String, of key: RegistryKey, _ call: borrowing Invocation
    ) throws(CallStop) -> StoredRegistryValue {
        let value = key.value(name)
        if value == nil || observers.events.contains(.registry) {
            noteQuery(key.path, name, isFound: value != nil, call.thread)
        }
        guard let value else { throw .error(refuseValue(name, of: key)) }
        return value
    }

    func setWord(_ value: Int, _ pointer: VirtualAddress, _ call: borrowing Invocation) throws(CallStop) {
        guard pointer.rawValue != 0 else { return }
        try call.access { memory throws(GuestFault) in
            try memory.setWord(UInt32(truncatingIfNeeded: value), pointer.rawValue)
        }
    }

    /// Hands a value's type and bytes out, in the way that RegQueryValueEx and RegEnumValue share.
    func giveValue(
        _ value: StoredRegistryValue, type: VirtualAddress, data: VirtualAddress, size: VirtualAddress,
        _ call: borrowing Invocation
    ) throws(CallStop) {
        guard data.rawValue == 0 || size.rawValue != 0 else {
            throw .error(refuse("null", "lpData is given and lpcbData, which says how large the buffer is, is NULL"))
        }
        try setWord(Int(value.type), type, call)
        guard size.rawValue != 0 else { return }
        let room = try call.access { memory throws(GuestFault) in try memory.word(size.rawValue) }
        try setWord(value.bytes.count, size, call)
        guard data.rawValue != 0 else { return }
        guard room >= UInt32(value.bytes.count) else {
            throw .error(
                refuse(
                    "buffer", "the value has \(value.bytes.count) bytes, and the buffer has \(room)", .moreData))
        }
        try call.access { memory throws(GuestFault) in try memory.write(value.bytes, data.rawValue) }
    }

    /// Hands a name out: the room is in characters with the terminator, the result without it.
    func giveName(
        _ name: String, at buffer: VirtualAddress, size: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) {
        guard buffer.rawValue != 0, size.rawValue != 0 else {
            throw .error(refuse("null", "the buffer for the name, or where its size is, is NULL"))
        }
        let units = Array(name.utf16)
        let room = try call.access { memory throws(GuestFault) in try memory.word(size.rawValue) }
        guard room > UInt32(units.count) else {
            throw .error(
                refuse(
                    "buffer",
                    "the name has \(units.count + 1) characters with its terminator, and the buffer has \(room)",
                    .moreData))
        }
        try call.access { memory throws(GuestFault) in
            try memory.write(
                (units + [0]).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] },
                buffer.rawValue)
        }
        try setWord(units.count, size, call)
    }

    func giveKey(
        _ key: RegistryKey, at result: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) {
        try call.access { memory throws(GuestFault) in try memory.probe(result.rawValue, 4, .write) }
        try setWord(Int(try addHandle(.registryKey(key), call)), result, call)
    }

    func createKey(
        _ path: WideString, under parent: KeyHandle, at result: VirtualAddress, disposition: VirtualAddress,
        _ call: borrowing Invocation
    ) throws(CallStop) {
        let parent = try key(parent, call)
        let name = try registryName(path, call)
        guard path.rawValue != 0 else { throw .error(refuse(null: "lpSubKey")) }
        guard result.rawValue != 0 else { throw .error(refuse(null: "phkResult")) }
        let created: (key: RegistryKey, isNew: Bool)
        do throws(CEError) { created = try registry.create(name, under: parent) } catch {
            throw .error(refusePath(name, under: parent, error))
        }
        tellRegistryWatches()
        try giveKey(created.key, at: result, call)
        try setWord(Int(created.isNew ? KeyDisposition.created : KeyDisposition.opened), disposition, call)
    }

    func setValue(
        _ name: WideString, of key: KeyHandle, _ type: RegistryType, _ data: UInt32, _ size: UInt32,
        _ call: borrowing Invocation
    ) throws(CallStop) {
        let key = try self.key(key, call)
        let name = try registryName(name, call)
        guard size <= UInt32(Registry.maximumValue) else {
            throw .error(
                refuse("value-size", "cbData is \(size), and a value has at most \(Registry.maximumValue) bytes"))
        }
        guard data != 0 || size == 0 else {
            throw .error(refuse("null", "lpData is NULL, and cbData says that it has \(size) bytes"))
        }
        let bytes = try call.access { memory throws(GuestFault) in try memory.bytes(data, size) }
        do throws(CEError) {
            try registry.set(name, StoredRegistryValue(type: type.rawValue, bytes: bytes), in: key)
        } catch { throw .error(refuseSetting(name, error)) }
        tellRegistryWatches()
    }

    /// Keys have no class here.
    func giveNoClass(
        at name: VirtualAddress, size: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) {
        if name.rawValue != 0, size.rawValue != 0 {
            try call.access { memory throws(GuestFault) in try memory.setHalfword(0, name.rawValue) }
        }
        try setWord(0, size, call)
    }
}
