extension Checker {
    /// All checkers, in the order in which they are told what happens: it is the order of findings about one and the
    /// same thing.
    static let all: [Checker] = [
        .leaks, .wrongFree, .useAfterRelease, .kernelStructures, .kernelRAM, .pastBank, .attributes, .staticAttributes,
        .staleData, .uninitialised, .pastBuffer, .kernelPointers, .keptPointers, .foreignPointers, .doubleFetch,
        .alignment, .breakpoint, .pureCall, .mapContracts, .interrupts, .deviceAccesses, .units, .removedCalls,
        .lostInput, .transferOwners, .guardedHeap, .closedHandles, .lockOrder, .stackDepth, .driverOrder, .shownBytes,
        .racingBuffers, .lockUse,
    ]
}
