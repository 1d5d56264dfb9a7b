/// How compiled code passes arguments and results.
package enum CallingConvention {
    /// The APCS of CE up to Compact 7: 64-bit values follow what is before them, floating-point values are in core
    /// registers.
    case coreRegisters
    /// The EABI of Compact 2013 with floating-point registers: 64-bit values begin at even registers and multiples of
    /// 8, floating-point arguments are in s0 or d0 and those after them, results in s0 or d0. Variadic functions take
    /// all arguments in core registers (Procedure Call Standard for the Arm Architecture, section 6.1.2).
    case floatingPointRegisters
}
