internal import Diagnostics

/// Functions by the names that sources have for them: C++ adds the types of the arguments.
struct FunctionNames {
    private let defined: Set<String>
    private let sorted: [String]
    private let machine: GuestMachine
    private let output: String

    init(_ objects: [ObjectFile], _ machine: GuestMachine, output: String) {
        defined = objects.reduce(into: []) { $0.formUnion($1.defined) }
        sorted = defined.sorted()
        self.machine = machine
        self.output = output
    }

    /// The symbol of a function, or nil without one.
    /// - Throws: `InputError` when there are several.
    func symbol(of name: String) throws(InputError) -> String? {
        if defined.contains(name) { return name }
        let prefix = machine.isConverted ? "_Z\(name.utf8.count)\(name)" : "?\(name)@@Y"
        let found = sorted.filter { $0.hasPrefix(prefix) }
        guard found.count < 2 else {
            throw InputError(
                at: SourceLocation(file: output), "\(name) may be any of \(found.joined(separator: ", "))",
                hint: "functions of C++ with one name; extern \"C\" on the one that is meant decides")
        }
        return found.first
    }

    /// The symbol of a function that has to be there.
    /// - Throws: `InputError` when no source defines it.
    func required(_ name: String, as role: String = "") throws(InputError) -> String {
        if let symbol = try symbol(of: name) { return symbol }
        let near = nearestName(to: name, among: sorted.filter { !$0.hasPrefix("_Z") && !$0.hasPrefix("?") })
        throw InputError(
            at: SourceLocation(file: output), "no source defines \(name)\(role)",
            hint: near.map { "did you mean \($0)?" })
    }
}
