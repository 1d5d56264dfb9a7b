import Foundation
import MachineFuzzing
import Testing

/// Images that were changed where readers go wrong: reading ends in a value or an error. A trap ends the test process.
@Suite struct ImageMutationTests {
    private static let programs = [
        "armv4i/loop.exe", "armv4i/sym.dll", "armv4i/cam.dll", "armv7/loop.exe", "armv7/gdr.dll", "armv7/fifo.dll",
    ]

    private static func image(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../fixtures/guests/bin").standardized
        return [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// How many changed images are read; CEBSP_FUZZ_IMAGES asks for more.
    private static let count = ProcessInfo.processInfo.environment["CEBSP_FUZZ_IMAGES"].flatMap { Int($0) } ?? 3000

    @Test(arguments: programs) func `fields that lead into, across and behind a zero tail`(_ name: String) throws {
        let variants = ImageMutation.zeroTails(of: try Self.image(name))
        let loadable = variants.count { MachineFuzzing.read(image: $0) }
        // A directory without functions or a name behind the tail is no image; most fields leave one, as it were.
        #expect(variants.count > 200, "\(variants.count)")
        #expect(loadable > 0 && loadable < variants.count, "\(loadable) of \(variants.count)")
    }

    @Test func `changed images`() throws {
        var mutation = ImageMutation(seed: 12)
        let images = try Self.programs.map(Self.image)
        var loadable = 0
        var slowest = Duration.zero
        for index in 0..<Self.count {
            let changed = mutation.change(images[index % images.count])
            let time = ContinuousClock().measure { if MachineFuzzing.read(image: changed) { loadable += 1 } }
            slowest = max(slowest, time)
        }
        print("\(Self.count) changed images, \(loadable) of them loadable, the slowest in \(slowest)")
        // Changes that leave no image, or all of them whole, would find nothing.
        #expect(loadable > Self.count / 20 && loadable < Self.count * 19 / 20, "\(loadable) of \(Self.count)")
    }

    @Test func `the machine loads or refuses images with zero tails`() throws {
        let variants = ImageMutation.zeroTails(of: try Self.image("armv7/loop.exe"))
        for (index, variant) in variants.enumerated() where index % 8 == 0 {
            _ = try MachineFuzzing.run(image: [UInt8(truncatingIfNeeded: index / 8) & 0x1F] + variant)
        }
    }
}
