internal import CUnicorn

/// Says which blocks of privileged code are dear, and what the code is.
final class BlockJudge {
    let isCostly: (_ last: UInt32, _ isThumb: Bool) -> Bool
    let code: (_ address: UInt32) -> UInt16?
    init(
        _ isCostly: @escaping (_ last: UInt32, _ isThumb: Bool) -> Bool, code: @escaping (_ address: UInt32) -> UInt16?
    ) {
        self.isCostly = isCostly
        self.code = code
    }
}

private let judgeBlock: @convention(c) (UnsafeMutableRawPointer?, UInt32, Bool) -> Bool = { user, last, isThumb in
    guard let user = unsafe user else { return false }
    // SAFETY: the engine keeps its judge alive.
    return unsafe Unmanaged<BlockJudge>.fromOpaque(user).takeUnretainedValue().isCostly(last, isThumb)
}

private let readCode: @convention(c) (UnsafeMutableRawPointer?, UInt32, UnsafeMutablePointer<UInt16>?) -> Bool = {
    user, address, halfword in
    guard let user = unsafe user, let halfword = unsafe halfword else { return false }
    // SAFETY: the engine keeps its judge alive, and the clock lends the place of one halfword.
    guard let code = unsafe Unmanaged<BlockJudge>.fromOpaque(user).takeUnretainedValue().code(address) else {
        return false
    }
    unsafe halfword.pointee = code
    return true
}

extension Engine {
    /// Has the clock count more for blocks of privileged code whose last instruction takes the host long.
    /// - Parameter isCostly: asked from inside a run, once for each block that is translated, with the address of its
    ///   last four bytes and whether it is Thumb code. It must not run the engine.
    /// - Parameter code: two bytes of the code that runs, at an even address; nil when they cannot be read. Asked where
    ///   the core walks its tables, since the clock counts Thumb instructions by their lengths.
    public func chargeBlocks(
        where isCostly: @escaping (_ last: UInt32, _ isThumb: Bool) -> Bool,
        code: @escaping (_ address: UInt32) -> UInt16? = { _ in nil }
    ) {
        let judge = BlockJudge(isCostly, code: code)
        blockJudge = judge
        unsafe clock.pointee.user = Unmanaged.passUnretained(judge).toOpaque()
        unsafe clock.pointee.is_costly = judgeBlock
        unsafe clock.pointee.read_code = readCode
    }
}
