/// What a descriptor says of the memory it maps, in either format.
///
/// The v5 format has no bits for execute-never, not-global, shareable and TEX (but in extended small pages): writing a
/// v5 descriptor drops them, as the hardware does not have what they say.
public struct PageAttributes: Hashable, Sendable, Codable {
    /// What privileged code may do.
    public var privileged: AccessRight
    /// What user code may do.
    public var user: AccessRight
    /// The C bit.
    public var cacheable: Bool
    /// The B bit.
    public var bufferable: Bool
    /// No instruction may be fetched.
    public var executeNever: Bool
    /// The translation belongs to every address space; false is the nG bit.
    public var global: Bool
    /// The S bit.
    public var shareable: Bool
    /// The type extension, 0 to 7.
    public var tex: UInt8

    /// Attributes; cached means both C and B.
    @inlinable
    public init(
        privileged: AccessRight, user: AccessRight, cached: Bool, executeNever: Bool = false, global: Bool = true,
        shareable: Bool = false, tex: UInt8 = 0
    ) {
        self.privileged = privileged
        self.user = user
        self.cacheable = cached
        self.bufferable = cached
        self.executeNever = executeNever
        self.global = global
        self.shareable = shareable
        self.tex = tex
    }

    /// Whether both C and B are set. Setting it sets or clears both.
    @inlinable
    public var cached: Bool {
        get { cacheable && bufferable }
        set {
            cacheable = newValue
            bufferable = newValue
        }
    }

    /// The two access rights together.
    @inlinable
    public var permissions: Permissions { Permissions(privileged: privileged, user: user) }
}

extension PageAttributes: CustomStringConvertible {
    /// `kernel rw, user ro, cached`, then what is unusual: `TEX 1, shareable, not global, execute-never`.
    public var description: String {
        var words = ["kernel \(privileged)", "user \(user)"]
        switch (cacheable, bufferable) {
        case (true, true): words.append("cached")
        case (true, false): words.append("cached write-through")
        case (false, true): words.append("uncached, bufferable")
        case (false, false): words.append("uncached")
        }
        if tex != 0 { words.append("TEX \(tex)") }
        if shareable { words.append("shareable") }
        if !global { words.append("not global") }
        if executeNever { words.append("execute-never") }
        return words.joined(separator: ", ")
    }
}
