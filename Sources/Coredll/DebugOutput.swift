import CEKernel
import CEMemory

/// Debug output beside the printf family.
let debugOutputCalls: [KernelCall] = [
    // The kernel reads the string: a bad pointer is an error code.
    KernelCall("OutputDebugStringW") { kernel, call throws(CallStop) in
        let text = try call.memory.text(call.r0, .wide)
        kernel.output.write(String(decoding: text, as: UTF16.self))
        return .value(0)
    },
    // No debugger shows the zones; the module's own mask decides what it prints.
    KernelCall("RegisterDbgZones") { _, _ throws(CallStop) in .value(1) },
]
