import CEKernel
import CEMemory
import GuestAddress

private let englishOnly = CallSupport.partial("the system's language is English (United States)")

/// LANG_ENGLISH, SUBLANG_ENGLISH_US.
private let english: UInt32 = 0x0409
private let codePageUTF8: UInt32 = 65001

/// CP_ACP and CP_OEMCP stand for the pages of the system.
private func pageNumber(_ number: UInt32) -> UInt32 { number < 2 ? number == 0 ? 1252 : 437 : number }

/// The language and code pages of the system (winnls.h of the public SDK).
let localeCalls: [KernelCall] =
    ["GetUserDefaultUILanguage", "GetSystemDefaultUILanguage", "GetSystemDefaultLCID", "GetUserDefaultLCID"].map {
        KernelCall($0, englishOnly, source: "winnls.h", returns: .hexadecimal) { _, _ throws(CallStop) in
            .value(english)
        }
    } + [
        KernelCall("GetACP", .full, source: "winnls.h", returns: .number) { _, _ throws(CallStop) in .value(1252) },
        KernelCall("GetOEMCP", .full, source: "winnls.h", returns: .number) { _, _ throws(CallStop) in .value(437) },
        KernelCall("IsValidCodePage", .full, "CodePage", source: "winnls.h", returns: .boolean) {
            (_, _, page: UInt32) throws(CallStop) in
            .value([1252, 437, codePageUTF8].contains(page) ? 1 : 0)
        },
        // None of the system's code pages has characters of two bytes.
        KernelCall("IsDBCSLeadByte", .full, "TestChar", source: "winnls.h", returns: .boolean) {
            (_, _, _: Unread<Character32>) throws(CallStop) in
            .value(0)
        },
        KernelCall("IsDBCSLeadByteEx", .full, "CodePage TestChar", source: "winnls.h", returns: .boolean) {
            (_, _, _: Unread<UInt32>, _: Unread<Character32>) throws(CallStop) in
            .value(0)
        },
        // CPINFO: the longest character, the default one, no lead bytes.
        KernelCall("GetCPInfo", .full, "CodePage lpCPInfo", source: "winnls.h", returns: .boolean) {
            (kernel, call, page: UInt32, information: VirtualAddress) throws(CallStop) in
            let page = pageNumber(page)
            guard [1252, 437, codePageUTF8].contains(page) else {
                throw .error(kernel.refuse("code-page", "there is no code page \(page): 1252, 437 and 65001 are there"))
            }
            guard information.rawValue != 0 else { throw .error(kernel.refuse(null: "lpCPInfo")) }
            try call.access { memory throws(GuestFault) in
                let longest: UInt8 = page == codePageUTF8 ? 4 : 1
                try memory.write(
                    [longest, 0, 0, 0, UInt8(ascii: "?")] + [UInt8](repeating: 0, count: 15), information.rawValue)
            }
            return .value(1)
        },
        .memory("CharNextW", "lpsz", source: "winuser.h", returns: .address, wide: true) {
            (memory, text: WideString) throws(GuestFault) in
            try memory.halfword(text.rawValue) == 0 ? text.rawValue : text.rawValue &+ 2
        },
        .memory("CharPrevW", "lpszStart lpszCurrent", source: "winuser.h", returns: .address, wide: true) {
            (_, start: WideString, current: WideString) throws(GuestFault) in
            current.rawValue <= start.rawValue ? start.rawValue : current.rawValue &- 2
        },
    ]
