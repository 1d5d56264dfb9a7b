internal import CUnicorn

/// Says which blocks of privileged code are dear.
final class BlockJudge {
    let isCostly: (_ last: UInt32, _ isThumb: Bool) -> Bool
    init(_ isCostly: @escaping (_ last: UInt32, _ isThumb: Bool) -> Bool) { self.isCostly = isCostly }
}

private let judgeBlock: @convention(c) (UnsafeMutableRawPointer?, UInt32, Bool) -> Bool = { user, last, isThumb in
    guard let user = unsafe user else { return false }
    // SAFETY: the engine keeps its judge alive.
    return unsafe Unmanaged<BlockJudge>.fromOpaque(user).takeUnretainedValue().isCostly(last, isThumb)
}

extension Engine {
    /// Has the clock count more for blocks of privileged code whose last instruction takes the host long.
    /// - Parameter isCostly: asked from inside a run, once for each block that is translated, with the address of its
    ///   last four bytes and whether it is Thumb code. It must not run the engine.
    public func chargeBlocks(where isCostly: @escaping (_ last: UInt32, _ isThumb: Bool) -> Bool) {
        let judge = BlockJudge(isCostly)
        blockJudge = judge
        unsafe clock.pointee.user = Unmanaged.passUnretained(judge).toOpaque()
        unsafe clock.pointee.is_costly = judgeBlock
    }
}
