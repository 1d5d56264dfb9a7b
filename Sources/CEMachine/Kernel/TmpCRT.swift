let cRuntimeCalls: [KernelCall] = [
    KernelCall("printf") { kernel, call throws(CallStop) in
        let n = try call.access { m throws(GuestFault) in try m.narrowString(call.r0) }
        kernel.output.write(n)
        return .value(0)
    }
]
