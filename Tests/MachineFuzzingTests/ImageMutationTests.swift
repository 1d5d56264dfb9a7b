import MachineFuzzing
import TestSupport
import Testing

/// Images that were changed where readers go wrong: reading ends in a value or an error. A trap ends the test process.
@Suite struct ImageMutationTests {
    private static let programs = [
        "armv4i/loop.exe", "armv4i/sym.dll", "armv4i/cam.dll", "armv7/loop.exe", "armv7/gdr.dll", "armv7/fifo.dll",
    ]

    private static func image(_ name: String) throws -> [UInt8] { try Fixtures.bytes("guests/bin/\(name)") }

    @Test(arguments: programs) func `fields that lead into, across and behind a zero tail`(_ name: String) throws {
        let variants = ImageMutation.zeroTails(of: try Self.image(name))
        let loadable = variants.count { MachineFuzzing.read(image: $0) }
        // A directory without functions or a name behind the tail is no image; most fields leave one, as it were.
        #expect(variants.count > 200, "\(variants.count)")
        #expect(loadable > 0 && loadable < variants.count, "\(loadable) of \(variants.count)")
    }

    @Test func `changed images`() throws {
        let count = HostProcess.number("CEBSP_FUZZ_IMAGES") ?? 3000
        let loadable = try Self.change(count, seed: 12) { MachineFuzzing.read(image: $0) }
        // Changes that leave no image, or all of them whole, would find nothing.
        #expect(loadable > count / 20 && loadable < count * 19 / 20, "\(loadable) of \(count)")
    }

    @Test func `changed images in the machine`() throws {
        let count = HostProcess.number("CEBSP_FUZZ_LOADS") ?? 60
        var options: UInt8 = 0
        let running = try Self.change(count, seed: 14) { image in
            options = (options &+ 1) & 0x1F
            return try MachineFuzzing.run(image: [options] + image).calls > 0
        }
        #expect(running > count / 20 && running < count, "\(running) of \(count)")
    }

    /// Tries changed images, and says how long the slowest took.
    /// - Returns: how many `attempt` was true of.
    private static func change(_ count: Int, seed: Int, _ attempt: ([UInt8]) throws -> Bool) throws -> Int {
        var mutation = ImageMutation(seed: UInt64(HostProcess.number("CEBSP_FUZZ_SEED") ?? seed))
        let images = try programs.map(image)
        var successes = 0
        var slowest = Duration.zero
        for index in 0..<count {
            let changed = mutation.change(images[index % images.count])
            slowest = max(
                slowest, try ContinuousClock().measure { if try attempt(changed) { successes += 1 } })
        }
        print("\(count) changed images, \(successes) of them good, the slowest in \(slowest)")
        return successes
    }

    @Test func `the machine loads or refuses images with zero tails`() throws {
        let variants = ImageMutation.zeroTails(of: try Self.image("armv7/loop.exe"))
        for (index, variant) in variants.enumerated() where index % 8 == 0 {
            _ = try MachineFuzzing.run(image: [UInt8(truncatingIfNeeded: index / 8) & 0x1F] + variant)
        }
    }
}
