/// Which of the tables that the files hold the kernel of the map's profile reads.
///
/// OEMDeviceTable is reached only through the marker row of a new-style table, OEMRamTable only by Compact 7 and
/// later (public header oemglobal.h; documents gg155720 and gg154603). Whatever uses rows of one of them takes them
/// from here.
extension MemoryMap {
    /// Whether the kernel reads OEMRamTable.
    public var readsRAMTable: Bool { profile.knowsNewStyleTable }

    /// Whether the kernel reads OEMDeviceTable: the first table has a marker row, and the row names a device table.
    public var readsDeviceTable: Bool {
        guard profile.knowsNewStyleTable, let table = tables.first, table.style == .new else { return false }
        guard let marker = table.marker else { return true }
        return marker.deviceTable != nil || marker.deviceTableAddress != 0
    }

    /// The map without the tables that the kernel does not read.
    public var asRead: MemoryMap {
        var map = self
        if !readsDeviceTable { map.deviceRows = [] }
        if !readsRAMTable { map.ramRows = [] }
        return map
    }
}
