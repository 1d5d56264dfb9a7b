/// Something that a described device does.
indirect enum ScriptStatement: Hashable, Sendable {
    case assign(String, ScriptExpression)
    case assignField(register: String, field: String, ScriptExpression)
    case when(ScriptExpression, ScriptStatement)
    case repeated(ScriptExpression, ScriptStatement)
    /// An event, after so many nanoseconds a unit of the expression.
    case after(ScriptExpression, unit: UInt64, event: String)
    case cancel(String)
    case push(String, ScriptExpression)
    /// Drops what a FIFO has.
    case clear(String)
    /// A byte to the console.
    case send(ScriptExpression)
    /// A word of memory.
    case store(address: ScriptExpression, ScriptExpression)
    /// Bytes from one physical address to another.
    case copy(from: ScriptExpression, to: ScriptExpression, count: ScriptExpression)
    /// A rising edge on the interrupt line.
    case pulse
}

/// Why a described device cannot be made.
public struct ScriptError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
