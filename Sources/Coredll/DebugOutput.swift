import CEKernel
import CEMemory
import GuestAddress

/// Debug output beside the printf family.
let debugOutputCalls: [KernelCall] = [
    // The kernel reads the string: a bad pointer is an error code.
    KernelCall("OutputDebugStringW", .full, "lpOutputString", source: "winbase.h", returns: .none) {
        (kernel, call, text: WideString) throws(CallStop) in
        let text = try call.memory.text(text.rawValue, .wide)
        kernel.output.write(String(decoding: text, as: UTF16.self))
        return .value(0)
    },
    // No debugger shows the zones; the module's own mask decides what it prints.
    KernelCall("RegisterDbgZones", .stub, "hMod lpdbgparam", source: "dbgapi.h", returns: .boolean) {
        (_, _, _: Unread<ModuleHandle>, _: Unread<VirtualAddress>) throws(CallStop) in
        .value(1)
    },
]
