import Testing

@testable import Unicorn

@Suite struct EngineTraitsTests {
    @Test(
        arguments: [
            (LibraryVersion(2, 0, 1), "unicorn 2.0.1 (slow stores)", false),
            (LibraryVersion(2, 1, 0), "unicorn 2.1.0 (slow stores)", true),
            (LibraryVersion(2, 1, 1), "unicorn 2.1.1 (slow stores)", true),
            (LibraryVersion(2, 1, 2), "unicorn 2.1.2 (slow stores)", true),
            (LibraryVersion(2, 1, 3), "unicorn 2.1.3 (fast stores)", false),
            (LibraryVersion(2, 1, 4), "unicorn 2.1.4 (fast stores)", false),
            (LibraryVersion(2, 2, 0), "unicorn 2.2.0 (fast stores)", false),
        ])
    func `versions say what they are, and those known to be wrong are refused`(
        version: LibraryVersion, text: String, isRefused: Bool
    ) {
        let traits = EngineTraits(version)
        #expect(traits.description == text)
        #expect((traits.refusal != nil) == isRefused)
    }

    @Test func `a refusal says why and what to do, in one line`() throws {
        let refusal = try #require(EngineTraits(LibraryVersion(2, 1, 1)).refusal)
        #expect(
            refusal
                == "Unicorn 2.1.1 runs code that stores have changed as it was before, and its pages have the wrong "
                + "size: build with `make`, which takes 2.1.3, or install 2.0.1, or 2.1.3 or later")
        #expect(UnicornError(refusal: refusal).description == refusal)
    }
}
