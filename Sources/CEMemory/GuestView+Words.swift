import ARMMMU
import GuestAddress
import Unicorn

extension GuestView {
    /// Adjacent words, with one walk of the tables where they lie in one page of RAM. Neither the clock nor the
    /// observer is told.
    /// - Parameter count: at most 8.
    package func words(_ address: UInt32, count: Int) throws(GuestFault) -> [8 of UInt32] {
        var result = [8 of UInt32](repeating: 0)
        precondition(count <= result.count, "more words than arguments")
        let page = try page(VirtualAddress(address), .read)
        if page.length >= UInt32(count) &* 4, let (ram, offset) = memory.locate(page.physical),
            ram.size - offset >= count * 4
        {
            for index in 0..<count { result[index] = ram.word(at: offset + index * 4) ?? 0 }
        } else {
            for index in 0..<count { result[index] = try word(address &+ UInt32(index) &* 4) }
        }
        return result
    }

    /// Tells the clock and the observer that some of adjacent words were read.
    /// - Parameter mask: a bit for each, the first one's is the lowest.
    package func noteWords(_ address: UInt32, _ mask: UInt32) {
        var rest = mask
        while rest != 0 {
            note(address &+ UInt32(rest.trailingZeroBitCount) &* 4, 4, .read)
            rest &= rest - 1
        }
    }

    /// Bytes as they lie in RAM, for a report: nothing is counted, told, paged in or asked of a device.
    /// - Returns: at most `count` bytes, fewer where the next one is not in RAM or may not be read.
    package func peek(_ address: UInt32, count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let next = VirtualAddress(address &+ UInt32(truncatingIfNeeded: bytes.count))
            guard let page = walker.translatePage(next, for: .read, privileged: isPrivileged, in: memory),
                let (ram, offset) = memory.locate(page.physical), offset < ram.size
            else { break }
            let length = min(Int(page.length), count - bytes.count, ram.size - offset)
            guard length > 0, let part = ram.bytes(at: offset, count: length) else { break }
            bytes += part
        }
        return bytes
    }
}
