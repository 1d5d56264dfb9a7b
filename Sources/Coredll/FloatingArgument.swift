import CEKernel

/// A number that a function of math.h, or a compiler's helper, takes.
protocol FloatingArgument: SendableMetatype {
    static var argumentFormat: ArgumentFormat { get }
    init(_ arguments: inout FloatingArguments)
}

/// A number that one returns.
protocol FloatingResult: SendableMetatype {
    static var resultFormat: ResultFormat { get }
    var result: CallResult { get }
}

extension FloatingArgument where Self: CallArgument {
    static var argumentFormat: ArgumentFormat { Self.format }
}
