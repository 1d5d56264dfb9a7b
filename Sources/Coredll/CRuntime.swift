import CEKernel
import CEMemory
import GuestAddress

/// The functions of coredll that run in the caller and touch nothing but its arguments and its memory.
let cRuntimeCalls: [KernelCall] = [
    cRuntimeMemoryCalls, cRuntimeStringCalls, cRuntimeTokenCalls, cRuntimeCharacterCalls, cRuntimeNumberCalls,
    cRuntimeEncodingCalls, safeStringCalls, checkedStringCalls, cRuntimePrintfCalls, boundedPrintfCalls,
    standardStreamCalls,
    cRuntimeIntegerCalls, softFloatCalls, mathematicsCalls, interlockedCalls, debugOutputCalls,
].flatMap { $0 }

extension KernelCall {
    /// A function that runs in the caller's own code: a bad pointer is the caller's fault, not an error code.
    static func runtime(
        _ name: String, _ body: @escaping @Sendable (Kernel, borrowing Invocation) throws(CallStop) -> CallResult
    ) -> KernelCall {
        KernelCall(name, raisesFaults: true, handler: body)
    }

    /// A function of guest memory and registers only.
    static func memory(
        _ name: String, _ body: @escaping @Sendable (GuestView, borrowing Invocation) throws(GuestFault) -> UInt32
    ) -> KernelCall {
        KernelCall(name, raisesFaults: true) { _, call throws(CallStop) in
            do throws(GuestFault) { return .value(try body(call.memory, call)) } catch { throw .fault(error) }
        }
    }

    /// A function that exists for both widths of characters.
    static func string(
        _ narrow: String?, _ wide: String?,
        _ body: @escaping @Sendable (GuestView, borrowing Invocation, CharacterWidth) throws(GuestFault) -> UInt32
    ) -> [KernelCall] {
        let names: [(String?, CharacterWidth)] = [(narrow, .narrow), (wide, .wide)]
        return names.compactMap { name, width in
            name.map { memory($0) { view, call throws(GuestFault) in try body(view, call, width) } }
        }
    }
}

extension GuestView {
    /// The most characters that a function reads into the host at once.
    static let textLimit: UInt32 = 4 << 20

    /// The characters before the terminator.
    /// - Parameter limit: where the function itself stops reading.
    func text(_ address: UInt32, _ width: CharacterWidth, limit: UInt32 = .max) throws(CallStop) -> [UInt16] {
        let units: [UInt16]
        do throws(GuestFault) {
            units = try self.units(address, width, limit: min(limit, Self.textLimit))
        } catch { throw .fault(error) }
        if units.count == Self.textLimit, limit > Self.textLimit {
            throw .fatal("the string at \(VirtualAddress(address)) has no end within \(Self.textLimit) characters")
        }
        return units
    }
}
