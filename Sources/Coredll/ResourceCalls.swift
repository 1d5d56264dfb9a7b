import CEKernel
import CEMemory
import GuestAddress
import PEImage

/// Resources of images (documents ms886738 and ee488763; the tree is that of the PE format).
let resourceCalls: [KernelCall] = [
    KernelCall("FindResourceW", .full, "hModule lpName lpType", source: "winbase.h", returns: .address) {
        (kernel, call, module: ModuleHandle, name: WideNameOrOrdinal, type: WideNameOrOrdinal) throws(CallStop) in
        try kernel.findResource(module, name.rawValue, type.rawValue, wide: true, call)
    },
    KernelCall("FindResource", .full, "hModule lpName lpType", source: "winbase.h", returns: .address) {
        (kernel, call, module: ModuleHandle, name: NarrowNameOrOrdinal, type: NarrowNameOrOrdinal)
            throws(CallStop) in
        try kernel.findResource(module, name.rawValue, type.rawValue, wide: false, call)
    },
    // There is nothing to lock: the data lies in the image.
    KernelCall("LoadResource", .full, "hModule hResInfo", source: "winbase.h", returns: .address) {
        (kernel, call, module: ModuleHandle, entry: VirtualAddress) throws(CallStop) in
        .value(try kernel.resource(entry, of: module, call).data)
    },
    KernelCall("SizeofResource", .full, "hModule hResInfo", source: "winbase.h", returns: .number) {
        (kernel, call, module: ModuleHandle, entry: VirtualAddress) throws(CallStop) in
        .value(try kernel.resource(entry, of: module, call).size)
    },
    KernelCall("LoadStringW", .full, "hInstance uID lpBuffer nBufferMax", source: "ms886738", returns: .signed) {
        (kernel, call, module: ModuleHandle, id: UInt32, buffer: VirtualAddress, capacity: Int32)
            throws(CallStop) in
        try kernel.loadString(id, of: module, to: buffer.rawValue, capacity: capacity, call)
    },
]

extension Kernel {
    /// The image that a module handle names; NULL is the program's own.
    private func resourceModule(_ handle: ModuleHandle, _ call: borrowing Invocation) throws(CallStop) -> Module {
        let modules = call.thread.current.modules
        let found =
            handle.rawValue == 0
            ? modules.first { !$0.image.isDLL } : modules.first { $0.base.rawValue == handle.rawValue }
        guard let found else {
            throw .error(
                refuse(
                    "no-module",
                    "0x\(hexadecimal(handle.rawValue)) is no library that \(call.thread.current.name) has loaded",
                    .invalidHandle))
        }
        return found
    }

    private func find(
        _ name: PEResource.Name, of type: PEResource.Name, in module: Module
    ) throws(CallStop) -> PEResource {
        var looked = 0
        defer { memory.physical.hostWork.look(at: looked) }
        // A tree that makes no sense holds nothing.
        let result = try? module.image.resource(name, of: type, looked: &looked)
        guard let found = result?.found else {
            throw .error(
                result?.hasType == true
                    ? refuse("resource", "\(module.name) has no resource of that name or number", .resourceNameNotFound)
                    : refuse("resource", "\(module.name) has no resources of that type", .resourceTypeNotFound))
        }
        return found
    }

    fileprivate func findResource(
        _ handle: ModuleHandle, _ name: UInt32, _ type: UInt32, wide: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let module = try resourceModule(handle, call)
        let name = try resourceName(name, wide: wide, call)
        let found = try find(name, of: try resourceName(type, wide: wide, call), in: module)
        return .value(module.base.rawValue &+ found.entry.rawValue)
    }

    /// MAKEINTRESOURCE, a text, or a text of `#` and digits.
    private func resourceName(
        _ value: UInt32, wide: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> PEResource.Name {
        if let number = UInt16(exactly: value) { return .number(number) }
        let units = try call.access { memory throws(GuestFault) in
            try memory.units(value, wide ? .wide : .narrow, limit: UInt32(GuestFiles.maximumPath))
        }
        memory.physical.hostWork.look(at: units.count)
        if units.first == UInt16(ascii: "#"),
            let number = UInt16(String(decoding: units.dropFirst(), as: UTF16.self))
        {
            return .number(number)
        }
        return .text(units)
    }

    /// Where the data of an HRSRC is: an entry of the image's tree, which is in the guest's memory.
    fileprivate func resource(
        _ entry: VirtualAddress, of handle: ModuleHandle, _ call: borrowing Invocation
    ) throws(CallStop) -> (data: UInt32, size: UInt32) {
        let module = try resourceModule(handle, call)
        guard module.range.contains(entry) else {
            throw .error(refuse("resource", "\(entry) is no resource of \(module.name): FindResource gives one"))
        }
        let (offset, size) = try call.access { memory throws(GuestFault) in
            (try memory.word(entry.rawValue), try memory.word(entry.rawValue &+ 4))
        }
        guard size <= module.image.sizeOfImage, offset <= module.image.sizeOfImage - size else {
            throw .error(refuse("resource", "\(entry) is no resource of \(module.name): FindResource gives one"))
        }
        return (module.base.rawValue &+ offset, size)
    }

    /// - Parameters:
    ///   - buffer: where the text goes, or 0 for its address in the image, which ends with no zero.
    ///   - capacity: characters, the zero among them.
    /// - Returns: the number of characters; 0 when there is no such string.
    fileprivate func loadString(
        _ id: UInt32, of handle: ModuleHandle, to buffer: UInt32, capacity: Int32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let module = try resourceModule(handle, call)
        // Sixteen to a block; the first block has the number 1.
        guard let block = UInt16(exactly: id >> 4 + 1) else {
            throw .error(refuse("resource", "\(id) is no number of a string", .resourceNameNotFound))
        }
        let found = try find(.number(block), of: PEResource.stringBlocks, in: module)
        let start = module.base.rawValue &+ found.data.rawValue
        return try call.access { memory throws(GuestFault) in
            var position: UInt32 = 0
            var length: UInt32 = 0
            for index in 0...(id & 15) {
                guard position + 2 <= found.size else { return .failure(0) }
                length = UInt32(try memory.halfword(start &+ position))
                if index < id & 15 { position += 2 + length * 2 }
            }
            guard length > 0, position + 2 + length * 2 <= found.size else { return .failure(0) }
            let text = start &+ position &+ 2
            guard buffer != 0 else { return .value(text) }
            guard capacity > 0 else { return .failure(0) }
            let count = min(length, UInt32(capacity) - 1)
            try memory.write(
                try memory.exactUnits(text, .wide, count: count), buffer, .wide, terminated: true)
            return .value(count)
        }
    }
}
