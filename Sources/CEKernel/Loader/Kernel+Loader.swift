import ARMMMU
package import CEMemory
import GuestAddress
import OEMAddrTable
import PEImage
import Unicorn

extension Kernel {
    /// An image of \Windows and its name there.
    package struct ImageFile {
        let name: String
        let image: PEImage
        let exported: ExportedFunctions
    }

    /// Reads an image, or says why not.
    /// - Throws: ERROR_FILE_NOT_FOUND, or ERROR_BAD_EXE_FORMAT with a line in the log that says what is wrong with it.
    package func imageFile(named name: String) throws(CEError) -> ImageFile {
        guard let file = files.image(named: name) else { throw .fileNotFound }
        do throws(PEImageError) {
            let image = try file.image()
            return ImageFile(name: file.name, image: image, exported: file.exportedFunctions(of: image))
        } catch {
            // A good image is read once, a bad one whenever somebody asks for it.
            memory.physical.work &+= UInt64(file.bytes.count)
            output.writeLine("\(file.name) cannot be loaded: \(error)")
            throw refuse("image", "\(file.name) cannot be loaded: \(error)", .badExeFormat)
        }
    }

    /// Loads an image and, before it, the libraries it needs that the process has not.
    /// - Returns: the new modules, dependencies first, the image itself last.
    package func load(_ file: ImageFile, into process: Process) throws(CEError) -> [Module] {
        var loaded: [Module] = []
        do throws(CEError) {
            try load(file, into: process, &loaded, depth: 0)
        } catch {
            for module in loaded.reversed() { unload(module) }
            throw error
        }
        return loaded
    }

    private static let maximumDependencyDepth = 32

    package func load(_ file: ImageFile, into process: Process, _ loaded: inout [Module], depth: Int) throws(CEError) {
        guard depth < Self.maximumDependencyDepth else { throw .badExeFormat }
        let module = try place(file, in: process)
        process.modules.append(module)
        loader.history.add(module, at: engine.instructions)
        observers.tell(.spaces, .imageLoaded(module))
        do throws(CEError) {
            for library in module.image.importedLibraries {
                try bind(library, of: module, &loaded, depth: depth)
            }
            try protectSections(of: module)
        } catch {
            unload(module)
            throw error
        }
        loaded.append(module)
    }

    /// Finds room for an image, copies it there relocated, and leaves every page writable for the binding.
    private func place(_ file: ImageFile, in process: Process) throws(CEError) -> Module {
        let image = file.image
        let site = CallSite(
            function: "image \(file.name)", returnAddress: 0, process: process.id, instructions: engine.instructions)
        let reservation = try reserve(image, process, site)
        let base = reservation.base
        do throws(CEError) {
            // The pages first: an image that says it is large costs nothing where there is no memory for it.
            try commit(image, at: base, in: process)
            let bytes = try layOut(file, at: base)
            guard writeCode(bytes, base, process) else { throw .notEnoughMemory }
        } catch {
            memory.release(reservation, in: process.space, site: site)
            throw error
        }
        return Module(
            name: file.name, image: image, base: base, process: process, reservation: reservation,
            symbols: ImageSymbols(loader.symbols(of: file.name), linkedAt: image.imageBase, file.exported))
    }

    /// Gives an image its pages: those of the headers are read-only for good.
    private func commit(_ image: PEImage, at base: VirtualAddress, in process: Process) throws(CEError) {
        let size = UInt64(image.sizeOfImage)
        let headers = min(GuestPage.roundedUp(UInt64(image.sizeOfHeaders)) ?? size, size)
        let parts: [(start: UInt64, end: UInt64, protection: Protection)] = [
            (0, headers, .readOnlyPages), (headers, size, .codeAndDataPages),
        ]
        for part in parts where part.start < part.end {
            _ = try memory.commit(
                in: process.space, at: base.rawValue &+ UInt32(truncatingIfNeeded: part.start),
                size: UInt32(truncatingIfNeeded: part.end - part.start), part.protection)
        }
    }

    /// Copies code to where the guest will run it, page by page. The pages may have held other code before.
    private func writeCode(_ bytes: [UInt8], _ base: VirtualAddress, _ process: Process) -> Bool {
        let walker = Walker(process.regime)
        var pages: [PhysicalAddress] = []
        for start in stride(from: 0, to: bytes.count, by: 4096) {
            let virtual = base.wrappingAdding(UInt32(start))
            guard
                case .success(let physical) = walker.translate(
                    virtual, for: .read, privileged: true, in: memory.physical),
                let (ram, offset) = memory.physical.locate(physical),
                ram.write(bytes.span.extracting(start..<min(start + 4096, bytes.count)), at: offset)
            else { return false }
            pages.append(physical)
        }
        memory.physical.work &+= UInt64(bytes.count)
        do throws(UnicornError) { try engine.forgetCode(in: pages) } catch { return false }
        return true
    }

    private func layOut(_ file: ImageFile, at base: VirtualAddress) throws(CEError) -> [UInt8] {
        do throws(PEImageError) {
            return try file.image.imageBytes(base: base)
        } catch {
            output.writeLine("\(file.name) cannot be loaded: \(error)")
            throw .badExeFormat
        }
    }

    private func reserve(_ image: PEImage, _ process: Process, _ site: CallSite) throws(CEError) -> Reservation {
        let name = Reservation.Purpose.image(site.function)
        guard image.sizeOfImage > 0 else { throw .badExeFormat }
        if !image.isDLL {
            // An EXE lies where it was linked, normally at 0x00010000.
            return try memory.reserve(
                in: process.space, at: max(image.imageBase.rawValue, 0x1_0000), size: image.sizeOfImage,
                window: process.isKernel ? memory.profile.layout.kernelLibraries : memory.profile.layout.userMemory,
                purpose: name, site: site)
        }
        let window = process.isKernel ? memory.profile.layout.kernelLibraries : memory.profile.layout.userLibraries
        // A DLL has the same address in every process, so a place is looked for once.
        if !process.isKernel, let known = loader.base(of: site.function) {
            return try memory.reserve(
                in: process.space, at: known.rawValue, size: image.sizeOfImage, window: window, purpose: name,
                site: site)
        }
        let address = process.isKernel ? 0 : loader.nextBase(forSize: image.sizeOfImage).rawValue
        let reservation = try memory.reserve(
            in: process.space, at: address, size: image.sizeOfImage, window: window, purpose: name, site: site)
        if !process.isKernel { loader.place(site.function, at: reservation.base, size: image.sizeOfImage) }
        return reservation
    }

    /// Gives every page the protection of its section; the headers are read-only.
    private func protectSections(of module: Module) throws(CEError) {
        let space = module.process.space
        for section in module.image.sections where !section.range.isEmpty {
            let flags = section.characteristics
            let writable = flags.contains(.write)
            let executable = flags.contains(.execute)
            let protection: Protection =
                switch (writable, executable) {
                case (true, true): .codeAndDataPages
                case (true, false): .readWritePages
                case (false, true): .codePages
                case (false, false): .readOnlyPages
                }
            _ = try memory.protect(
                module.address(section.range.base.rawValue), size: UInt32(truncatingIfNeeded: section.range.size),
                protection.rawValue, in: space)
        }
    }

    /// Takes a module out of its process.
    func unload(_ module: Module) {
        module.process.modules.removeAll { $0 === module }
        let site = CallSite(
            function: "unload \(module.name)", returnAddress: 0, process: module.process.id,
            instructions: engine.instructions)
        memory.release(module.reservation, in: module.process.space, site: site)
    }
}
