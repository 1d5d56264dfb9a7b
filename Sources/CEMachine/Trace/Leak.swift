package import GuestAddress

/// A reservation that nobody freed.
package struct Leak: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable {
        case processExit = "process exit"
        case driverUnload = "driver unload"
        case scenarioEnd = "scenario end"
    }

    package var process: String
    package var range: AddressRange<VirtualAddress>
    /// Who reserved it.
    package var createdBy: CallSite
    package var reason: Reason
    /// The call that would have freed it.
    package var remedy: String
    /// Whether the process itself took it: the kernel takes that back at its end.
    package var isOwn: Bool

    init(process: String, reservation: Reservation, reason: Reason, isOwn: Bool = false) {
        self.isOwn = isOwn
        self.process = process
        remedy = Self.remedy(reservation)
        range = reservation.range
        createdBy = reservation.creator
        self.reason = reason
    }

    private static func remedy(_ reservation: Reservation) -> String {
        switch reservation.creator.function {
        case "MmMapIoSpace", "TransBusAddrToVirtual": "MmUnmapIoSpace"
        case "HalAllocateCommonBuffer": "HalFreeCommonBuffer of \(reservation.base)"
        case "AllocPhysMem": "FreePhysMem(\(reservation.base))"
        case "VirtualAllocEx", "VirtualAllocCopyEx": "VirtualFreeEx(process, \(reservation.base), 0, MEM_RELEASE)"
        case "MapViewOfFile": "UnmapViewOfFile(\(reservation.base))"
        case "CeAllocAsynchronousBuffer": "CeFreeAsynchronousBuffer"
        default: "VirtualFree(\(reservation.base), 0, MEM_RELEASE)"
        }
    }
}

extension Kernel {
    /// Tells of a leak when somebody asked for it.
    func checkLeak(_ leak: Leak) {
        guard checkers.contains(.leaks) else { return }
        find(
            MachineFinding(
                checker: .leaks, severity: leak.isOwn ? .note : .warning, process: leak.process,
                place: describe(leak.createdBy),
                message: "\(leak.range) was not freed at \(leak.reason.rawValue)", hint: "\(leak.remedy) frees it"))
    }

    /// `smd.dll: 0x80000000-0x8000ffff of smd.dll+0x1234 in VirtualAlloc, not freed at driver unload; … would have freed it`.
    package func describe(_ leak: Leak) -> String {
        "\(leak.process): \(leak.range) of \(describe(leak.createdBy)), not freed at \(leak.reason.rawValue); "
            + "\(leak.remedy) would have"
    }
}
