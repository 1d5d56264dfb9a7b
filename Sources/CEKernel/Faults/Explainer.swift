/// Explains to an engineer what the kernel meets. It is asked at once: what an address belongs to is another thing when
/// the fault has been dealt with.
package protocol Explainer: AnyObject {
    /// Adds to the report of a fault what is not the kernel's to know.
    /// - Parameter report: its text is not written yet.
    /// - Returns: the lines below CE's own.
    func explain(_ report: inout FaultReport, _ cause: FaultCause, _ thread: Thread) -> [String]

    /// Says why a call fails. The thread's registers are those at the call.
    func refusal(_ call: RefusedCall, _ thread: Thread) -> Refusal

    /// Says which entry points a driver's image lacks.
    /// - Parameters:
    ///   - prefix: what stands in front of their names, or nothing.
    ///   - isNamed: whether the device has a name.
    ///   - exports: all names that the image exports.
    func entryPoints(of image: String, prefix: String, isNamed: Bool, exports: [String]) -> String

    /// Says why a driver may have given up in XXX_Init.
    /// - Parameters:
    ///   - device: its name, or its image's.
    ///   - entry: the name of XXX_Init.
    ///   - end: how it ended: `returned 0`.
    /// - Returns: nil when it was refused nothing.
    func initialization(of device: String, entry: String, end: String, _ notes: ActivationNotes) -> String?
}
