import CEKernel

/// Functions with seven typed arguments and more; those with fewer are in `KernelCall+Typed.swift`.
extension KernelCall {
    @inline(__always)
    init<
        A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument, E: CallArgument, F: CallArgument,
        G: CallArgument
    >(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler: @escaping @Sendable (Kernel, borrowing Invocation, A, B, C, D, E, F, G) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [A.format, B.format, C.format, D.format, E.format, F.format, G.format], isVariadic: variadic,
                isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(
                call, A.span.then(B.span).then(C.span).then(D.span).then(E.span).then(F.span).then(G.span))
            let (a, b, c, d, e, f, g) = (A(&words), B(&words), C(&words), D(&words), E(&words), F(&words), G(&words))
            words.charge(call)
            return try handler(kernel, call, a, b, c, d, e, f, g)
        }
    }

    @inline(__always)
    init<
        A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument, E: CallArgument, F: CallArgument,
        G: CallArgument, H: CallArgument
    >(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler:
            @escaping @Sendable (Kernel, borrowing Invocation, A, B, C, D, E, F, G, H) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [A.format, B.format, C.format, D.format, E.format, F.format, G.format, H.format],
                isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(
                call, A.span.then(B.span).then(C.span).then(D.span).then(E.span).then(F.span).then(G.span).then(H.span))
            let (a, b, c, d, e, f, g, h) = (
                A(&words), B(&words), C(&words), D(&words), E(&words), F(&words), G(&words), H(&words)
            )
            words.charge(call)
            return try handler(kernel, call, a, b, c, d, e, f, g, h)
        }
    }

    @inline(__always)
    init<
        A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument, E: CallArgument, F: CallArgument,
        G: CallArgument, H: CallArgument, I: CallArgument
    >(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler:
            @escaping @Sendable (Kernel, borrowing Invocation, A, B, C, D, E, F, G, H, I) throws(CallStop) -> CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [A.format, B.format, C.format, D.format, E.format, F.format, G.format, H.format, I.format],
                isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(
                call,
                A.span.then(B.span).then(C.span).then(D.span).then(E.span).then(F.span).then(G.span).then(H.span).then(
                    I.span))
            let (a, b, c, d, e, f, g, h, i) = (
                A(&words), B(&words), C(&words), D(&words), E(&words), F(&words), G(&words), H(&words), I(&words)
            )
            words.charge(call)
            return try handler(kernel, call, a, b, c, d, e, f, g, h, i)
        }
    }

    @inline(__always)
    init<
        A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument, E: CallArgument, F: CallArgument,
        G: CallArgument, H: CallArgument, I: CallArgument, J: CallArgument
    >(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler:
            @escaping @Sendable (Kernel, borrowing Invocation, A, B, C, D, E, F, G, H, I, J) throws(CallStop) ->
            CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [
                    A.format, B.format, C.format, D.format, E.format, F.format, G.format, H.format, I.format, J.format,
                ], isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(
                call,
                A.span.then(B.span).then(C.span).then(D.span).then(E.span).then(F.span).then(G.span).then(H.span).then(
                    I.span
                ).then(J.span))
            let (a, b, c, d, e, f, g, h, i, j) = (
                A(&words), B(&words), C(&words), D(&words), E(&words), F(&words), G(&words), H(&words), I(&words),
                J(&words)
            )
            words.charge(call)
            return try handler(kernel, call, a, b, c, d, e, f, g, h, i, j)
        }
    }

    @inline(__always)
    init<
        A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument, E: CallArgument, F: CallArgument,
        G: CallArgument, H: CallArgument, I: CallArgument, J: CallArgument, K: CallArgument
    >(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler:
            @escaping @Sendable (Kernel, borrowing Invocation, A, B, C, D, E, F, G, H, I, J, K) throws(CallStop) ->
            CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [
                    A.format, B.format, C.format, D.format, E.format, F.format, G.format, H.format, I.format, J.format,
                    K.format,
                ], isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(
                call,
                A.span.then(B.span).then(C.span).then(D.span).then(E.span).then(F.span).then(G.span).then(H.span).then(
                    I.span
                ).then(J.span).then(K.span))
            let (a, b, c, d, e, f, g, h, i, j, k) = (
                A(&words), B(&words), C(&words), D(&words), E(&words), F(&words), G(&words), H(&words), I(&words),
                J(&words), K(&words)
            )
            words.charge(call)
            return try handler(kernel, call, a, b, c, d, e, f, g, h, i, j, k)
        }
    }

    @inline(__always)
    init<
        A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument, E: CallArgument, F: CallArgument,
        G: CallArgument, H: CallArgument, I: CallArgument, J: CallArgument, K: CallArgument, L: CallArgument
    >(
        _ name: String, _ support: CallSupport, _ names: String = "", library: CallLibrary = .coredll, source: String,
        for audience: CallAudience = .everybody, returns result: ResultFormat, failure: UInt32 = 0,
        raisesFaults: Bool = false, returnsError: Bool = false, variadic: Bool = false, wide: Bool = false,
        handler:
            @escaping @Sendable (Kernel, borrowing Invocation, A, B, C, D, E, F, G, H, I, J, K, L) throws(CallStop) ->
            CallResult
    ) {
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: audience, names: names,
                formats: [
                    A.format, B.format, C.format, D.format, E.format, F.format, G.format, H.format, I.format, J.format,
                    K.format, L.format,
                ], isVariadic: variadic, isWide: wide, result: result),
            failure: failure, raisesFaults: raisesFaults, returnsError: returnsError
        ) { kernel, call throws(CallStop) in
            var words = try ArgumentWords(
                call,
                A.span.then(B.span).then(C.span).then(D.span).then(E.span).then(F.span).then(G.span).then(H.span).then(
                    I.span
                ).then(J.span).then(K.span).then(L.span))
            let (a, b, c, d, e, f, g, h, i, j, k, l) = (
                A(&words), B(&words), C(&words), D(&words), E(&words), F(&words), G(&words), H(&words), I(&words),
                J(&words), K(&words), L(&words)
            )
            words.charge(call)
            return try handler(kernel, call, a, b, c, d, e, f, g, h, i, j, k, l)
        }
    }
}
