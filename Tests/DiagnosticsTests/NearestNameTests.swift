import Diagnostics
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("rams", "ram"), ("adressTable", "addressTable"), ("addresstable", "addressTable"), ("devcies", "devices"),
        ("cpus", "cpu"), ("imagconfig", "imageConfig"),
    ])
    func `a slip finds the key that was meant`(written: String, meant: String) {
        let keys = ["version", "name", "profile", "cpu", "ram", "addressTable", "imageConfig", "image", "devices"]
        #expect(nearestName(to: written, among: keys) == meant)
    }

    @Test func `what is like nothing has no suggestion`() {
        #expect(nearestName(to: "zzz", among: ["ram", "cpu"]) == nil)
        #expect(nearestName(to: String(repeating: "r", count: 100_000), among: ["ram"]) == nil)
    }
}
