import CEKernel
import CEMemory
import Unicorn

extension Kernel {
    fileprivate func writeSystemTime(_ fileTime: UInt64, to pointer: UInt32, _ call: borrowing Invocation)
        throws(CallStop)
    {
        guard let time = SystemTime(fileTime: fileTime) else { throw .error(.invalidParameter) }
        try call.access { memory throws(GuestFault) in
            try memory.write(
                time.words.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }, pointer)
        }
    }

    fileprivate func readSystemTime(_ pointer: UInt32, _ call: borrowing Invocation) throws(CallStop) -> SystemTime {
        let words = try call.access { memory throws(GuestFault) in
            var words: [UInt16] = []
            for index in 0..<SystemTime.size / 2 { words.append(try memory.halfword(pointer &+ index &* 2)) }
            return words
        }
        guard let time = SystemTime(words: words) else { throw .error(.invalidParameter) }
        return time
    }

    fileprivate func setDoubleword(_ value: UInt64, _ pointer: UInt32, _ call: borrowing Invocation) throws(CallStop) {
        try call.access { memory throws(GuestFault) in
            try memory.setWord(UInt32(truncatingIfNeeded: value), pointer)
            try memory.setWord(UInt32(truncatingIfNeeded: value >> 32), pointer &+ 4)
        }
    }

    fileprivate func doubleword(_ pointer: UInt32, _ call: borrowing Invocation) throws(CallStop) -> UInt64 {
        try call.access { memory throws(GuestFault) in try memory.doubleword(pointer) }
    }
}

/// Time: all of it is virtual, and local time is UTC.
let timeCalls: [KernelCall] = clockCalls + conversionCalls

private let clockCalls: [KernelCall] =
    [
        KernelCall("GetTickCount") { kernel, _ throws(CallStop) in
            .value(VirtualClock.milliseconds(kernel.engine.instructions))
        },
        KernelCall("QueryPerformanceCounter") { kernel, call throws(CallStop) in
            try kernel.setDoubleword(kernel.engine.instructions, call.r0, call)
            return .value(1)
        },
        KernelCall("QueryPerformanceFrequency") { kernel, call throws(CallStop) in
            try kernel.setDoubleword(VirtualClock.frequency, call.r0, call)
            return .value(1)
        },
        KernelCall("GetSystemTimeAsFileTime") { kernel, call throws(CallStop) in
            try kernel.setDoubleword(VirtualClock.fileTime(kernel.engine.instructions), call.r0, call)
            return .value(0)
        },
    ]
    + ["GetSystemTime", "GetLocalTime"].map {
        KernelCall($0) { kernel, call throws(CallStop) in
            try kernel.writeSystemTime(VirtualClock.fileTime(kernel.engine.instructions), to: call.r0, call)
            return .value(0)
        }
    }

private let conversionCalls: [KernelCall] =
    [
        KernelCall("SystemTimeToFileTime") { kernel, call throws(CallStop) in
            guard let fileTime = try kernel.readSystemTime(call.r0, call).fileTime else {
                throw .error(.invalidParameter)
            }
            try kernel.setDoubleword(fileTime, call.r1, call)
            return .value(1)
        },
        KernelCall("FileTimeToSystemTime") { kernel, call throws(CallStop) in
            try kernel.writeSystemTime(try kernel.doubleword(call.r0, call), to: call.r1, call)
            return .value(1)
        },
        KernelCall("CompareFileTime") { kernel, call throws(CallStop) in
            let left = try kernel.doubleword(call.r0, call)
            let right = try kernel.doubleword(call.r1, call)
            return .value(left == right ? 0 : left < right ? 0xFFFF_FFFF : 1)
        },
    ]
    + ["FileTimeToLocalFileTime", "LocalFileTimeToFileTime"].map {
        KernelCall($0) { kernel, call throws(CallStop) in
            try kernel.setDoubleword(try kernel.doubleword(call.r0, call), call.r1, call)
            return .value(1)
        }
    }
