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
