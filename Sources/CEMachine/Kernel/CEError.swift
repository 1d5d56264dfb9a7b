/// An error code as GetLastError returns it.
package struct CEError: Error, RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let success = CEError(rawValue: 0)
    package static let invalidFunction = CEError(rawValue: 1)
    package static let fileNotFound = CEError(rawValue: 2)
    package static let pathNotFound = CEError(rawValue: 3)
    package static let accessDenied = CEError(rawValue: 5)
    package static let invalidHandle = CEError(rawValue: 6)
    package static let notEnoughMemory = CEError(rawValue: 8)
    package static let invalidAccess = CEError(rawValue: 12)
    package static let outOfMemory = CEError(rawValue: 14)
    package static let noMoreFiles = CEError(rawValue: 18)
    package static let badLength = CEError(rawValue: 24)
    package static let generalFailure = CEError(rawValue: 31)
    package static let sharingViolation = CEError(rawValue: 32)
    package static let notSupported = CEError(rawValue: 50)
    package static let deviceNotExist = CEError(rawValue: 55)
    package static let invalidParameter = CEError(rawValue: 87)
    package static let callNotImplemented = CEError(rawValue: 120)
    package static let openFailed = CEError(rawValue: 110)
    package static let insufficientBuffer = CEError(rawValue: 122)
    package static let invalidName = CEError(rawValue: 123)
    package static let moduleNotFound = CEError(rawValue: 126)
    package static let procNotFound = CEError(rawValue: 127)
    package static let badPathname = CEError(rawValue: 161)
    package static let alreadyExists = CEError(rawValue: 183)
    package static let badExeFormat = CEError(rawValue: 193)
    package static let moreData = CEError(rawValue: 234)
    package static let noMoreItems = CEError(rawValue: 259)
    package static let notOwner = CEError(rawValue: 288)
    package static let badConfiguration = CEError(rawValue: 1610)
    package static let deviceInUse = CEError(rawValue: 2404)
    package static let deviceRemoved = CEError(rawValue: 1617)
    package static let invalidIndex = CEError(rawValue: 1413)
    package static let timeout = CEError(rawValue: 1460)

    package var description: String { "error \(rawValue)" }
}
