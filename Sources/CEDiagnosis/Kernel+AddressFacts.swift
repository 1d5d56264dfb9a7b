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
                state: .null, belongsTo: "the first 64 KB of \(distinctName(process)), which nothing ever maps")
        }
        if let reservation = process.space.reservation(at: address) {
            return facts(of: address, in: reservation, process)
        }
        if process.isKernel, let known = fixedFacts(of: address) { return known }
        let place =
            process.isKernel && !thread.current.isKernel
            ? "the kernel's half of what \(distinctName(thread.current)) sees" : distinctName(process)
        var facts = AddressFacts(state: .free, belongsTo: "nothing in \(place)")
        lookBack(address, process, &facts)
        if facts.belongedTo == nil, !processes.nk.space.covers(address) { lookElsewhere(address, process, &facts) }
        let neighbour = neighbour(of: address, process)
        facts.nearest = neighbour?.text
        facts.overrun = neighbour?.overrun
        facts.neighbour = neighbour?.range
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
            if segment == nil { facts.state = .belowStack(isOfKernel: false) }
        case .heap:
            let block = process.heap.place(of: address.rawValue).map { ", \($0)" } ?? ""
            facts.belongsTo = "the heap of \(distinctName(process)), \(reservation.range)\(block)"
            if segment == nil, let guarded = process.heap.guardedBlock(at: address.rawValue) {
                facts.state = .guardedBlock(isFreed: guarded.freed != nil)
            }
        case .kernel:
            facts.belongsTo = "\(reservation.creator.function) of the kernel, \(reservation.range)"
            if segment == nil { facts.state = .belowStack(isOfKernel: true) }
        case .reflected:
            facts.belongsTo = "what the reflector shows \(distinctName(process)), \(reservation.range)"
        case .view:
            facts.belongsTo = view(reservation, process)
            if segment == nil { facts.state = .viewPage }
        case .virtual:
            facts.changed = reservation.lastChange(at: address)
            facts.belongsTo = describe(reservation, segment, process, facts.changed)
        }
        return facts
    }

    private func view(_ reservation: Reservation, _ process: Process) -> String {
        let name = (reservation.view?.mapping.name).map { " '\($0)'" } ?? ""
        let rights = reservation.view?.protection.isWritable == true ? "read-write" : "read-only"
        return
            "a view of the file mapping\(name) at \(reservation.range) in \(distinctName(process)), \(rights), made by "
            + describe(reservation.creator)
    }

    private func stackOwner(_ stack: Reservation, _ process: Process) -> String {
        let thread = scheduler.threads.first { $0.stack === stack }
        let whose = thread.map { "of thread 0x\(hexadecimal($0.id))" } ?? "of a thread"
        return "the stack \(whose) in \(distinctName(process)), \(stack.range), whose lowest page is never committed"
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
        let variable = module.symbols.variable(at: offset).map { ", \($0)" } ?? ""
        return "\(place)\(variable), section \(section.name) (\(kind))"
    }

    private func describe(
        _ reservation: Reservation, _ segment: Reservation.Segment?, _ process: Process, _ changed: CallSite?
    ) -> String {
        let creator = describe(reservation.creator)
        guard let segment else {
            return "\(reservation.range) of \(distinctName(process)), reserved by \(creator), "
                + (changed.map { "decommitted by \(describe($0))" } ?? "not committed")
        }
        if let record = observers.mappings.record(of: reservation) {
            let target = record.physical.map { "physical \($0)" } ?? "other memory"
            return "a copy-map of \(target) at \(record.virtual) in \(distinctName(process)), made by "
                + describe(record.createdBy)
        }
        let rights = segment.protection.isWritable ? "read-write" : "read-only"
        return "\(reservation.range) of \(distinctName(process)), \(rights)"
            + (changed.map { " since \(describe($0))" } ?? "") + ", allocated by \(creator)"
    }

    /// `smd.dll+0x1234 in VirtualCopyEx`; what the machine does by itself has no caller.
    package func describe(_ site: CallSite) -> String {
        guard site.returnAddress != 0 else { return site.function }
        return "\(describe(place: site)) in \(site.function)"
    }

    /// `smd.dll+0x1234`, with the function's name as far as it is known: the code that called.
    package func describe(place site: CallSite) -> String {
        loader.history.place(site.returnAddress, process: site.process, at: site.instructions)
            ?? "0x" + hexadecimal(site.returnAddress)
    }

    /// A process's name, with its id where another one that lives has the same.
    package func distinctName(_ process: Process) -> String {
        let hasTwin = processes.living.values.contains { $0 !== process && $0.name == process.name }
        return hasTwin ? "\(process.name) (process 0x\(hexadecimal(process.id)))" : process.name
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
}
