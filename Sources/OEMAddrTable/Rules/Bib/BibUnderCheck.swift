import Diagnostics
internal import GuestAddress

extension BibRegion {
    /// Whether the region's bytes are the image's: what romimage writes into it and the kernel runs from it.
    var holdsImage: Bool {
        switch kind {
        case .ramimage, .extensionRegion, .rom8, .rom16, .romx8: true
        case .ram, .reserved, .nandimage: false
        }
    }

    /// Whether the region is read or handed out by the kernel at its address.
    var isUsedByKernel: Bool { holdsImage || kind == .ram }

    /// `RAM (0x80000000-0x8fffffff)`.
    var phrase: String { "\(name) (\(extentText(extent)))" }

    /// Whether the start is an address that the static window can map.
    var startsInWindow: Bool { StaticWindow.range.contains(start) }
}

extension MapUnderCheck {
    /// The last setting of `key`, which is the one romimage keeps.
    func setting(_ key: String) -> BibSetting? { map.settings.last { $0.key == key } }
}
