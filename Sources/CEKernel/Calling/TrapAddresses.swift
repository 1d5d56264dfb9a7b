package import GuestAddress

/// The addresses that mean a system call: nobody has access to them, a branch there is a prefetch abort that the kernel decodes.
///
/// CE's own traps are (API set, method) pairs below FIRST_METHOD and handle-based methods above it. The functions of coredll that
/// the machine provides have addresses of their own behind those, in the same megabyte.
package struct TrapAddresses: Sendable {
    /// FIRST_METHOD of the profile.
    let firstMethod: UInt32
    /// The first address of the provided functions, one word each.
    package let provided: UInt32
    /// The first address of the stubs for imports that nobody provides.
    let missing: UInt32
    /// Where a call from the kernel into the guest returns to: FIRST_METHOD − 4.
    package var returnTrap: UInt32 { firstMethod &- 4 }

    /// The megabyte that the kernel maps for them.
    package var area: AddressRange<VirtualAddress> {
        AddressRange(base: VirtualAddress(firstMethod).roundedDown(to: 0x10_0000), clampedSize: 0x10_0000)
    }

    private static let areaSize: UInt32 = 0x4_0000

    package init(firstMethod: UInt32) {
        self.firstMethod = firstMethod
        provided = firstMethod &+ 0x1_0000
        missing = provided &+ Self.areaSize
    }

    package enum Target: Equatable {
        /// A provided function, by its word in the call table.
        case providedCall(Int)
        case missingImport(Int)
        case guestReturn
        /// API set and method of a CE trap.
        case trap(set: UInt32, method: UInt32)
        /// A method of the object whose handle is the first argument.
        case handleMethod(UInt32)
    }

    /// - Parameter slot: the call's word in the call table.
    func address(ofCall slot: Int) -> UInt32 { provided &+ UInt32(slot) &* 4 }
    func address(ofMissing index: Int) -> UInt32 { missing &+ UInt32(index) &* 4 }
    static let maximumMissing = 0x1_0000

    /// What a branch to `address` asks for, or nil when it is no system call.
    package func decode(_ address: UInt32) -> Target? {
        let word = address & ~3
        if word >= provided, word < missing { return .providedCall(Int((word &- provided) >> 2)) }
        if word >= missing, word < missing &+ Self.areaSize { return .missingImport(Int((word &- missing) >> 2)) }
        if word == returnTrap { return .guestReturn }
        if word < firstMethod, word >= firstMethod &- 0x2_0000 {
            let code = (firstMethod &- word) >> 2
            return .trap(set: code >> 8, method: code & 0xFF)
        }
        if word >= firstMethod, word <= firstMethod &+ 0x3FC { return .handleMethod((word &- firstMethod) >> 2) }
        return nil
    }
}
