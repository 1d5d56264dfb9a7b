import CEKernel
import CEMemory
import GuestAddress

/// RECT: four words.
private struct Rectangle: Equatable {
    var left: Int32 = 0
    var top: Int32 = 0
    var right: Int32 = 0
    var bottom: Int32 = 0

    var isEmpty: Bool { left >= right || top >= bottom }

    func contains(_ x: Int32, _ y: Int32) -> Bool { x >= left && x < right && y >= top && y < bottom }

    /// What both cover, or nothing.
    func intersection(_ other: Rectangle) -> Rectangle {
        let common = Rectangle(
            left: max(left, other.left), top: max(top, other.top), right: min(right, other.right),
            bottom: min(bottom, other.bottom))
        return isEmpty || other.isEmpty || common.isEmpty ? Rectangle() : common
    }

    /// What covers both.
    func union(_ other: Rectangle) -> Rectangle {
        if isEmpty { return other.isEmpty ? Rectangle() : other }
        if other.isEmpty { return self }
        return Rectangle(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }

    func moved(_ x: Int32, _ y: Int32) -> Rectangle {
        Rectangle(left: left &+ x, top: top &+ y, right: right &+ x, bottom: bottom &+ y)
    }

    func grown(_ x: Int32, _ y: Int32) -> Rectangle {
        Rectangle(left: left &- x, top: top &- y, right: right &+ x, bottom: bottom &+ y)
    }
}

extension GuestView {
    fileprivate func rectangle(_ pointer: VirtualAddress) throws(GuestFault) -> Rectangle {
        let words = try words(pointer.rawValue, count: 4)
        return Rectangle(
            left: Int32(bitPattern: words[0]), top: Int32(bitPattern: words[1]), right: Int32(bitPattern: words[2]),
            bottom: Int32(bitPattern: words[3]))
    }

    fileprivate func store(_ rectangle: Rectangle, _ pointer: VirtualAddress) throws(GuestFault) {
        let members = [rectangle.left, rectangle.top, rectangle.right, rectangle.bottom]
        for (index, member) in members.enumerated() {
            try setWord(UInt32(bitPattern: member), pointer.rawValue &+ UInt32(index) &* 4)
        }
    }
}

/// Rectangles, which need no window (winuser.h of the public SDK).
let rectangleCalls: [KernelCall] = [
    KernelCall(
        "SetRect", .full, "lprc xLeft yTop xRight yBottom", source: "winuser.h", returns: .boolean, raisesFaults: true
    ) {
        (_, call, target: VirtualAddress, left: Int32, top: Int32, right: Int32, bottom: Int32) throws(CallStop) in
        try call.access { memory throws(GuestFault) in
            try memory.store(Rectangle(left: left, top: top, right: right, bottom: bottom), target)
        }
        return .value(1)
    },
    .memory("SetRectEmpty", "lprc", source: "winuser.h", returns: .boolean) {
        (memory, target: VirtualAddress) throws(GuestFault) in
        try memory.store(Rectangle(), target)
        return 1
    },
    .memory("CopyRect", "lprcDst lprcSrc", source: "winuser.h", returns: .boolean) {
        (memory, target: VirtualAddress, source: VirtualAddress) throws(GuestFault) in
        try memory.store(try memory.rectangle(source), target)
        return 1
    },
    .memory("OffsetRect", "lprc dx dy", source: "winuser.h", returns: .boolean) {
        (memory, target: VirtualAddress, x: Int32, y: Int32) throws(GuestFault) in
        try memory.store(try memory.rectangle(target).moved(x, y), target)
        return 1
    },
    .memory("InflateRect", "lprc dx dy", source: "winuser.h", returns: .boolean) {
        (memory, target: VirtualAddress, x: Int32, y: Int32) throws(GuestFault) in
        try memory.store(try memory.rectangle(target).grown(x, y), target)
        return 1
    },
    .memory("IsRectEmpty", "lprc", source: "winuser.h", returns: .boolean) {
        (memory, rectangle: VirtualAddress) throws(GuestFault) in
        try memory.rectangle(rectangle).isEmpty ? 1 : 0
    },
    .memory("EqualRect", "lprc1 lprc2", source: "winuser.h", returns: .boolean) {
        (memory, left: VirtualAddress, right: VirtualAddress) throws(GuestFault) in
        try memory.rectangle(left) == memory.rectangle(right) ? 1 : 0
    },
    .memory("PtInRect", "lprc x y", source: "winuser.h", returns: .boolean) {
        (memory, rectangle: VirtualAddress, x: Int32, y: Int32) throws(GuestFault) in
        try memory.rectangle(rectangle).contains(x, y) ? 1 : 0
    },
    .memory("IntersectRect", "lprcDst lprcSrc1 lprcSrc2", source: "winuser.h", returns: .boolean) {
        (memory, target: VirtualAddress, left: VirtualAddress, right: VirtualAddress) throws(GuestFault) in
        let common = try memory.rectangle(left).intersection(try memory.rectangle(right))
        try memory.store(common, target)
        return common.isEmpty ? 0 : 1
    },
    .memory("UnionRect", "lprcDst lprcSrc1 lprcSrc2", source: "winuser.h", returns: .boolean) {
        (memory, target: VirtualAddress, left: VirtualAddress, right: VirtualAddress) throws(GuestFault) in
        let whole = try memory.rectangle(left).union(try memory.rectangle(right))
        try memory.store(whole, target)
        return whole.isEmpty ? 0 : 1
    },
]
