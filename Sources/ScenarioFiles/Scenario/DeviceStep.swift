internal import Diagnostics

/// The steps that are about devices of the board.
extension StepSchema {
    private static let device = SchemaKey("device", .text, required: true, "The device's name in the board file.")
    private static let text = SchemaKey("send", .text, required: true, "What arrives at the serial port.")
    static let uart = SchemaKey(
        "uart", .mapping(SchemaMapping("input of a serial port", [device, text])), "Bytes arrive at a serial port.")

    private static let line = SchemaKey("line", .integer(0...1023), required: true, "The number of the pin.")
    private static let level = SchemaKey("level", .choice(["high", "low"]), "The level that it gets from outside.")
    private static let expected = SchemaKey("is", .choice(["high", "low"]), "The level that it must have.")
    static let gpio = SchemaKey(
        "gpio", .mapping(SchemaMapping("a pin of a port", [device, line, level, expected])),
        "Drives a pin of a port, or looks at it.")

    static func deviceMistakes(in node: SchemaValue) -> [InputError] {
        guard let pin = node[gpio], (pin[level] == nil) == (pin[expected] == nil) else { return [] }
        return [InputError(at: pin.location, "a step 'gpio' has one of 'level' and 'is'")]
    }

    static func deviceAction(_ node: SchemaValue) -> Scenario.Step.Action? {
        if let port = node[uart], let name = port[device]?.text, let text = port[text]?.text {
            return .send(device: name, bytes: Array(text.utf8))
        }
        guard let pin = node[gpio], let name = pin[device]?.text, let number = pin[line]?.integer else { return nil }
        return .pin(
            device: name, line: Int(clamping: number), isHigh: (pin[level] ?? pin[expected])?.text == "high",
            isExpected: pin[expected] != nil)
    }
}
