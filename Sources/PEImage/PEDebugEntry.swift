/// An entry of the debug directory.
public struct PEDebugEntry: Hashable, Sendable {
    /// IMAGE_DEBUG_TYPE_… ; 2 is CodeView.
    public let type: UInt32
    public let size: UInt32
    public let address: RelativeAddress
    public let fileOffset: UInt32
    /// The program database that a CodeView entry (RSDS or NB10) names; nil of other entries, and when the record is
    /// not in the file, as after stripping.
    public let programDatabase: String?
}
