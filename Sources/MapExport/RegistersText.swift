internal import OEMAddrTable

/// The blocks of registers in CMSIS-SVD 1.3 (CMSIS-SVD schema: device, peripherals, addressBlock). Registers are not in
/// a map, so that a peripheral has its block only.
struct RegistersText {
    let map: ExportedMap

    var text: String {
        var text = """
            <?xml version="1.0" encoding="utf-8"?>
            <device schemaVersion="1.3" xmlns:xs="http://www.w3.org/2001/XMLSchema-instance" \
            xs:noNamespaceSchemaLocation="CMSIS-SVD.xsd">
              <name>\(deviceName)</name>
              <version>1.0</version>
              <description>\(markup("Blocks of registers of " + map.title))</description>
              <addressUnitBits>8</addressUnitBits>
              <width>32</width>
              <peripherals>

            """
        for block in map.registers {
            text += "    <peripheral>\n      <name>\(block.name)</name>\n"
            if !block.remark.isEmpty { text += "      <description>\(markup(block.remark))</description>\n" }
            text += "      <baseAddress>\(number(block.range.lowerBound))</baseAddress>\n      <addressBlock>\n"
            text += "        <offset>0x0</offset>\n"
            text += "        <size>\(number(block.range.upperBound - block.range.lowerBound))</size>\n"
            text += "        <usage>registers</usage>\n      </addressBlock>\n    </peripheral>\n"
        }
        return text + "  </peripherals>\n</device>\n"
    }

    private var deviceName: String {
        var names = UniqueNames()
        return names.name(for: map.title)
    }
}
