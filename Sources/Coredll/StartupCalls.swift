import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable

/// What the start-up code and the compiler's checks of Microsoft's tool chain call (`Documentation/CE-Memory.md`,
/// section 8.4).
let startupCalls: [KernelCall] =
    cookieCalls + [
        // It continued the search for a handler whatever the exception was: a fault in DllMain is not swallowed by it.
        KernelCall("_XcptFilter", .full, "xcptnum pxcptinfoptrs", source: "observed", returns: .number) {
            (_, _, _: Unread<Word>, _: Unread<VirtualAddress>) throws(CallStop) in
            .value(0)
        },
        KernelCall("_purecall", .full, source: "observed", returns: .number) { kernel, call throws(CallStop) in
            kernel.notePureCall(call)
            return .value(0)
        },
        // It hands out the word, not its address; the page is readable, so what lies outside it is the caller's fault.
        KernelCall(
            "__GetUserKData", .full, "dwOfst", source: "kfuncs.h", returns: .hexadecimal, raisesFaults: true
        ) { (kernel, call, offset: Word) throws(CallStop) in
            .value(
                try call.access { memory throws(GuestFault) in
                    try memory.word(kernel.memory.profile.layout.userData.wrappingAdding(offset.rawValue).rawValue)
                })
        },
        // No thread has asked the C library for anything special.
        KernelCall("GetCRTFlags", .stub, source: "observed", returns: .hexadecimal) { _, _ throws(CallStop) in
            .value(0)
        },
    ]

/// Images fold it to 16 bits, complement it and compare: any value does, as long as it is the same in every run.
private let cookie: UInt32 = 0x2B99_2DDF

private let cookieCalls: [KernelCall] =
    ["__security_gen_cookie", "__security_gen_cookie2"].map { name in
        KernelCall(name, .full, source: "observed", returns: .hexadecimal) { _, _ throws(CallStop) in .value(cookie) }
    } + [
        KernelCall("__report_gsfailure", .full, "StackCookie", source: "observed", returns: .none) {
            (kernel, call, found: Word) throws(CallStop) in
            kernel.failStackCheck(found: found.rawValue, call.thread)
            return .pending
        }
    ]

extension Kernel {
    /// _purecall itself returns 0 and says nothing.
    fileprivate func notePureCall(_ call: borrowing Invocation) {
        let place = namedPlace(place(of: call.thread), call.thread, isReturn: true)
        // Without the checker the output says so, each time.
        guard observers.events.contains(.pureCalls) else {
            output.writeLine("\(place): \(PureCall.text)")
            return
        }
        observers.tell(.pureCalls, .pureFunctionCalled(process: call.thread.current, place: place))
    }
}
