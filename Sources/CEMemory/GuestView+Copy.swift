import ARMMMU
import GuestAddress
import Unicorn

/// Copies, fills and comparisons at host speed, page by page. They meet faults as guest code does: what lies before the
/// faulting page is done.
extension GuestView {
    /// Copies `count` bytes, which may overlap.
    package func move(to target: UInt32, from source: UInt32, count: UInt32) throws(GuestFault) {
        if target != source, target &- source < count {
            try moveBackward(to: target, from: source, count: count)
        } else {
            try moveForward(to: target, from: source, count: count)
        }
    }

    private func moveForward(to target: UInt32, from source: UInt32, count: UInt32) throws(GuestFault) {
        var done: UInt32 = 0
        while done < count {
            let from = try page(VirtualAddress(source &+ done), .read)
            let to = try page(VirtualAddress(target &+ done), .write)
            let length = min(from.length, to.length, count - done)
            if let (fromBank, fromOffset) = memory.locate(from.physical),
                let (toBank, toOffset) = memory.locate(to.physical),
                toBank.copy(to: toOffset, from: fromBank, at: fromOffset, count: Int(length))
            {
                note(source &+ done, length, .read)
                note(target &+ done, length, .write)
                done += length
            } else if count - done >= 4, (source &+ done) & 3 == 0, (target &+ done) & 3 == 0 {
                // Device registers are accessed by words where the addresses allow it.
                try setWord(word(source &+ done), target &+ done)
                done += 4
            } else {
                try setByte(byte(source &+ done), target &+ done)
                done += 1
            }
        }
    }

    /// The target begins inside the source: from the end, one page of both at a time.
    private func moveBackward(to target: UInt32, from source: UInt32, count: UInt32) throws(GuestFault) {
        var left = count
        while left > 0 {
            let lastSource = source &+ (left - 1)
            let lastTarget = target &+ (left - 1)
            let length = min(left, (lastSource & 0xFFF) + 1, (lastTarget & 0xFFF) + 1)
            let start = left - length
            let from = try page(VirtualAddress(source &+ start), .read)
            let to = try page(VirtualAddress(target &+ start), .write)
            if from.length >= length, to.length >= length,
                let (fromBank, fromOffset) = memory.locate(from.physical),
                let (toBank, toOffset) = memory.locate(to.physical),
                toBank.copy(to: toOffset, from: fromBank, at: fromOffset, count: Int(length))
            {
                note(source &+ start, length, .read)
                note(target &+ start, length, .write)
                left = start
            } else {
                try setByte(byte(lastSource), lastTarget)
                left -= 1
            }
        }
    }

    /// Sets `count` bytes to `value`.
    package func fill(_ address: UInt32, count: UInt32, with value: UInt8) throws(GuestFault) {
        let word = UInt32(value) &* 0x0101_0101
        var done: UInt32 = 0
        while done < count {
            let page = try page(VirtualAddress(address &+ done), .write)
            let length = min(page.length, count - done)
            if let (bank, offset) = memory.locate(page.physical), bank.fill(at: offset, count: Int(length), with: value)
            {
                note(address &+ done, length, .write)
                done += length
            } else if count - done >= 4, (address &+ done) & 3 == 0 {
                try setWord(word, address &+ done)
                done += 4
            } else {
                try setByte(value, address &+ done)
                done += 1
            }
        }
    }

    /// −1, 0 or 1, as the first difference says.
    package func compare(_ left: UInt32, _ right: UInt32, count: UInt32) throws(GuestFault) -> Int32 {
        var done: UInt32 = 0
        while done < count {
            let first = try page(VirtualAddress(left &+ done), .read)
            let second = try page(VirtualAddress(right &+ done), .read)
            let length = min(first.length, second.length, count - done)
            if let (bank, offset) = memory.locate(first.physical),
                let (other, otherOffset) = memory.locate(second.physical),
                let order = bank.compare(at: offset, with: other, at: otherOffset, count: Int(length))
            {
                note(left &+ done, length, .read)
                note(right &+ done, length, .read)
                if order != 0 { return order.signum() }
                done += length
            } else {
                let difference = Int32(try byte(left &+ done)) - Int32(try byte(right &+ done))
                if difference != 0 { return difference.signum() }
                done += 1
            }
        }
        return 0
    }

    /// The distance to the first byte equal to `value` among `count`, or nil.
    package func firstIndex(of value: UInt8, _ address: UInt32, count: UInt32) throws(GuestFault) -> UInt32? {
        var done: UInt32 = 0
        while done < count {
            let page = try page(VirtualAddress(address &+ done), .read)
            if let (bank, offset) = memory.locate(page.physical), offset < bank.size {
                let length = min(page.length, count - done, UInt32(clamping: bank.size - offset))
                let index = bank.firstIndex(of: value, at: offset, count: Int(length))
                note(address &+ done, index.map { UInt32($0) + 1 } ?? length, .read)
                if let index {
                    return done + UInt32(truncatingIfNeeded: index)
                }
                done += length
            } else {
                if try byte(address &+ done) == value { return done }
                done += 1
            }
        }
        return nil
    }
}
