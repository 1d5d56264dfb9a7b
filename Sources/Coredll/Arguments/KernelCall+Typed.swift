import CEKernel

/// Functions with typed arguments, by their number. A parameter pack would make one initialiser of these, and cost
/// each call 60 ns that fixed numbers do not: the arguments are read where the handler is called, and everything is
/// inlined into one function, as only code of this module can be.
///
/// `names` are those of the arguments, with spaces between them; `variadic` says that more follow, which the handler
/// reads itself; `wide` is the width of `GuestText`.
extension KernelCall {

    @inline(__always)
    init(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler: @escaping @Sendable (Kernel, borrowing Invocation) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [], isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError, handler: handler)
    }

    @inline(__always)
    init<A: CallArgument>(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler: @escaping @Sendable (Kernel, borrowing Invocation, A) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [A.format], isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(call, A.span)
            let a = A(&words)
            words.charge(call)
            return try handler(kernel, call, a)
        }
    }

    @inline(__always)
    init<A: CallArgument, B: CallArgument>(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler: @escaping @Sendable (Kernel, borrowing Invocation, A, B) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [A.format, B.format], isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(call, A.span.then(B.span))
            let (a, b) = (A(&words), B(&words))
            words.charge(call)
            return try handler(kernel, call, a, b)
        }
    }

    @inline(__always)
    init<A: CallArgument, B: CallArgument, C: CallArgument>(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler: @escaping @Sendable (Kernel, borrowing Invocation, A, B, C) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [A.format, B.format, C.format], isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(call, A.span.then(B.span).then(C.span))
            let (a, b, c) = (A(&words), B(&words), C(&words))
            words.charge(call)
            return try handler(kernel, call, a, b, c)
        }
    }

    @inline(__always)
    init<A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument>(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler: @escaping @Sendable (Kernel, borrowing Invocation, A, B, C, D) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [A.format, B.format, C.format, D.format], isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(call, A.span.then(B.span).then(C.span).then(D.span))
            let (a, b, c, d) = (A(&words), B(&words), C(&words), D(&words))
            words.charge(call)
            return try handler(kernel, call, a, b, c, d)
        }
    }

    @inline(__always)
    init<A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument, E: CallArgument>(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler: @escaping @Sendable (Kernel, borrowing Invocation, A, B, C, D, E) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [A.format, B.format, C.format, D.format, E.format], isVariadic: variadic, isWide: wide,
                result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(call, A.span.then(B.span).then(C.span).then(D.span).then(E.span))
            let (a, b, c, d, e) = (A(&words), B(&words), C(&words), D(&words), E(&words))
            words.charge(call)
            return try handler(kernel, call, a, b, c, d, e)
        }
    }

    @inline(__always)
    init<A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument, E: CallArgument, F: CallArgument>(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler: @escaping @Sendable (Kernel, borrowing Invocation, A, B, C, D, E, F) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [A.format, B.format, C.format, D.format, E.format, F.format], isVariadic: variadic,
                isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(call, A.span.then(B.span).then(C.span).then(D.span).then(E.span).then(F.span))
            let (a, b, c, d, e, f) = (A(&words), B(&words), C(&words), D(&words), E(&words), F(&words))
            words.charge(call)
            return try handler(kernel, call, a, b, c, d, e, f)
        }
    }
}
