import PEImage
import TestSupport
import Testing

/// A committed guest program.
enum GuestBinary: String, CaseIterable, CustomTestStringConvertible {
    case driverA32 = "armv4i/smd.dll"
    case programA32 = "armv4i/smdapp.exe"
    case driverThumb2 = "armv7/smd.dll"
    case programThumb2 = "armv7/smdapp.exe"
    case byNameA32 = "armv4i/cam.dll"
    case byNameThumb2 = "armv7/cam.dll"

    var testDescription: String { rawValue }

    func bytes() throws -> [UInt8] { try Fixtures.bytes("guests/bin/\(rawValue)") }
}

/// The error that reading `bytes` fails with, or nil when it succeeds.
func failure(_ bytes: [UInt8]) -> PEImageError? {
    do {
        _ = try PEImage(bytes: bytes)
        return nil
    } catch {
        return error
    }
}
