/// How many bytes of names may still be read from an image. The names of an honest image lie beside each other in its
/// file; tables that name one long text a thousand times would cost far more than the file's size.
final class NameBudget {
    private let limit: Int
    private var used = 0

    init(fileSize: Int) { limit = 2 * fileSize }

    func spend(_ bytes: Int, at address: UInt32) throws(PEImageError) {
        used += bytes
        guard used <= limit else {
            throw PEImageError(
                .tooMany, at: address, expected: "names of at most \(limit) bytes, twice the size of the file",
                found: "more")
        }
    }
}
