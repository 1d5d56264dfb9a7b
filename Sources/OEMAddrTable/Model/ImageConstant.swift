public import Diagnostics

/// A constant of image_cfg.h or image_cfg.inc whose value is a number.
public struct ImageConstant: Hashable, Sendable {
    public var name: String
    public var value: UInt64
    public var location: SourceLocation

    public init(name: String, value: UInt64, location: SourceLocation) {
        self.name = name
        self.value = value
        self.location = location
    }
}
