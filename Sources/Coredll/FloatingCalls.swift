import CEKernel

extension Float: FloatingArgument, FloatingResult {
    static var argumentFormat: ArgumentFormat { .single }
    static var resultFormat: ResultFormat { .single }
    init(_ arguments: inout FloatingArguments) { self = arguments.single() }
    var result: CallResult { .single(self) }
}

extension Double: FloatingArgument, FloatingResult {
    static var argumentFormat: ArgumentFormat { .double }
    static var resultFormat: ResultFormat { .double }
    init(_ arguments: inout FloatingArguments) { self = arguments.double() }
    var result: CallResult { .double(self) }
}

extension UInt32: FloatingArgument, FloatingResult {
    static var resultFormat: ResultFormat { .number }
    init(_ arguments: inout FloatingArguments) { self = arguments.word() }
    var result: CallResult { .value(self) }
}

extension Int32: FloatingArgument, FloatingResult {
    static var resultFormat: ResultFormat { .signed }
    init(_ arguments: inout FloatingArguments) { self.init(bitPattern: arguments.word()) }
    var result: CallResult { .value(UInt32(bitPattern: self)) }
}

extension UInt64: FloatingArgument, FloatingResult {
    static var resultFormat: ResultFormat { .number64 }
    init(_ arguments: inout FloatingArguments) { self = arguments.long() }
    var result: CallResult { .value64(self) }
}

extension Int64: FloatingArgument, FloatingResult {
    static var resultFormat: ResultFormat { .signed64 }
    init(_ arguments: inout FloatingArguments) { self.init(bitPattern: arguments.long()) }
    var result: CallResult { .value64(UInt64(bitPattern: self)) }
}

extension Bool: FloatingResult {
    static var resultFormat: ResultFormat { .number }
    var result: CallResult { .value(self ? 1 : 0) }
}

extension KernelCall {
    /// A function of one number, which is where the caller's convention has it.
    static func numeric<A: FloatingArgument, Result: FloatingResult>(
        _ name: String, _ names: String = "x", source: String = "math.h", _ body: @escaping @Sendable (A) -> Result
    ) -> KernelCall {
        numeric(name, names, source: source, [A.argumentFormat], returns: Result.resultFormat) { arguments in
            body(A(&arguments)).result
        }
    }

    /// A function of two numbers.
    static func numeric<A: FloatingArgument, B: FloatingArgument, Result: FloatingResult>(
        _ name: String, _ names: String = "x y", source: String = "math.h",
        _ body: @escaping @Sendable (A, B) -> Result
    ) -> KernelCall {
        numeric(name, names, source: source, [A.argumentFormat, B.argumentFormat], returns: Result.resultFormat) {
            arguments in
            body(A(&arguments), B(&arguments)).result
        }
    }

    private static func numeric(
        _ name: String, _ names: String, source: String, _ formats: [ArgumentFormat], returns result: ResultFormat,
        _ body: @escaping @Sendable (inout FloatingArguments) -> CallResult
    ) -> KernelCall {
        numericCall(name, names, source: source, formats, returns: result) { kernel, call throws(CallStop) in
            var arguments = FloatingArguments(call, kernel)
            return body(&arguments)
        }
    }

    /// A function with floating-point numbers among its arguments, whose handler reads them itself.
    static func numericCall(
        _ name: String, _ names: String, source: String, _ formats: [ArgumentFormat], returns result: ResultFormat,
        _ handler: @escaping Handler
    ) -> KernelCall {
        KernelCall(
            CallDescription(
                name: name, library: .coredll, support: .full, source: source, audience: .everybody, names: names,
                formats: formats, isVariadic: false, isWide: false, result: result),
            failure: 0, raisesFaults: true, returnsError: false, handler: handler)
    }
}
