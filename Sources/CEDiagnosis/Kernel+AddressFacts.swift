package import CEKernel
package import CEMemory
package import GuestAddress
import OEMAddrTable
import PEImage
import Unicorn

extension Kernel {
    /// Who an address belongs to, or belonged to, in the address space that a thread sees.
    package func facts(of address: VirtualAddress, _ thread: Thread) -> AddressFacts {
        let process = processes.nk.space.covers(address) ? processes.nk : thread.addressSpace
        if address.rawValue < 0x1_0000 {
            return AddressFacts(
                state: .null, belongsTo: "the first 64 KB of \(process.name), which nothing ever maps")
        }
        if let reservation = process.space.reservation(at: address) {
            return facts(of: address, in: reservation, process)
        }
        if process.isKernel, let known = fixedFacts(of: address) { return known }
        var facts = AddressFacts(state: .free, belongsTo: "nothing in \(process.name)")
        lookBack(address, process, &facts)
        if facts.belongedTo == nil, !process.isKernel { lookElsewhere(address, process, &facts) }
        facts.nearest = nearest(to: address, process)
        return facts
    }

    func facts(of address: VirtualAddress, in reservation: Reservation, _ process: Process) -> AddressFacts {
        let segment = reservation.segment(containing: reservation.page(of: address))
        var facts = AddressFacts(state: segment == nil ? .reserved : .mapped)
        if let protection = segment?.protection {
            if protection.isGuard { facts.state = .guardPage }
            if !protection.isAccessible { facts.state = .noAccess }
        }
        switch reservation.purpose {
        case .image:
            let module = process.modules.first { $0.reservation === reservation }
            facts.belongsTo = module.map { image(address, $0, &facts) } ?? reservation.creator.function
        case .stack:
            facts.belongsTo = stackOwner(reservation, process)
            if segment == nil { facts.state = .belowStack }
        case .heap:
            let block = process.heap.place(of: address.rawValue).map { ", \($0)" } ?? ""
            facts.belongsTo = "the heap of \(process.name), \(reservation.range)\(block)"
            if segment == nil, let guarded = process.heap.guardedBlock(at: address.rawValue) {
                facts.state = .guardedBlock(isFreed: guarded.freed != nil)
            }
        case .kernel:
            facts.belongsTo = "\(reservation.creator.function) of the kernel, \(reservation.range)"
            if segment == nil { facts.state = .belowStack }
        case .reflected:
            facts.belongsTo = "what the reflector shows \(process.name), \(reservation.range)"
        case .view:
            facts.belongsTo = view(reservation, process)
            if segment == nil { facts.state = .viewPage }
        case .virtual:
            facts.belongsTo = describe(reservation, segment, process)
        }
        return facts
    }

    private func view(_ reservation: Reservation, _ process: Process) -> String {
        let name = (reservation.view?.mapping.name).map { " '\($0)'" } ?? ""
        let rights = reservation.view?.protection.isWritable == true ? "read-write" : "read-only"
        return "a view of the file mapping\(name) at \(reservation.range) in \(process.name), \(rights), made by "
            + describe(reservation.creator)
    }

    private func stackOwner(_ stack: Reservation, _ process: Process) -> String {
        let thread = scheduler.threads.first { $0.stack === stack }
        let whose = thread.map { "of thread 0x\(hexadecimal($0.id))" } ?? "of a thread"
        return "the stack \(whose) in \(process.name), \(stack.range), whose lowest page is never committed"
    }

    private func image(_ address: VirtualAddress, _ module: Module, _ facts: inout AddressFacts) -> String {
        let offset = address.rawValue &- module.base.rawValue
        let place = "\(module.name)+0x\(String(offset, radix: 16))"
        guard let section = module.image.section(containing: .init(rawValue: offset)) else {
            return "\(place), between the sections of the image"
        }
        let writable = section.characteristics.contains(.write)
        facts.state = .imageSection(writable: writable)
        let kind =
            section.characteristics.contains(.execute) ? "code" : writable ? "data" : "constants, read-only"
        return "\(place), section \(section.name) (\(kind))"
    }

    private func describe(_ reservation: Reservation, _ segment: Reservation.Segment?, _ process: Process) -> String {
        let creator = describe(reservation.creator)
        guard let segment else {
            return "\(reservation.range) of \(process.name), reserved by \(creator), not committed"
        }
        if let record = observers.mappings.record(of: reservation) {
            let target = record.physical.map { "physical \($0)" } ?? "other memory"
            return "a copy-map of \(target) at \(record.virtual) in \(process.name), made by "
                + describe(record.createdBy)
        }
        let rights = segment.protection.isWritable ? "read-write" : "read-only"
        return "\(reservation.range) of \(process.name), \(rights), allocated by \(creator)"
    }

    /// `smd.dll+0x1234 in VirtualCopyEx`; what the machine does by itself has no caller.
    package func describe(_ site: CallSite) -> String {
        guard site.returnAddress != 0 else { return site.function }
        let place = loader.history.place(site.returnAddress, process: site.process, at: site.instructions)
        return "\(place ?? "0x" + hexadecimal(site.returnAddress)) in \(site.function)"
    }

    // MARK: The kernel's fixed addresses

    private func fixedFacts(of address: VirtualAddress) -> AddressFacts? {
        if calling.traps.area.contains(address) || calling.traps.decode(address.rawValue) != nil {
            return AddressFacts(state: .systemCall, belongsTo: "the addresses of the system calls")
        }
        if address.roundedDown(to: MemoryManager.pageSize) == memory.profile.layout.kernelData {
            return AddressFacts(state: .kernelData, belongsTo: "the kernel's data page, which users may read")
        }
        return board.staticMap.row(of: address).map { AddressFacts(state: .staticMap, belongsTo: $0) }
    }

    // MARK: Nearby

    /// Bytes: what is further away has nothing to do with the address.
    private static let farthestNeighbour: UInt64 = 1 << 20

    private func nearest(to address: VirtualAddress, _ process: Process) -> String? {
        var best: (distance: UInt64, text: String)?
        func consider(_ range: AddressRange<VirtualAddress>, _ name: String) {
            let raw = UInt64(address.rawValue)
            let isBelow = range.end <= raw
            let distance =
                isBelow ? raw - range.end + 1 : UInt64(range.base.rawValue) - min(raw, UInt64(range.base.rawValue))
            if let best, best.distance <= distance { return }
            let bytes = "\(distance) byte\(distance == 1 ? "" : "s")"
            best = (
                distance,
                "\(name) at \(range), \(isBelow ? "ends \(bytes) below" : "begins \(bytes) above") the address"
            )
        }
        for reservation in process.space.reservations { consider(reservation.range, name(of: reservation, process)) }
        if process.isKernel {
            for (range, name) in board.staticMap.windows { consider(range, name) }
        }
        return best.flatMap { $0.distance <= Self.farthestNeighbour ? $0.text : nil }
    }

    private func name(of reservation: Reservation, _ process: Process) -> String {
        switch reservation.purpose {
        case .image(let name): name
        case .stack: "a stack"
        case .heap: "a heap"
        case .kernel: reservation.creator.function
        case .reflected: "what the reflector shows the process"
        case .view: "a view of a file mapping, made by \(describe(reservation.creator))"
        case .virtual: "a reservation of \(describe(reservation.creator))"
        }
    }
}
