package import CEMemory
package import GuestAddress
package import PEImage
package import SavedState

/// A loaded image.
package final class Module: SavedObject {
    package let name: String
    package let image: PEImage
    package let base: VirtualAddress
    /// Unowned: the process holds its modules, and the kernel every process for the whole run.
    package unowned let process: Process
    package let reservation: Reservation
    package let symbols: ImageSymbols
    package var references = 1
    /// Whether DLL_PROCESS_ATTACH has been answered.
    var isAttached = false

    init(
        name: String, image: PEImage, base: VirtualAddress, process: Process, reservation: Reservation,
        symbols: ImageSymbols
    ) {
        self.name = name
        self.image = image
        self.base = base
        self.process = process
        self.reservation = reservation
        self.symbols = symbols
    }

    package var range: AddressRange<VirtualAddress> { AddressRange(base: base, clampedSize: UInt64(image.sizeOfImage)) }

    /// The address of a place in the image; bit 0 is kept.
    func address(_ rva: UInt32) -> UInt32 { base.rawValue &+ rva }

    /// The entry point, or nil of a resource-only DLL.
    var entryPoint: UInt32? { image.entryPoint.map { address($0.rawValue) } }

    private enum CodingKeys: CodingKey { case name, image, base, process, reservation }
    /// The scenario names the companion files.
    package static let hostProperties: Set<String> = ["symbols"]

    package convenience init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let name = try values.decode(String.self, forKey: .name)
        let image = try PEImage(bytes: try values.decode([UInt8].self, forKey: .image))
        self.init(
            name: name, image: image, base: try values.decode(VirtualAddress.self, forKey: .base),
            process: try values.decode(Process.self, forKey: .process),
            reservation: try values.decode(Reservation.self, forKey: .reservation),
            symbols: try decoder.host(ImageSymbolSource.self).symbols(
                of: name, linkedAt: image.imageBase, ExportedFunctions(image)))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        try values.encode(image.bytes, forKey: .image)
        try values.encode(base, forKey: .base)
        try values.encode(process, forKey: .process)
        try values.encode(reservation, forKey: .reservation)
    }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&references)
        try state.carry(&isAttached)
    }
}
