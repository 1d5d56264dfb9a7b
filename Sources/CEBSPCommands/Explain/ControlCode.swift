internal import GuestAddress

/// The parts of a DeviceIoControl or KernelIoControl code, as CTL_CODE of winioctl.h puts them together.
struct ControlCode {
    private let number: UInt32

    /// - Returns: nil for a number without a device type, or with one that is none of winioctl.h and not a vendor's.
    init?(_ number: UInt32) {
        let type = number >> 16
        // 0x8007 begins the HRESULTs of error codes.
        guard Self.types[type] != nil || (0x8000...0xBFFF).contains(type) && type != 0x8007 else { return nil }
        self.number = number
    }

    var text: String {
        let type = number >> 16
        let method = ["METHOD_BUFFERED", "METHOD_IN_DIRECT", "METHOD_OUT_DIRECT", "METHOD_NEITHER"][Int(number & 3)]
        let access = [
            "FILE_ANY_ACCESS", "FILE_READ_ACCESS", "FILE_WRITE_ACCESS", "FILE_READ_ACCESS | FILE_WRITE_ACCESS",
        ]
        let device = Self.types[type] ?? "0x\(String(type, radix: 16)) (a vendor's)"
        let name = Self.names[number] ?? "control code"
        return "\(name) (0x\(hexadecimal(number)))\n\nCTL_CODE(\(device), \(number >> 2 & 0xFFF), \(method), "
            + "\(access[Int(number >> 14 & 3)]))\n"
    }

    /// - Returns: nil for a name that is none.
    init?(named name: String) {
        guard let found = Self.names.first(where: { $0.value == name.uppercased() }) else { return nil }
        number = found.key
    }

    private static let types: [UInt32: String] = [
        0x07: "FILE_DEVICE_DISK", 0x09: "FILE_DEVICE_FILE_SYSTEM", 0x0B: "FILE_DEVICE_KEYBOARD",
        0x0F: "FILE_DEVICE_MOUSE", 0x12: "FILE_DEVICE_NETWORK", 0x1B: "FILE_DEVICE_SERIAL_PORT",
        0x1D: "FILE_DEVICE_SOUND", 0x1E: "FILE_DEVICE_STREAMS", 0x22: "FILE_DEVICE_UNKNOWN", 0x23: "FILE_DEVICE_VIDEO",
        0x2D: "FILE_DEVICE_MASS_STORAGE", 0x32: "FILE_DEVICE_POWER", 0x101: "FILE_DEVICE_HAL",
        0x102: "FILE_DEVICE_CONSOLE", 0x103: "FILE_DEVICE_PSL", 0x104: "FILE_DEVICE_SERVICE",
    ]

    /// Those that every OAL or driver is asked for (pkfuncs.h, pm.h).
    private static let names: [UInt32: String] = [
        0x0101_0004: "IOCTL_HAL_GET_DEVICE_INFO", 0x0101_0014: "IOCTL_HAL_DDK_CALL", 0x0101_0034: "IOCTL_HAL_GET_UUID",
        0x0101_003C: "IOCTL_HAL_REBOOT", 0x0101_0048: "IOCTL_HAL_TRANSLATE_IRQ",
        0x0101_0054: "IOCTL_HAL_GET_DEVICEID", 0x0101_0064: "IOCTL_PROCESSOR_INFORMATION",
        0x0101_0090: "IOCTL_HAL_REQUEST_IRQ", 0x0101_0098: "IOCTL_HAL_REQUEST_SYSINTR",
        0x0101_00A0: "IOCTL_HAL_ENABLE_WAKE", 0x0101_00A4: "IOCTL_HAL_DISABLE_WAKE",
        0x0101_00B0: "IOCTL_HAL_INITREGISTRY", 0x0101_00D8: "IOCTL_HAL_RELEASE_SYSINTR",
        0x0101_00F4: "IOCTL_HAL_PRESUSPEND", 0x0032_1000: "IOCTL_POWER_CAPABILITIES", 0x0032_1004: "IOCTL_POWER_GET",
        0x0032_1008: "IOCTL_POWER_SET", 0x0032_100C: "IOCTL_POWER_QUERY",
        0x0032_1018: "IOCTL_REGISTER_POWER_RELATIONSHIP",
    ]
}
