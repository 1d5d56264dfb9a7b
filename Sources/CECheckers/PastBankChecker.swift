import CEKernel
import CEMemory
import Diagnostics
import GuestAddress

extension Checker {
    static let pastBank = Checker(
        id: "CE0806", name: "past-bank", title: "a mapping that leaves its RAM bank or device",
        explanation:
            "The physical range of a mapping leaves the RAM bank or device of the board that it begins in, or there "
            + "is none. What lies behind is a bus error, or another device.",
        make: { PastBankChecker($0) })
}

/// Reports mappings that leave what the board has.
final class PastBankChecker: MappingChecker {
    init(_ setup: CheckerSetup) { super.init(.pastBank, setup) }

    override func check(_ mapped: MappedRange) {
        let physical = kernel.memory.physical
        let places =
            physical.banks.map { ($0.range, "RAM bank") } + physical.windows.map { ($0.range, "device") }
        guard let (place, name) = places.first(where: { $0.0.overlaps(mapped.range) }) else {
            emit(
                .warning, mapped, "nothing of the board answers at \(mapped.range)",
                hint: "every access to it will be a bus error")
            return
        }
        guard !place.contains(mapped.range) else { return }
        guard place.contains(mapped.range.base) else {
            emit(
                .warning, mapped,
                "\(mapped.range) begins \(UInt64(place.base.rawValue) - UInt64(mapped.range.base.rawValue)) "
                    + "bytes before the "
                    + "\(name) \(place)", hint: "begin at \(place.base)")
            return
        }
        let next = places.first { UInt64($0.0.base.rawValue) == place.end }
        emit(
            .warning, mapped,
            "\(mapped.range) begins in the \(name) \(place) and ends \(mapped.range.end - place.end) bytes behind it"
                + (next.map { ", in the \($0.1) \($0.0)" } ?? ""),
            hint: "map \(place.end - UInt64(mapped.range.base.rawValue)) bytes at most")
    }
}
