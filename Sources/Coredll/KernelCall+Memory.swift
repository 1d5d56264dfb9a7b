import CEKernel
import CEMemory

/// Functions that touch nothing but their arguments and guest memory, declared with their types as the kernel's calls
/// are: a bad pointer is the caller's fault, not an error code.
extension KernelCall {

    @inline(__always)
    static func memory<A: CallArgument>(
        _ name: String, _ names: String, source: String, returns result: ResultFormat, wide: Bool = false,
        _ body: @escaping @Sendable (GuestView, A) throws(GuestFault) -> UInt32
    ) -> KernelCall {
        KernelCall(name, .full, names, source: source, returns: result, raisesFaults: true, wide: wide) {
            (_, call, first: A) throws(CallStop) in
            do throws(GuestFault) { return .value(try body(call.memory, first)) } catch {
                throw .fault(error)
            }
        }
    }

    @inline(__always)
    static func memory<A: CallArgument, B: CallArgument>(
        _ name: String, _ names: String, source: String, returns result: ResultFormat, wide: Bool = false,
        _ body: @escaping @Sendable (GuestView, A, B) throws(GuestFault) -> UInt32
    ) -> KernelCall {
        KernelCall(name, .full, names, source: source, returns: result, raisesFaults: true, wide: wide) {
            (_, call, first: A, second: B) throws(CallStop) in
            do throws(GuestFault) { return .value(try body(call.memory, first, second)) } catch {
                throw .fault(error)
            }
        }
    }

    @inline(__always)
    static func memory<A: CallArgument, B: CallArgument, C: CallArgument>(
        _ name: String, _ names: String, source: String, returns result: ResultFormat, wide: Bool = false,
        _ body: @escaping @Sendable (GuestView, A, B, C) throws(GuestFault) -> UInt32
    ) -> KernelCall {
        KernelCall(name, .full, names, source: source, returns: result, raisesFaults: true, wide: wide) {
            (_, call, first: A, second: B, third: C) throws(CallStop) in
            do throws(GuestFault) { return .value(try body(call.memory, first, second, third)) } catch {
                throw .fault(error)
            }
        }
    }

    @inline(__always)
    static func memory<A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument>(
        _ name: String, _ names: String, source: String, returns result: ResultFormat, wide: Bool = false,
        _ body: @escaping @Sendable (GuestView, A, B, C, D) throws(GuestFault) -> UInt32
    ) -> KernelCall {
        KernelCall(name, .full, names, source: source, returns: result, raisesFaults: true, wide: wide) {
            (_, call, first: A, second: B, third: C, fourth: D) throws(CallStop) in
            do throws(GuestFault) { return .value(try body(call.memory, first, second, third, fourth)) } catch {
                throw .fault(error)
            }
        }
    }
}

/// Functions that exist for both widths of characters.
extension KernelCall {

    @inline(__always)
    static func string<A: CallArgument>(
        _ narrow: String?, _ wide: String?, _ names: String, source: String = "string.h",
        returns result: ResultFormat,
        _ body: @escaping @Sendable (GuestView, A, CharacterWidth) throws(GuestFault) -> UInt32
    ) -> [KernelCall] {
        bothWidths(narrow, wide) { name, width in
            memory(name, names, source: source, returns: result, wide: width == .wide) {
                (view, first: A) throws(GuestFault) in
                try body(view, first, width)
            }
        }
    }

    @inline(__always)
    static func string<A: CallArgument, B: CallArgument>(
        _ narrow: String?, _ wide: String?, _ names: String, source: String = "string.h",
        returns result: ResultFormat,
        _ body: @escaping @Sendable (GuestView, A, B, CharacterWidth) throws(GuestFault) -> UInt32
    ) -> [KernelCall] {
        bothWidths(narrow, wide) { name, width in
            memory(name, names, source: source, returns: result, wide: width == .wide) {
                (view, first: A, second: B) throws(GuestFault) in
                try body(view, first, second, width)
            }
        }
    }

    @inline(__always)
    static func string<A: CallArgument, B: CallArgument, C: CallArgument>(
        _ narrow: String?, _ wide: String?, _ names: String, source: String = "string.h",
        returns result: ResultFormat,
        _ body: @escaping @Sendable (GuestView, A, B, C, CharacterWidth) throws(GuestFault) -> UInt32
    ) -> [KernelCall] {
        bothWidths(narrow, wide) { name, width in
            memory(name, names, source: source, returns: result, wide: width == .wide) {
                (view, first: A, second: B, third: C) throws(GuestFault) in
                try body(view, first, second, third, width)
            }
        }
    }

    @inline(__always)
    static func string<A: CallArgument, B: CallArgument, C: CallArgument, D: CallArgument>(
        _ narrow: String?, _ wide: String?, _ names: String, source: String = "string.h",
        returns result: ResultFormat,
        _ body: @escaping @Sendable (GuestView, A, B, C, D, CharacterWidth) throws(GuestFault) -> UInt32
    ) -> [KernelCall] {
        bothWidths(narrow, wide) { name, width in
            memory(name, names, source: source, returns: result, wide: width == .wide) {
                (view, first: A, second: B, third: C, fourth: D) throws(GuestFault) in
                try body(view, first, second, third, fourth, width)
            }
        }
    }

    /// What `make` makes of each name that there is.
    static func bothWidths(
        _ narrow: String?, _ wide: String?, _ make: (String, CharacterWidth) -> KernelCall
    ) -> [KernelCall] {
        let names: [(String?, CharacterWidth)] = [(narrow, .narrow), (wide, .wide)]
        return names.compactMap { name, width in name.map { make($0, width) } }
    }
}
