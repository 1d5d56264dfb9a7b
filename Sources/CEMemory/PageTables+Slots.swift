package import GuestAddress
import Unicorn

/// The first 32 MB of a process's half as others see them: a slot of CE 5. First-level descriptors are copied; what the
/// tables behind them say is the same for all.
extension PageTables {
    /// Groups of a slot.
    private static let slotGroups = 8
    /// A megabyte has one first-level descriptor of 4 bytes.
    package static let slotBytes: UInt32 = 32 * 4

    /// Makes another first-level table show the slot, now and from now on.
    /// - Parameter place: the physical address of the descriptor for the slot's first megabyte.
    package func show(slotAt place: PhysicalAddress) {
        guard let (ram, offset) = physicalPlace(place) else { return }
        slotViews.append(FirstLevel(address: place, ram: ram, offset: offset))
        for index in 0..<Self.slotGroups { copy(group: index, to: slotViews[slotViews.count - 1]) }
    }

    /// Stops writing into another table.
    package func hide(slotAt place: PhysicalAddress) { slotViews.removeAll { $0.address == place } }

    /// The descriptors of a group have changed.
    func showGroup(_ index: Int) {
        guard index < Self.slotGroups else { return }
        for view in slotViews { copy(group: index, to: view) }
    }

    private func copy(group index: Int, to view: FirstLevel) {
        guard let model = firstLevels.first else { return }
        _ = view.ram.copy(to: view.offset + index * 16, from: model.ram, at: model.offset + index * 16, count: 16)
    }
}
