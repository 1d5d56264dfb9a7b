package import CEMemory
import GuestAddress

/// An exception that a `throw` of C++ has raised: its second argument is the object, its third leads to the types that
/// it can be caught as (as Microsoft's compilers lay them out).
package enum CxxException {
    /// The first argument of all.
    package static let magic: UInt32 = 0x1993_0520
    private static let longestName: UInt32 = 256

    /// `CMyError` of `throw CMyError()`; nil when the tables do not say.
    package static func typeName(throwInformation: UInt32, _ view: GuestView) -> String? {
        do throws(GuestFault) {
            let types = try view.word(throwInformation &+ 12)
            guard try view.word(types) > 0 else { return nil }
            let descriptor = try view.word(try view.word(types &+ 4) &+ 4)
            var name: [UInt8] = []
            while name.count < Int(longestName) {
                let byte = try view.byte(descriptor &+ 8 &+ UInt32(name.count))
                if byte == 0 { break }
                name.append(byte)
            }
            return plain(String(decoding: name, as: UTF8.self))
        } catch { return nil }
    }

    /// `NS::CMyError` of `.?AVCMyError@NS@@`; what has another form stays as it is.
    private static func plain(_ decorated: String) -> String {
        let prefixes = [".?AV", ".?AU"]
        guard let prefix = prefixes.first(where: decorated.hasPrefix), decorated.hasSuffix("@@"),
            !decorated.contains("?$")
        else { return decorated }
        let names = decorated.dropFirst(prefix.count).dropLast(2).split(separator: "@")
        return names.reversed().joined(separator: "::")
    }
}
