import CEKernel
import CEMemory
import GuestAddress
import Unicorn

extension Kernel {
    fileprivate func writeSystemTime(
        _ fileTime: UInt64, to pointer: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) {
        guard let time = SystemTime(fileTime: fileTime) else {
            throw .error(refuse("time", "the FILETIME is beyond what a SYSTEMTIME can say"))
        }
        try call.access { memory throws(GuestFault) in
            try memory.write(
                time.words.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] },
                pointer.rawValue)
        }
    }

    fileprivate func readSystemTime(
        _ pointer: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> SystemTime {
        let words = try call.access { memory throws(GuestFault) in
            var words: [UInt16] = []
            for index in 0..<SystemTime.size / 2 { words.append(try memory.halfword(pointer.rawValue &+ index &* 2)) }
            return words
        }
        guard let time = SystemTime(words: words) else {
            throw .error(refuse("time", "a member of the SYSTEMTIME is out of its range"))
        }
        return time
    }

    func setDoubleword(
        _ value: UInt64, _ pointer: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) {
        try call.access { memory throws(GuestFault) in
            try memory.setWord(UInt32(truncatingIfNeeded: value), pointer.rawValue)
            try memory.setWord(UInt32(truncatingIfNeeded: value >> 32), pointer.rawValue &+ 4)
        }
    }

    func doubleword(_ pointer: VirtualAddress, _ call: borrowing Invocation) throws(CallStop) -> UInt64 {
        try call.access { memory throws(GuestFault) in try memory.doubleword(pointer.rawValue) }
    }
}

/// Time: all of it is virtual, and local time is UTC.
let timeCalls: [KernelCall] = clockCalls + conversionCalls

private let clockCalls: [KernelCall] =
    [
        KernelCall("GetTickCount", .full, source: "winbase.h", returns: .number) { kernel, _ throws(CallStop) in
            .value(kernel.board.clock.milliseconds(kernel.engine.instructions))
        },
        KernelCall("QueryPerformanceCounter", .full, "lpPerformanceCount", source: "aa448325", returns: .boolean) {
            (kernel, call, pointer: VirtualAddress) throws(CallStop) in
            try kernel.setDoubleword(kernel.engine.instructions, pointer, call)
            return .value(1)
        },
        KernelCall("QueryPerformanceFrequency", .full, "lpFrequency", source: "aa448325", returns: .boolean) {
            (kernel, call, pointer: VirtualAddress) throws(CallStop) in
            try kernel.setDoubleword(kernel.board.clock.frequency, pointer, call)
            return .value(1)
        },
        KernelCall(
            "GetSystemTimeAsFileTime", .full, "lpSystemTimeAsFileTime", source: "winbase.h", returns: .none
        ) { (kernel, call, pointer: VirtualAddress) throws(CallStop) in
            try kernel.setDoubleword(kernel.board.clock.fileTime(kernel.engine.instructions), pointer, call)
            return .value(0)
        },
        systemTimeCall("GetSystemTime", .full), systemTimeCall("GetLocalTime", .partial("local time is UTC")),
    ]

private func systemTimeCall(_ name: String, _ support: CallSupport) -> KernelCall {
    KernelCall(name, support, "lpSystemTime", source: "winbase.h", returns: .none) {
        (kernel, call, pointer: VirtualAddress) throws(CallStop) in
        try kernel.writeSystemTime(kernel.board.clock.fileTime(kernel.engine.instructions), to: pointer, call)
        return .value(0)
    }
}

private let conversionCalls: [KernelCall] =
    [
        KernelCall(
            "SystemTimeToFileTime", .full, "lpSystemTime lpFileTime", source: "winbase.h", returns: .boolean
        ) { (kernel, call, source: VirtualAddress, target: VirtualAddress) throws(CallStop) in
            guard let fileTime = try kernel.readSystemTime(source, call).fileTime else {
                throw .error(kernel.refuse("time", "the SYSTEMTIME is no date from 1601 on"))
            }
            try kernel.setDoubleword(fileTime, target, call)
            return .value(1)
        },
        KernelCall(
            "FileTimeToSystemTime", .full, "lpFileTime lpSystemTime", source: "winbase.h", returns: .boolean
        ) { (kernel, call, source: VirtualAddress, target: VirtualAddress) throws(CallStop) in
            try kernel.writeSystemTime(try kernel.doubleword(source, call), to: target, call)
            return .value(1)
        },
        KernelCall("CompareFileTime", .full, "lpFileTime1 lpFileTime2", source: "winbase.h", returns: .signed) {
            (kernel, call, left: VirtualAddress, right: VirtualAddress) throws(CallStop) in
            let left = try kernel.doubleword(left, call)
            let right = try kernel.doubleword(right, call)
            return .value(left == right ? 0 : left < right ? 0xFFFF_FFFF : 1)
        },
    ]
    + [
        ("FileTimeToLocalFileTime", "lpFileTime lpLocalFileTime"),
        ("LocalFileTimeToFileTime", "lpLocalFileTime lpFileTime"),
    ]
    .map { name, names in
        KernelCall(name, .partial("local time is UTC"), names, source: "winbase.h", returns: .boolean) {
            (kernel, call, source: VirtualAddress, target: VirtualAddress) throws(CallStop) in
            try kernel.setDoubleword(try kernel.doubleword(source, call), target, call)
            return .value(1)
        }
    }

/// TIME_ZONE_INFORMATION: a bias, a name, a date and a bias, and the three again for the summer.
private let zoneSize = 172
private let standardName: UInt32 = 4
private let summerName: UInt32 = 88

let timeZoneCalls: [KernelCall] = [
    // The zone without summer time: TIME_ZONE_ID_UNKNOWN, no bias, and UTC for both names.
    KernelCall("GetTimeZoneInformation", .full, "lpTimeZoneInformation", source: "winbase.h", returns: .number) {
        (_, call, pointer: VirtualAddress) throws(CallStop) in
        try call.access { memory throws(GuestFault) in
            try memory.write([UInt8](repeating: 0, count: zoneSize), pointer.rawValue)
            for name in [standardName, summerName] {
                try memory.write(Array("UTC".utf16), pointer.rawValue &+ name, .wide, terminated: true)
            }
        }
        return .value(0)
    },
    KernelCall("GetCurrentFT", .full, "lpFileTime", source: "winbase.h", returns: .none) {
        (kernel, call, pointer: VirtualAddress) throws(CallStop) in
        try kernel.setDoubleword(kernel.board.clock.fileTime(kernel.engine.instructions), pointer, call)
        return .value(0)
    },
]
