/// How an argument is shown.
package enum ArgumentFormat: Hashable, Sendable {
    /// Decimal below 65,536, hexadecimal from there.
    case number
    case signed
    /// Codes, masks and values that are not counted with.
    case hexadecimal
    /// NULL, or eight digits.
    case address
    /// A physical address of 64 bits.
    case physicalAddress
    case number64
    case signed64
    case single
    case double
    case boolean
    /// A BOOLEAN: a byte.
    case byteBoolean
    /// INFINITE, or a number.
    case milliseconds
    case character
    /// A handle of the calling process: what it stands for.
    case handle
    /// A handle or the id of a process: its name.
    case process
    /// The base of a loaded image: its name.
    case module
    /// A registry key: the name of a root, or the handle.
    case registryKey
    case narrowString
    case wideString
    /// A string of the width that the function works with.
    case text
    /// Below 65,536 a number (an ordinal, a character), otherwise a wide string.
    case numberOrWideString
    case numberOrNarrowString
    /// Flags or one of several values.
    case names(WordNames)

    /// The format in a function of one width of characters.
    package func resolved(isWide: Bool) -> ArgumentFormat {
        self == .text ? (isWide ? .wideString : .narrowString) : self
    }
}
