import CEMemory
package import SavedState

/// The entry points of a stream driver, as addresses; nil where the DLL has none.
struct StreamMethods: Codable {
    /// Their names without the prefix.
    static let names = [
        "Init", "Deinit", "PreDeinit", "Open", "Close", "PreClose", "Read", "Write", "Seek", "IOControl", "PowerUp",
        "PowerDown",
    ]

    var initialize: UInt32?
    var deinitialize: UInt32?
    var preDeinitialize: UInt32?
    var open: UInt32?
    var close: UInt32?
    var preClose: UInt32?
    var read: UInt32?
    var write: UInt32?
    var seek: UInt32?
    var ioControl: UInt32?
    var powerUp: UInt32?
    var powerDown: UInt32?

    /// Whether a named device may have these: Init and Deinit, Open and Close, one of Read, Write, Seek, IOControl, and
    /// no PreClose without PreDeinit.
    func suffice(named: Bool) -> Bool {
        guard initialize != nil, deinitialize != nil else { return false }
        guard named else { return true }
        guard open != nil, close != nil, preClose == nil || preDeinitialize != nil else { return false }
        return read != nil || write != nil || seek != nil || ioControl != nil
    }
}

/// An activated driver.
package final class Device: SavedObject {
    /// The registry key it was activated from, relative to HKLM.
    let key: String
    /// `Drivers\Active\nn`.
    let activeKey: String
    /// Three characters, or nil of an unnamed device.
    let prefix: String?
    let index: Int
    /// What `\$bus\` reaches it by, or nil.
    let busName: String?
    package let module: Module
    let methods: StreamMethods
    /// What a user-mode driver may map.
    let windows: [DriverWindow]
    /// What CreateStaticMapping has made of them.
    var staticMappings: [DriverWindow: StaticMapping] = [:]
    /// What XXX_Init returned.
    var context: UInt32 = 0
    var handle: UInt32 = 0
    /// What callers have asked it for.
    var usage = DriverUsage()
    /// Set by DeactivateDevice: opens that are left fail with ERROR_DEVICE_REMOVED.
    package var isRemoved = false

    init(
        key: String, activeKey: String, prefix: String?, index: Int, busName: String?, module: Module,
        methods: StreamMethods, windows: [DriverWindow] = []
    ) {
        self.key = key
        self.activeKey = activeKey
        self.prefix = prefix
        self.index = index
        self.busName = busName
        self.module = module
        self.methods = methods
        self.windows = windows
        isUserMode = module.process.driverHost != nil
    }

    /// Whether it is hosted by a user process instead of the kernel.
    package let isUserMode: Bool

    /// `SMD1:`; nil of an unnamed device and of an index above 10, which `\$device\` alone reaches. Index 10 shows as
    /// 0.
    /// `DRV_Read` of `Read`.
    func entryName(_ entry: String) -> String { "\(prefix ?? "XXX")_\(entry)" }

    package var legacyName: String? { prefix.flatMap { Self.legacyName($0, index) } }

    static func legacyName(_ prefix: String, _ index: Int) -> String? {
        index <= 10 ? "\(prefix)\(index % 10):" : nil
    }

    /// `\$device\SMD1`.
    package var deviceName: String? { prefix.map { "\\$device\\\($0)\(index)" } }

    private enum CodingKeys: CodingKey {
        case key, activeKey, prefix, index, busName, module, methods, windows, isUserMode
    }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&staticMappings)
        try state.carry(&usage)
        try state.carry(&context)
        try state.carry(&handle)
        try state.carry(&isRemoved)
    }
}

/// One open of a device.
package final class DeviceOpen: SavedObject {
    package let device: Device
    let access: UInt32
    /// What XXX_Open returned.
    let context: UInt32
    let owner: Process
    var isClosed = false
    /// The handles that stand for it.
    package var handles = 1

    init(device: Device, access: UInt32, context: UInt32, owner: Process) {
        self.device = device
        self.access = access
        self.context = context
        self.owner = owner
    }

    private enum CodingKeys: CodingKey { case device, access, context, owner }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&isClosed)
        try state.carry(&handles)
    }
}

/// The activated devices.
package final class DeviceManager: SavedPart {
    package private(set) var all: [Device] = []
    /// Activations whose XXX_Init runs.
    private(set) var starting: [Activation] = []
    private var nextActive = 1
    /// The number of the next request that a driver gets for the first time.
    var nextRequest: UInt32 = 1

    func add(_ device: Device) { all.append(device) }
    func begin(_ activation: Activation) { starting.append(activation) }
    func end(_ activation: Activation) { starting.removeAll { $0 === activation } }
    func remove(_ device: Device) { all.removeAll { $0 === device } }

    func makeActiveKey() -> String {
        defer { nextActive += 1 }
        return "Drivers\\Active\\" + (nextActive < 10 ? "0\(nextActive)" : "\(nextActive)")
    }

    /// The device that a name opens, `SMD1:`, `\$device\SMD1` or `$device\SMD1`, in any case.
    func device(named name: String) -> Device? {
        guard let wanted = DeviceName(name) else { return nil }
        return all.first { device in
            switch wanted {
            case .legacy(let name): device.legacyName?.lowercased() == name
            case .device(let name): device.deviceName?.lowercased() == "\\$device\\" + name
            case .bus(let name): device.busName?.lowercased() == name
            }
        }
    }

    /// The device that has the names of a prefix and index: the index itself, or the digit that it shows as.
    func holder(prefix: String, index: Int) -> Device? {
        let legacy = Device.legacyName(prefix, index)?.lowercased()
        return all.first {
            $0.prefix?.lowercased() == prefix.lowercased()
                && ($0.index == index || legacy != nil && $0.legacyName?.lowercased() == legacy)
        }
    }

    /// The indices that a new device of a prefix cannot have. Index 0 and 10 show as the same digit.
    func takenIndices(prefix: String) -> Set<Int> {
        let wanted = prefix.lowercased()
        let taken = Set(all.filter { $0.prefix?.lowercased() == wanted }.map(\.index))
        return taken.isDisjoint(with: [0, 10]) ? taken : taken.union([0, 10])
    }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&all)
        try state.carry(&starting)
        try state.carry(&nextActive)
        try state.carry(&nextRequest)
    }
}
