extension Thread {
    /// Notes that the thread is in a critical section from now on.
    package func tookSection(_ section: UInt32, at instructions: UInt64) {
        lockPlaces.note(
            section,
            LockPlaces.Taking(
                returnAddress: returnAddress, serial: call?.serial ?? 0, at: instructions, depth: frames.count))
    }

    /// Whether the call into the guest has returned in which the thread took a section.
    package func hasLeftCall(of taking: LockPlaces.Taking) -> Bool {
        guard taking.depth > 0 else { return false }
        guard frames.count >= taking.depth else { return true }
        // A later call at the same depth has a later number.
        return frames[taking.depth - 1].call.map { $0.serial > taking.serial } ?? false
    }
}
