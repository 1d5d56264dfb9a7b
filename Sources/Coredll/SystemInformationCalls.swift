import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable

/// What system this is (documents ee478386, ee478557 for the codes; OSVERSIONINFO of the public SDK's winbase.h).
let systemInformationCalls: [KernelCall] = [
    KernelCall("GetVersionExW") { kernel, call throws(CallStop) in
        let information = call.r0
        guard information != 0 else { throw .error(.invalidParameter) }
        let size = try call.access { memory throws(GuestFault) in try memory.word(information) }
        guard size >= VersionInformation.size else { throw .error(.insufficientBuffer) }
        // Major, minor, build, platform, and an empty szCSDVersion. The build number belongs to an image; there is none
        // here.
        let words = [
            UInt32(kernel.memory.profile.major), UInt32(kernel.memory.profile.minor), 0, VersionInformation.platformCE,
        ]
        try call.access { memory throws(GuestFault) in
            try memory.probe(information, VersionInformation.size, .write)
            for (index, word) in words.enumerated() {
                try memory.setWord(word, information &+ 4 &+ UInt32(index) &* 4)
            }
            try memory.fill(
                information &+ VersionInformation.text, count: VersionInformation.size - VersionInformation.text,
                with: 0)
        }
        return .value(1)
    },
    KernelCall("SystemParametersInfoW") { kernel, call throws(CallStop) in
        try kernel.giveSystemParameter(call)
    },
]

private enum VersionInformation {
    /// sizeof(OSVERSIONINFOW).
    static let size: UInt32 = 276
    /// Where szCSDVersion is.
    static let text: UInt32 = 20
    /// VER_PLATFORM_WIN32_CE.
    static let platformCE: UInt32 = 3
}

/// What SystemParametersInfo hands on to the OAL (SPI_… of the public SDK).
private enum SystemParameter {
    static let platformVersion: UInt32 = 0xE0
    static let platformType: UInt32 = 0x101
    /// SPI_GETOEMINFO, SPI_GETPROJECTNAME, SPI_GETPLATFORMNAME, SPI_GETBOOTMENAME.
    static let names: ClosedRange<UInt32> = 0x102...0x105
}

extension Kernel {
    /// SystemParametersInfo(action, size, buffer, flags). Every name is the board's; what windows and the shell have is
    /// not there.
    fileprivate func giveSystemParameter(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let bytes: [UInt8]
        switch call.r0 {
        case SystemParameter.platformVersion:
            // One pair of major and minor.
            bytes = [memory.profile.major, memory.profile.minor].flatMap { [UInt8(truncatingIfNeeded: $0), 0, 0, 0] }
        case SystemParameter.platformType, SystemParameter.names:
            if call.r0 == SystemParameter.platformType {
                output.writeLine(
                    "SPI_GETPLATFORMTYPE, asked for by \(describe(place(of: call.thread), call.thread)), is "
                        + "deprecated: the answer is that of SPI_GETPLATFORMNAME")
            }
            bytes = (Array(board.name.utf16) + [0]).flatMap {
                [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
            }
        default: throw .error(.invalidParameter)
        }
        let (size, buffer) = (call.r1, call.r2)
        guard buffer != 0 else { throw .error(.invalidParameter) }
        guard size >= UInt32(bytes.count) else { throw .error(.insufficientBuffer) }
        try call.access { memory throws(GuestFault) in try memory.write(bytes, buffer) }
        return .value(1)
    }
}
