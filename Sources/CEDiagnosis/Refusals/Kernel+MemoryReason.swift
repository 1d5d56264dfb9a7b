import CEKernel
import CEMemory
import GuestAddress

/// The rules of the memory calls in words.
extension Kernel {
    func reason(_ rule: MemoryRule, _ words: [ArgumentWord], _ description: CallDescription) -> RefusalReason {
        if let reason = swappedReason(rule, words) { return reason }
        switch rule {
        case .size, .protection, .allocationType, .freeType, .releaseSize, .attributeMask, .offsets, .view:
            return argumentReason(rule, description)
        case .noAddresses, .noPages, .noPageTables, .notAdjacent: return shortageReason(rule, description)
        case .noSource, .notShifted, .pastPhysicalEnd: return sourceReason(rule, description)
        default: return placeReason(rule, description)
        }
    }

    private func argumentReason(_ rule: MemoryRule, _ description: CallDescription) -> RefusalReason {
        switch rule {
        case .size(let size):
            return RefusalReason(
                rule.name, "a size of \(bytesText(UInt64(size))) is not from 1 to 0x7fffffff bytes", ["size": "\(size)"]
            )
        case .protection(let flags):
            return RefusalReason(
                rule.name,
                "0x\(String(flags, radix: 16)) is no protection that \(description.name) takes: it is one of "
                    + "PAGE_NOACCESS, PAGE_READONLY, PAGE_READWRITE and the PAGE_EXECUTE flags, with PAGE_GUARD or "
                    + "PAGE_NOCACHE besides, where it is not PAGE_NOACCESS", ["flags": addressText(flags)])
        case .allocationType(let type):
            return RefusalReason(
                rule.name,
                "a type of 0x\(String(type, radix: 16)) has to hold MEM_COMMIT or MEM_RESERVE and nothing else",
                ["type": addressText(type)])
        case .freeType(let type):
            return RefusalReason(
                rule.name,
                "a type of 0x\(String(type, radix: 16)) is neither MEM_DECOMMIT (0x4000) nor MEM_RELEASE "
                    + "(0x8000) alone",
                ["type": addressText(type)])
        case .releaseSize(let size):
            return RefusalReason(
                rule.name,
                "MEM_RELEASE takes a size of 0, not \(bytesText(UInt64(size))): it gives the whole reservation back",
                ["size": "\(size)"])
        case .attributeMask(let mask):
            return RefusalReason(
                rule.name, "the mask \(addressText(mask)) reaches beyond the low 12 bits of a descriptor",
                ["mask": addressText(mask)])
        case .offsets(let source, let destination):
            let (from, to) = (source & MemoryManager.pageMask, destination & MemoryManager.pageMask)
            return RefusalReason(
                rule.name,
                "the source begins 0x\(hexadecimal(from, width: 3)) into its page and the destination "
                    + "0x\(hexadecimal(to, width: 3)) into its own: map the page from its beginning and add "
                    + "the offset to the "
                    + "pointer", ["source": addressText(source), "destination": addressText(destination)])
        case .view(let offset, let size, let whole):
            return RefusalReason(
                rule.name,
                "\(bytesText(UInt64(size))) from offset \(addressText(offset)) are no part of a mapping of "
                    + "\(bytesText(UInt64(whole))), or the offset is no multiple of 0x10000",
                ["offset": addressText(offset), "size": "\(size)", "mapping": "\(whole)"])
        default: return RefusalReason(rule.name, "an argument breaks the rule \(rule.name)")
        }
    }

    /// PAGE_NOACCESS to PAGE_EXECUTE_READWRITE.
    private static let protections: Set<UInt32> = [0x1, 0x2, 0x4, 0x10, 0x20, 0x40]
    /// MEM_COMMIT and MEM_RESERVE.
    private static let allocationTypes: Set<UInt32> = [0x1000, 0x2000, 0x3000]

    /// The type and the protection of an allocation in each other's place.
    private func swappedReason(_ rule: MemoryRule, _ words: [ArgumentWord]) -> RefusalReason? {
        switch rule {
        case .protection, .allocationType: break
        default: return nil
        }
        guard let type = words.first(where: { $0.name == "flAllocationType" })?.value,
            let protection = words.first(where: { $0.name == "flProtect" })?.value,
            Self.protections.contains(type), Self.allocationTypes.contains(protection)
        else { return nil }
        return RefusalReason(
            "swapped",
            "flAllocationType 0x\(String(type, radix: 16)) is a protection and flProtect 0x"
                + "\(String(protection, radix: 16)) a type: the two stand in each other's place",
            ["flAllocationType": addressText(type), "flProtect": addressText(protection)])
    }

    func processName(_ number: UInt16) -> String {
        processes.all.first { $0.number == number }?.name ?? "process \(number)"
    }

    func bytesText(_ size: UInt64) -> String {
        size < 0x1_0000 ? "\(size) bytes" : "0x\(String(size, radix: 16)) bytes"
    }
}
