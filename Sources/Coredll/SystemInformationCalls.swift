import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable

/// What system this is (documents ee478386, ee478557 for the codes; OSVERSIONINFO of the public SDK's winbase.h).
let systemInformationCalls: [KernelCall] = [
    KernelCall(
        "GetVersionExW", .partial("the build number is 0: it belongs to an image"), "lpVersionInformation",
        source: "winbase.h", returns: .boolean
    ) { (kernel, call, information: VirtualAddress) throws(CallStop) in
        let information = information.rawValue
        guard information != 0 else { throw .error(kernel.refuse(null: "lpVersionInformation")) }
        let size = try call.access { memory throws(GuestFault) in try memory.word(information) }
        guard size >= VersionInformation.size else {
            throw .error(
                kernel.refuse(
                    "structure-size",
                    "dwOSVersionInfoSize is \(size), below \(VersionInformation.size), the size of OSVERSIONINFO",
                    .insufficientBuffer))
        }
        // Major, minor, build, platform, and an empty szCSDVersion.
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
    KernelCall(
        "SystemParametersInfoW", .partial("what the OAL answers only; windows and the shell are not there"),
        "uiAction uiParam pvParam fWinIni", source: "ee478386", returns: .boolean
    ) {
        (kernel, call, action: SystemParameter, size: UInt32, buffer: VirtualAddress, _: Unread<Word>) throws(CallStop)
        in
        try kernel.giveSystemParameter(action.rawValue, to: buffer.rawValue, size: size, call)
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
private enum SystemParameterNumber {
    static let platformVersion: UInt32 = 0xE0
    static let platformType: UInt32 = 0x101
    /// SPI_GETOEMINFO, SPI_GETPROJECTNAME, SPI_GETPLATFORMNAME, SPI_GETBOOTMENAME.
    static let names: ClosedRange<UInt32> = 0x102...0x105
}

extension Kernel {
    /// What the OAL answers to one of SPI_…: every name is the board's; what windows and the shell have is not there.
    /// - Throws: ERROR_INVALID_PARAMETER for any other number.
    func systemParameter(_ action: UInt32, _ call: borrowing Invocation) throws(CallStop) -> [UInt8] {
        switch action {
        case SystemParameterNumber.platformVersion:
            // One pair of major and minor.
            return [memory.profile.major, memory.profile.minor].flatMap { [UInt8(truncatingIfNeeded: $0), 0, 0, 0] }
        case SystemParameterNumber.platformType, SystemParameterNumber.names:
            if action == SystemParameterNumber.platformType {
                output.writeLine(
                    "SPI_GETPLATFORMTYPE, asked for by \(describe(place(of: call.thread), call.thread)), is "
                        + "deprecated: the answer is that of SPI_GETPLATFORMNAME")
            }
            return (Array(board.name.utf16) + [0]).flatMap {
                [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
            }
        default:
            throw .error(refuse("parameter", "the parameter 0x\(hexadecimal(action)) is none that this system has"))
        }
    }

    /// SystemParametersInfo.
    fileprivate func giveSystemParameter(
        _ action: UInt32, to buffer: UInt32, size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let bytes = try systemParameter(action, call)
        guard buffer != 0 else { throw .error(refuse(null: "the buffer")) }
        guard size >= UInt32(bytes.count) else {
            throw .error(
                refuse("buffer", "the answer has \(bytes.count) bytes, and the buffer \(size)", .insufficientBuffer))
        }
        try call.access { memory throws(GuestFault) in try memory.write(bytes, buffer) }
        return .value(1)
    }
}
