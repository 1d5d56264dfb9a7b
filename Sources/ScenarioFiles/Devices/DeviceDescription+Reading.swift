package import Diagnostics

extension DeviceDescription {
    /// Reads a device file.
    /// - Throws: `InputErrors` with every problem of its form.
    package init(reading reference: FileReference) throws(InputErrors) {
        let document = try YAMLNode(parsing: reference.read(), file: reference.path)
        let root = try Shape.mapping(DeviceFileSchema.root).value(of: document)
        self.init(path: reference.path)
        wholeOnly = root[DeviceFileSchema.accesses]?.text == "whole"
        for entry in root[DeviceFileSchema.variables]?.entries ?? [] { variables[entry.key] = entry.value.word }
        for entry in root[DeviceFileSchema.fifos]?.entries ?? [] {
            fifos[entry.key] = entry.value.integer.map { Int($0) }
        }
        for entry in root[DeviceFileSchema.events]?.entries ?? [] {
            events[entry.key] = entry.value.items.compactMap(\.text)
        }
        interrupt = root[DeviceFileSchema.interrupt]?.text
        registers = (root[DeviceFileSchema.registers]?.items ?? []).compactMap(Self.register)
    }

    private static func register(_ node: SchemaValue) -> Register? {
        guard let name = node[DeviceFileSchema.registerName]?.text, let offset = node[DeviceFileSchema.offset]?.word
        else { return nil }
        func lines(_ key: SchemaKey) -> [String] { node[key]?.items.compactMap(\.text) ?? [] }
        var register = Register(name: name, offset: offset)
        register.size = node[DeviceFileSchema.size]?.word ?? 4
        register.access = node[DeviceFileSchema.access]?.text.flatMap(Access.init) ?? .readWrite
        register.reset = node[DeviceFileSchema.reset]?.word ?? 0
        register.writable = node[DeviceFileSchema.writable]?.word ?? .max
        register.oneToClear = node[DeviceFileSchema.oneToClear]?.word ?? 0
        register.clearsOnRead = node[DeviceFileSchema.clearsOnRead]?.boolean ?? false
        for entry in node[DeviceFileSchema.fields]?.entries ?? [] { register.fields[entry.key] = entry.value.text }
        register.onRead = lines(DeviceFileSchema.onRead)
        register.onWrite = lines(DeviceFileSchema.onWrite)
        return register
    }
}
