/// A line of config.bib's CONFIG section, `KEY=VALUE`, as written.
public struct BibSetting: Hashable, Sendable {
    /// The key in upper case: `AUTOSIZE`, `ROMSTART`.
    public var key: String
    /// The value as the file has it, after `$(NAME)` is replaced.
    public var value: String
    public var location: SourceLocation

    public init(key: String, value: String, location: SourceLocation) {
        self.key = key
        self.value = value
        self.location = location
    }
}

/// A FIXUPVAR line of config.bib: romimage writes `value` into `module`'s variable.
public struct FixupVariable: Hashable, Sendable {
    /// The module, or nil when the line names only the variable.
    public var module: String?
    public var variable: String
    public var value: UInt32
    public var location: SourceLocation

    public init(module: String?, variable: String, value: UInt32, location: SourceLocation) {
        self.module = module
        self.variable = variable
        self.value = value
        self.location = location
    }
}
