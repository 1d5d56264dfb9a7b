package import ARMCore
package import CEKernel

extension LibraryCode {
    /// Division, as `fixtures/guests/coredll` has it.
    /// - Parameter cpu: cores before ARMv5 cannot run it, and ask the host.
    package static func division(_ cpu: CPUModel) -> LibraryCode {
        guard cpu.architecture >= .armv5 else { return LibraryCode(image: [], names: []) }
        return LibraryCode(
            image: PackageResources.coredll_bin,
            names: [
                "__rt_udiv", "__rt_sdiv", "__rt_udiv64by64", "__rt_urem64by64", "__rt_sdiv64by64", "__rt_srem64by64",
            ])
    }

    /// Short blocks and strings, as `fixtures/guests/coredll` has them.
    /// - Parameter cpu: cores before ARMv5 ask the host, as for the others.
    package static func blocks(_ cpu: CPUModel) -> LibraryCode {
        guard cpu.architecture >= .armv5 else { return LibraryCode(image: [], names: []) }
        return LibraryCode(
            image: PackageResources.blocks_bin,
            names: [
                "memcpy", "memset", "memcmp", "strlen", "strcpy", "strcmp", "wcslen", "wcscpy", "wcscmp",
            ],
            accessesMemory: true)
    }

    /// Arithmetic of floating-point numbers for compilers without the hardware, as `fixtures/guests/coredll` has it.
    /// - Parameter cpu: cores before ARMv5 cannot run it, and ask the host.
    package static func floats(_ cpu: CPUModel) -> LibraryCode {
        guard cpu.architecture >= .armv5 else { return LibraryCode(image: [], names: []) }
        let doubles = ["add", "sub", "mul", "eq", "ne", "lt", "le", "gt", "ge", "neg"].map { "__\($0)d" }
        let singles = ["add", "sub", "mul", "div", "eq", "ne", "lt", "le", "gt", "ge", "neg"].map { "__\($0)s" }
        return LibraryCode(
            image: PackageResources.floats_bin,
            names: doubles + ["__stod", "__dtos", "__itod", "__utod", "__dtoi", "__dtou"] + singles
                + ["__itos", "__utos", "__stoi", "__stou"],
            takesFloats: true)
    }
}
