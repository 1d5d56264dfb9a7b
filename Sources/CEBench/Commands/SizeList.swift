internal import ArgumentParser
internal import GuestAddress

/// `4K,1M,32M`: sizes of whole pages.
struct SizeList: ExpressibleByArgument {
    let sizes: [UInt64]

    static let standard: [UInt64] = [4 << 10, 64 << 10, 1 << 20, 32 << 20, 256 << 20, 1 << 30]

    init?(argument: String) {
        var sizes: [UInt64] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let count = ByteCount(part), count.rawValue > 0, GuestPage.isWhole(count.rawValue),
                count.rawValue <= 1 << 40
            else { return nil }
            if !sizes.contains(count.rawValue) { sizes.append(count.rawValue) }
        }
        self.sizes = sizes.sorted()
    }
}
