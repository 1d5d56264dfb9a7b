internal import Diagnostics

/// CE0503: a kernel that romimage has not finished.
struct KernelNotPlaced: MapRule {
    static let about = RuleDocumentation(
        id: "CE0503", severity: .error,
        title: "The kernel was never run through romimage",
        explanation: """
            The kernel's variable pTOC is -1 until romimage replaces it with the address of ROMHDR. A kernel that still has -1, \
            or is a bare executable, finds neither its modules nor its RAM and stops at once.
            """,
        source: "Public header romldr.h (signature and pTOC); the initial value: observed.",
        badExample: ["nk.bin": "signature ECEC at 0x80000040, pTOC 0xffffffff"],
        goodExample: ["nk.bin": "signature ECEC at 0x80000040, pTOC 0x81f00000"])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for image in subject.map.images where image.format == .executable || image.tableOfContents == .max {
            emit(
                finding(
                    at: image.location,
                    image.format == .executable
                        ? "a bare executable, not an image that romimage made" : "pTOC is 0xffffffff",
                    hint: "run makeimg and use the nk.bin it makes"))
        }
    }
}
