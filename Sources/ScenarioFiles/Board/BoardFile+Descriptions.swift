internal import Diagnostics
internal import GuestAddress

extension BoardFile {
    private static let script = "script"
    private static let registers = "registers"

    /// Reads what describes devices, and says what is wrong with it.
    mutating func descriptionMistakes(in list: SchemaValue?) -> [InputError] {
        var errors: [InputError] = []
        // Several devices may be peripherals of one file.
        var files: [String: SVDFile] = [:]
        for (index, node) in (list?.items ?? []).enumerated() where index < devices.count {
            do throws(InputErrors) {
                try Self.describe(&devices[index], node, &files)
            } catch { errors += error.errors }
        }
        return errors
    }

    private static func describe(
        _ device: inout Device, _ node: SchemaValue, _ files: inout [String: SVDFile]
    ) throws(InputErrors) {
        func error(_ text: String) -> InputErrors {
            InputErrors(InputError(at: node.location, "device '\(device.name)' \(text)"))
        }
        let hasFile = node[BoardSchema.deviceFile] != nil
        let hasSVD = node[BoardSchema.deviceSVD] != nil
        guard hasFile == (device.type == script) else {
            throw error(hasFile ? "has a 'file', which goes with the type script" : "needs the key 'file'")
        }
        guard !hasSVD || device.type == registers else {
            throw error("has 'svd', which goes with the type registers")
        }
        if let reference = device.file {
            if let peripheral = device.peripheral {
                let file: SVDFile
                if let known = files[reference.path] { file = known } else { file = try SVDFile(reading: reference) }
                files[reference.path] = file
                device.description = try file.device(named: peripheral)
            } else {
                device.description = try DeviceDescription(reading: reference)
            }
        }
        if node[BoardSchema.deviceBase] == nil {
            guard let base = device.description?.base else { throw error("needs the key 'base'") }
            device.base = PhysicalAddress(base & ~0xFFF)
            // Peripherals may begin anywhere in a page.
            let shift = base & 0xFFF
            for index in device.description?.registers.indices ?? 0..<0 {
                device.description?.registers[index].offset &+= shift
            }
        }
        let end = device.description?.registers.map { UInt64($0.offset) + UInt64($0.size) }.max() ?? 0
        if device.size == nil, end > UInt64(GuestPage.size) { device.size = (end + 0xFFF) & ~0xFFF }
    }
}
