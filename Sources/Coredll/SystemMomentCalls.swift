import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable
import PEImage
import Unicorn

/// Moments and versions that drivers ask for (header kfuncs.h of the public SDK), and what tells or asks the shell.
let systemMomentCalls: [KernelCall] = [
    KernelCall("SleepTillTick", .full, source: "kfuncs.h", returns: .none) { kernel, call throws(CallStop) in
        kernel.waitForTick(call.thread)
    },
    KernelCall("GetProcessVersion", .full, "dwProcessId", source: "winbase.h", returns: .hexadecimal) {
        (kernel, call, id: ProcessHandle) throws(CallStop) in
        let process = id.rawValue == 0 ? call.thread.current : kernel.processes.living[id.rawValue]
        guard let process else { throw .error(kernel.refuse(id: id.rawValue, of: "process")) }
        let version = process.modules.first { !$0.image.isDLL }?.image.subsystemVersion
        let profile = kernel.memory.profile
        return .value(
            UInt32(version?.major ?? UInt16(profile.major)) << 16 | UInt32(version?.minor ?? UInt16(profile.minor)))
    },
    KernelCall(
        "CeEventHasOccurred", .partial("there is no notification server: nobody is told"),
        "lWhichEvent pwszEndOfCommandLine", source: "notify.h", returns: .boolean
    ) { (_, _, _: Unread<UInt32>, _: Unread<WideString>) throws(CallStop) in .value(1) },
    KernelCall(
        "CheckPassword", .partial("no password is set: the empty one is right"), "lpszPassword", source: "winbase.h",
        returns: .boolean
    ) { (kernel, call, password: WideString) throws(CallStop) in
        guard password.rawValue != 0 else { throw .error(kernel.refuse(null: "lpszPassword")) }
        let first = try call.access { memory throws(GuestFault) in try memory.halfword(password.rawValue) }
        return first == 0 ? .value(1) : .failure(0)
    },
]
