/// Counts the stored properties that each type of object hands over, so that a test can hold them against those that it
/// has.
package final class FieldCounter {
    package struct Fields {
        package let type: String
        /// Names of all stored properties, those of superclasses among them.
        package let stored: Set<String>
        package let host: Set<String>
        /// Names of those that the object is made with.
        package internal(set) var made: Set<String> = []
        package internal(set) var carried = 0
    }

    /// By type: each is looked at once.
    package private(set) var all: [ObjectIdentifier: Fields] = [:]
    /// The type whose object is written, and whether its container is to come.
    private var current: ObjectIdentifier?
    private var isContainerDue = false

    package init() {}

    /// Counts the names that an object is made with.
    func made(_ object: AnyObject, host: Set<String>, _ body: () throws -> Void) rethrows {
        let identifier = note(object, host: host)
        let outer = (current, isContainerDue)
        current = identifier
        isContainerDue = true
        defer { (current, isContainerDue) = outer }
        try body()
    }

    /// For the keyed container that comes next: what is to be told its names.
    func takeContainer() -> ((String) -> Void)? {
        guard isContainerDue, let current else { return nil }
        isContainerDue = false
        return { [unowned self] name in self.all[current]?.made.insert(name) }
    }

    /// Counts what a type carries, the first time that one of it does.
    func carried(_ part: Any, host: Set<String>, _ body: ((() -> Void)?) throws -> Void) rethrows {
        let identifier = note(part, host: host)
        guard all[identifier]?.carried == 0 else { return try body(nil) }
        try body { [unowned self] in self.all[identifier]?.carried += 1 }
    }

    private func note(_ object: Any, host: Set<String>) -> ObjectIdentifier {
        let type = type(of: object)
        let identifier = ObjectIdentifier(type)
        if all[identifier] == nil {
            var stored: Set<String> = []
            var mirror: Mirror? = Mirror(reflecting: object)
            while let current = mirror {
                stored.formUnion(current.children.compactMap(\.label))
                mirror = current.superclassMirror
            }
            all[identifier] = Fields(type: "\(type)", stored: stored, host: host)
        }
        return identifier
    }
}

extension FieldCounter.Fields {
    /// How many stored properties nobody has written, and that do not belong to the host; negative when one was written
    /// twice.
    package var missing: Int { stored.subtracting(host).count - made.count - carried }
}
