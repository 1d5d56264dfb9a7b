import HostSystem
import TestSupport
import Testing

@testable import GuestToolchain

/// The SDK's headers against the page of functions, which is made of their declarations in the machine.
@Suite struct HeaderTests {
    /// Functions that the compiler calls and sources do not, and what C++ has other names for.
    private static func isCompilerHelper(_ name: String) -> Bool {
        let others: Set<String> = [
            "__C_specific_handler", "__report_gsfailure", "__security_gen_cookie", "__security_gen_cookie2",
            "_purecall", "__CxxFrameHandler", "__CxxFrameHandler3", "__CxxThrowException",
        ]
        let arithmetic = #/__(?:rt_\w+|[a-z]+\d*to\w+|(?:add|sub|mul|div|neg|eq|ne|lt|le|gt|ge)[sd])/#
        return name.hasPrefix("??") || others.contains(name) || name.wholeMatch(of: arithmetic) != nil
    }
    /// Functions whose arguments are structures, which the machine counts by words.
    private static let takesStructure: Set<String> = ["PtInRect", "div", "ldiv", "_cabs"]
    /// What the SDK brings itself.
    private static let own: Set<String> = ["atexit"]

    private struct Declaration {
        let count: Int
        let isMarked: Bool
    }

    /// The functions of the page with the number of their arguments, nil where the page lists none.
    private static func table() throws -> [String: Int?] {
        let page = try FileAccess().read("\(Fixtures.package)/Documentation/Functions.md")
        var table: [String: Int?] = [:]
        for line in String(decoding: page, as: UTF8.self).split(separator: "\n") {
            guard let match = line.firstMatch(of: #/^\| `([^`(]+)\(([^`]*)\)` \|/#) else { continue }
            let arguments = match.2.split(separator: ",").count
            table[String(match.1)] = .some(arguments == 0 ? nil : arguments)
        }
        return table
    }

    private static let headers: [String] = {
        let names = (try? FileAccess().entries(of: "\(Fixtures.package)/sdk/include")) ?? []
        return names.filter { $0.hasSuffix(".h") }
    }()

    /// All headers as clang's preprocessor leaves them.
    private static func preprocessed(_ option: String) throws -> String {
        let folder = try TemporaryFolder()
        let source = try folder.write(headers.map { "#include <\($0)>\n" }.joined(), to: "all.c")
        let flags = CompilerFlags(
            program: GuestProgram(output: "x.dll", kind: .library, sources: []), machine: .thumb,
            sdk: try SDK(folder: nil))
        let arguments = flags.compile(source, to: folder.file("out"), overlay: nil).map { $0 == "-c" ? "-E" : $0 }
        try Toolchain(folder: nil).run(.clang, [option] + arguments)
        return try folder.text("out")
    }

    /// The functions that stand at the top of a text of C.
    private static func declarations(_ text: String) -> [String: Declaration] {
        var found: [String: Declaration] = [:]
        var depth = 0
        var current: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                // The body of a function ends its declaration; that of a type has a name behind it.
                if depth == 0, current.last(where: { $0 > 0x20 }) == UInt8(ascii: ")") { current = [] }
            case UInt8(ascii: ";") where depth == 0:
                let words = String(decoding: current, as: UTF8.self)
                current = []
                guard !words.contains("typedef"),
                    let match = words.firstMatch(of: #/(?s)^[^()]*?\b(\w+)\s*\((.*?)\)\s*(__attribute__.*)?$/#)
                else { continue }
                found[String(match.1)] = Declaration(count: count(match.2), isMarked: match.3 != nil)
            default: if depth == 0 { current.append(byte) }
            }
        }
        return found
    }

    /// The number of parameters; those of a parameter that is a function do not count.
    private static func count(_ parameters: Substring) -> Int {
        var depth = 0
        var count = 1
        for letter in parameters {
            if letter == "(" { depth += 1 }
            if letter == ")" { depth -= 1 }
            if letter == ",", depth == 0 { count += 1 }
        }
        let text = parameters.filter { !$0.isWhitespace }
        return text.isEmpty || text == "void" ? 0 : count
    }

    @Test func `every provided function is declared with its arguments, and what is not provided is marked`() throws {
        let table = try Self.table()
        #expect(table.count > 1_000)
        let declared = Self.declarations(try Self.preprocessed("-P"))
        let macros = Set(try Self.preprocessed("-dM").matches(of: #/#define (\w+)/#).map { String($0.1) })
        for (name, count) in table where !Self.isCompilerHelper(name) {
            guard let declaration = declared[name] else {
                #expect(macros.contains(name), "\(name) is provided, and no header declares it")
                continue
            }
            guard let count, !Self.takesStructure.contains(name) else { continue }
            #expect(declaration.count == count, "\(name)")
        }
        for (name, declaration) in declared where table[name] == nil && !Self.own.contains(name) {
            #expect(declaration.isMarked, "\(name) is declared, and the machine does not have it")
        }
        for (name, declaration) in declared where declaration.isMarked {
            #expect(table[name] == nil, "\(name) is marked as missing, and the machine has it")
        }
    }

    @Test(arguments: Compiling.machines) func `each header stands alone and first, in C and in C++, without a warning`(
        machine: String
    ) throws {
        #expect(Self.headers.count > 50)
        var sources: [String: String] = [:]
        for header in Self.headers {
            for suffix in ["c", "cpp"] {
                sources["\(header).\(suffix)"] = "#include <\(header)>\n#include <\(header)>\n"
            }
        }
        let build = try Compiling(sources)
        try build.build("*.c *.cpp -o all.lib --warnings errors --machine \(machine)")
    }

    @Test func `declarations are found where they stand`() {
        let text = """
            typedef int (*F)(int); struct S { int x; }; int one(void); static inline int two(int a) { return a; }
            void *three(F f, int (*g)(int, int), ...) __attribute__((warning("no"))); extern int four;
            """
        let found = Self.declarations(text)
        #expect(Set(found.keys) == ["one", "three"])
        #expect(found["one"]?.count == 0 && found["one"]?.isMarked == false)
        #expect(found["three"]?.count == 3 && found["three"]?.isMarked == true)
    }
}
