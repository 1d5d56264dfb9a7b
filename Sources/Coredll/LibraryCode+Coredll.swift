package import ARMCore
package import CEKernel

extension LibraryCode {
    /// Division, as `fixtures/guests/coredll` has it.
    /// - Parameter cpu: cores before ARMv5 cannot run it, and ask the host.
    package static func coredll(_ cpu: CPUModel) -> LibraryCode {
        guard cpu.architecture >= .armv5 else { return LibraryCode(image: [], names: []) }
        return LibraryCode(
            image: PackageResources.coredll_bin,
            names: [
                "__rt_udiv", "__rt_sdiv", "__rt_udiv64by64", "__rt_urem64by64", "__rt_sdiv64by64", "__rt_srem64by64",
            ])
    }
}
