/// Whether all that a description names is there.
extension DeviceScript {
    func check() throws(ScriptError) {
        var names: Set<String> = ["value", "old"]
        names.formUnion(variables.keys)
        for register in block.registers {
            guard names.insert(register.name).inserted else { throw ScriptError("'\(register.name)' is there twice") }
            names.formUnion(register.fields.map { "\(register.name).\($0.name)" })
        }
        for statement in [reads, writes, events].flatMap({ $0.values.joined() }) { try check(statement, names) }
        if let interrupt { try check(interrupt, names) }
    }

    private func check(_ expression: ScriptExpression, _ names: Set<String>) throws(ScriptError) {
        for (name, isFIFO) in expression.names where !(isFIFO ? fifos[name] != nil : names.contains(name)) {
            throw ScriptError("there is no \(isFIFO ? "FIFO" : "register, field or variable") '\(name)'")
        }
    }

    private func check(_ statement: ScriptStatement, _ names: Set<String>) throws(ScriptError) {
        switch statement {
        case .assign(let name, let value): try check(.binary("+", .name(name), value), names)
        case .assignField(let register, let field, let value):
            try check(.binary("+", .field(register: register, field: field), value), names)
        case .when(let test, let inner), .repeated(let test, let inner):
            try check(test, names)
            try check(inner, names)
        case .after(let time, _, let event):
            try check(time, names)
            guard events[event] != nil else { throw ScriptError("there is no event '\(event)'") }
        case .cancel(let event): guard events[event] != nil else { throw ScriptError("there is no event '\(event)'") }
        case .push(let fifo, let value): try check(.binary("+", .count(fifo), value), names)
        case .clear(let fifo): try check(.count(fifo), names)
        case .send(let value): try check(value, names)
        case .store(let address, let value): try check(.binary("+", address, value), names)
        case .copy(let from, let to, let count):
            try check(.binary("+", from, .binary("+", to, count)), names)
        case .pulse: break
        }
    }
}
