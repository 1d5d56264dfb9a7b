internal import GuestAddress
internal import OEMAddrTable

/// A device tree source (Devicetree Specification 0.4: nodes /memory, /reserved-memory, simple-bus).
struct DeviceTreeText {
    let map: ExportedMap

    var text: String {
        var text = "/dts-v1/;\n\n// Physical memory of \(comment(map.title)).\n/ {\n"
        text += "\t#address-cells = <1>;\n\t#size-cells = <1>;\n"
        for bank in map.banks {
            text += "\n\tmemory@\(unit(bank)) {\n\t\tdevice_type = \"memory\";\n\t\treg = \(cells(bank));\n\t};\n"
        }
        let reserved = map.regions.filter { $0.physical != nil && $0.kind != .ram }
        if !reserved.isEmpty {
            text += "\n\treserved-memory {\n\t\t#address-cells = <1>;\n\t\t#size-cells = <1>;\n\t\tranges;\n"
            for region in reserved {
                let range = extent(region.physical ?? 0, region.range.upperBound - region.range.lowerBound)
                text += "\n\t\t// config.bib: \(region.kind.rawValue) at \(number(region.range.lowerBound))\n"
                text += node(region.name, range, depth: 2)
            }
            text += "\t};\n"
        }
        if !map.registers.isEmpty {
            text += "\n\tsoc {\n\t\tcompatible = \"simple-bus\";\n\t\t#address-cells = <1>;\n\t\t#size-cells = <1>;\n"
            text += "\t\tranges;\n"
            for block in map.registers {
                if !block.remark.isEmpty { text += "\n\t\t// \(comment(block.remark))\n" }
                text += node(block.name, block.range, depth: 2)
            }
            text += "\t};\n"
        }
        return text + "};\n"
    }

    private func node(_ name: String, _ range: Range<UInt64>, depth: Int) -> String {
        let tabs = String(repeating: "\t", count: depth)
        return "\(tabs)\(name)@\(unit(range)) {\n\(tabs)\treg = \(cells(range));\n\(tabs)};\n"
    }

    private func unit(_ range: Range<UInt64>) -> String { String(range.lowerBound, radix: 16) }

    /// Address and size; 4 GiB do not fit into the cell of a size, so that they are two halves.
    private func cells(_ range: Range<UInt64>) -> String {
        let size = range.upperBound - range.lowerBound
        guard size > UInt64(UInt32.max) else { return "<\(number(range.lowerBound)) \(number(size))>" }
        return "<0x00000000 0x80000000>, <0x80000000 0x80000000>"
    }
}
