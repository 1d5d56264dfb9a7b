import ARMMMU
import GuestAddress
import Unicorn

/// Single accesses of one, two or four bytes, which reach a device as one.
extension GuestView {
    /// - Parameter size: 1, 2 or 4.
    package func item(_ address: UInt32, _ size: UInt32) throws(GuestFault) -> UInt32 {
        switch size {
        case 1: return UInt32(try byte(address))
        case 4: return try word(address)
        default:
            let page = try page(VirtualAddress(address), .read)
            if page.length >= size, let (device, offset) = memory.device(at: page.physical) {
                return device.read(offset: offset, size: Int(size)) & 0xFFFF
            }
            return UInt32(try halfword(address))
        }
    }

    /// - Parameter size: 1, 2 or 4: so many low bytes of the value count.
    package func setItem(_ value: UInt32, _ address: UInt32, _ size: UInt32) throws(GuestFault) {
        switch size {
        case 1: try setByte(UInt8(truncatingIfNeeded: value), address)
        case 4: try setWord(value, address)
        default:
            let page = try page(VirtualAddress(address), .write)
            if page.length >= size, let (device, offset) = memory.device(at: page.physical) {
                return device.write(value & 0xFFFF, offset: offset, size: Int(size))
            }
            try setHalfword(UInt16(truncatingIfNeeded: value), address)
        }
    }
}
