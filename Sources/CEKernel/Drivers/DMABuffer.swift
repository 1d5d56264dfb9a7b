package import GuestAddress
import SavedState

/// What DMAOpenBuffer makes: where a driver's buffers lie in physical memory (documents ee482925, ee483125).
package final class DMABuffer: SavedObject {
    /// Memory that is adjacent, both for the processor and for a device.
    package struct Block: Hashable, Codable {
        /// Bytes.
        package var length: UInt32
        package let virtual: UInt32
        package let physical: UInt32

        package init(length: UInt32, virtual: UInt32, physical: UInt32) {
            self.length = length
            self.virtual = virtual
            self.physical = physical
        }
    }

    package let blocks: [Block]

    package init(blocks: [Block]) { self.blocks = blocks }

    /// The physical pages, in order.
    package var frames: [PhysicalAddress] {
        blocks.flatMap { block in
            stride(from: UInt64(block.physical & ~0xFFF), to: UInt64(block.physical) + UInt64(block.length), by: 4096)
                .map { PhysicalAddress(UInt32(truncatingIfNeeded: $0)) }
        }
    }

    private enum CodingKeys: CodingKey { case blocks }
}
