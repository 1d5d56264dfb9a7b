internal import ARMCore
import CEMemory
import OEMAddrTable
import PEImage
import Unicorn

/// Whose convention a call follows.
extension Kernel {
    /// What the code that a thread's call returns to was compiled for: Thumb-2 images (ARMNT) for the EABI, older ones
    /// for the APCS. Code outside all images follows what its generation of CE was compiled for.
    package func convention(ofCaller thread: Thread) -> CallingConvention {
        let isNew =
            module(at: thread.returnAddress & ~1, thread).map { $0.module.image.machine == .armNT }
            ?? (memory.profile.name == .wec2013)
        return isNew && engine.cpu.hasFloatingPoint ? .floatingPointRegisters : .coreRegisters
    }

    /// What an image was compiled for.
    func convention(of image: PEImage) -> CallingConvention {
        image.machine == .armNT && engine.cpu.hasFloatingPoint ? .floatingPointRegisters : .coreRegisters
    }

    /// Leaves a double, or with 32 bits a float, where the caller expects it.
    func setFloatingResult(_ bits: UInt64, isSingle: Bool, _ thread: Thread) {
        switch convention(ofCaller: thread) {
        case .coreRegisters:
            thread.resume.r[0] = UInt32(truncatingIfNeeded: bits)
            if !isSingle { thread.resume.r[1] = UInt32(truncatingIfNeeded: bits >> 32) }
        case .floatingPointRegisters:
            // s1, the upper half of d0, is not touched by a float.
            engine.setDoubleRegister(0, isSingle ? engine.doubleRegister(0) & ~0xFFFF_FFFF | bits : bits)
        }
    }
}
