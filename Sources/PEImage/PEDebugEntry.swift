/// An entry of the debug directory.
package struct PEDebugEntry: Hashable, Sendable {
    /// IMAGE_DEBUG_TYPE_… ; 2 is CodeView.
    package let type: UInt32
    package let size: UInt32
    package let address: RelativeAddress
    package let fileOffset: UInt32
    /// The program database that a CodeView entry (RSDS or NB10) names; nil of other entries, and when the record is
    /// not in the file, as after stripping.
    package let programDatabase: String?
}
