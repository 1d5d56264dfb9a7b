package import CEMemory
package import GuestAddress

/// A reservation that nobody freed.
package struct Leak: Hashable, Sendable, Codable {
    package enum Reason: String, Hashable, Sendable, Codable {
        case processExit = "process exit"
        case driverUnload = "driver unload"
        case scenarioEnd = "scenario end"
    }

    /// The call that frees a reservation.
    package struct Remedy: Hashable, Sendable, CustomStringConvertible, Codable {
        private let function: Function
        private let base: VirtualAddress

        private enum Function: Codable {
            case unmapIOSpace, freeCommonBuffer, freePhysicalMemory, free, freeOfProcess, unmapView,
                freeAsynchronousBuffer

            /// - Parameter creator: the function that made the reservation.
            init(freeing creator: String) {
                self =
                    switch creator {
                    case "MmMapIoSpace", "TransBusAddrToVirtual": .unmapIOSpace
                    case "HalAllocateCommonBuffer": .freeCommonBuffer
                    case "AllocPhysMem": .freePhysicalMemory
                    case "VirtualAllocEx", "VirtualAllocCopyEx": .freeOfProcess
                    case "MapViewOfFile": .unmapView
                    case "CeAllocAsynchronousBuffer": .freeAsynchronousBuffer
                    default: .free
                    }
            }
        }

        init(freeing reservation: Reservation) {
            function = Function(freeing: reservation.creator.function)
            base = reservation.base
        }

        /// `VirtualFree(0x00100000, 0, MEM_RELEASE)`.
        package var description: String {
            switch function {
            case .unmapIOSpace: "MmUnmapIoSpace"
            case .freeCommonBuffer: "HalFreeCommonBuffer of \(base)"
            case .freePhysicalMemory: "FreePhysMem(\(base))"
            case .free: "VirtualFree(\(base), 0, MEM_RELEASE)"
            case .freeOfProcess: "VirtualFreeEx(process, \(base), 0, MEM_RELEASE)"
            case .unmapView: "UnmapViewOfFile(\(base))"
            case .freeAsynchronousBuffer: "CeFreeAsynchronousBuffer"
            }
        }
    }

    package var process: String
    package var range: AddressRange<VirtualAddress>
    /// Who reserved it.
    package var createdBy: CallSite
    package var reason: Reason
    /// What would have freed it.
    package var remedy: Remedy
    /// Whether the process itself took it: the kernel takes that back at its end.
    package var isOwn: Bool

    init(process: String, reservation: Reservation, reason: Reason, isOwn: Bool = false) {
        self.isOwn = isOwn
        self.process = process
        remedy = Remedy(freeing: reservation)
        range = reservation.range
        createdBy = reservation.creator
        self.reason = reason
    }
}
