/// The keys of a board file.
enum BoardSchema {
    static let version = SchemaKey("version", .integer(1...1), required: true, "The version of the file format: 1.")
    static let name = SchemaKey("name", .text, required: true, "The board's name in reports.")
    static let profile = SchemaKey(
        "profile", .choice(["ce5", "ce6", "wec7", "wec2013"]), required: true,
        "The generation of Windows CE: memory layout, trap base, rules and error text.")
    static let cpu = SchemaKey("cpu", .text, required: true, "The ARM core, for example cortex-a8 or arm926.")
    static let clock = SchemaKey(
        "clock", .rate(1_000_000...4_000_000_000),
        "Instructions a second of the virtual clock, with decimal K, M or G; 100M when not given.")
    static let standardClock: UInt64 = 100_000_000
    static let ram = SchemaKey("ram", .list(.mapping(bank)), required: true, "The physical RAM banks.")
    static let addressTable = SchemaKey(
        "addressTable",
        .either([.mapping(table), .text], expected: "a file name, or a mapping with file: or rows:"),
        "The OEMAddressTable: a file of the BSP, or rows in place.")
    static let configBib = SchemaKey("configBib", .text, "The BSP's config.bib.")
    static let imageConfig = SchemaKey(
        "imageConfig", .oneOrMore(.text), "The BSP's headers and build files that lay out the image.")
    static let image = SchemaKey("image", .text, "A run-time image, B000FF or nb0: checked and mapped.")
    static let defines = SchemaKey(
        "defines", .table(.either([.text], expected: "a text or a number")),
        "Assembler symbols, C macros, build variables and components.")
    static let registryFiles = SchemaKey(
        "registryFiles", .oneOrMore(.text), "The BSP's .reg files, in the order in which they are read.")
    static let devices = SchemaKey("devices", .list(.mapping(device)), "Emulated devices at physical addresses.")

    static let sysintrs = SchemaKey(
        "sysintrs", .table(.integer(0...1023)),
        "The IRQs of the SYSINTR values, 8 to 71, that the OAL has from the start.")

    static let rules = SchemaKey(
        "rules", .list(.mapping(MapContractSchema.root)),
        "Rules of the map, held at every mapping of every scenario on this board.")

    static let bankBase = SchemaKey("base", .address, required: true, "The first physical address.")
    static let bankSize = SchemaKey("size", .size, required: true, "The length in bytes, or with K, M, G.")
    static let bank = SchemaMapping("a RAM bank", [bankBase, bankSize])

    static let tableFile = SchemaKey("file", .text, "The file with the table: .inc, .s, .asm or .c.")
    static let tableSymbol = SchemaKey(
        "symbol", .text, "Which table of that file; without it the first that is an address table.")
    static let tableInclude = SchemaKey("include", .oneOrMore(.text), "Files that define symbols the table uses.")
    static let tableRows = SchemaKey(
        "rows", .list(.tuple([.address, .address, .integer(0...4096)])),
        "Rows in place of a file: virtual address, physical address, megabytes.")
    static let table = SchemaMapping("an address table", [tableFile, tableSymbol, tableInclude, tableRows])

    static let deviceName = SchemaKey("name", .text, required: true, "The device's name in reports.")
    static let deviceType = SchemaKey("type", .text, required: true, "Which device is emulated, for example pl011.")
    static let deviceBase = SchemaKey(
        "base", .address, "The physical address of its registers. Required, unless 'svd' says it.")
    static let slaveAddress = SchemaKey("address", .integer(0...0x7F), required: true, "Its address, seven bits.")
    static let slaveContents = SchemaKey("contents", .hexadecimal, "What its registers hold, from register 0 on.")
    static let deviceSlaves = SchemaKey(
        "slaves", .list(.mapping(SchemaMapping("a chip", [slaveAddress, slaveContents]))),
        "The chips at an I2C controller, whose registers are bytes.")
    static let deviceFile = SchemaKey("file", .text, "What describes a device of the type script.")
    static let svdFile = SchemaKey("file", .text, required: true, "A CMSIS-SVD file.")
    static let svdPeripheral = SchemaKey("peripheral", .text, required: true, "The name of a peripheral in it.")
    static let svd = SchemaMapping("a peripheral of an SVD file", [svdFile, svdPeripheral])
    static let deviceSVD = SchemaKey(
        "svd", .mapping(svd), "Where names, reset values and the base of a device of the type registers come from.")
    static let deviceInterrupt = SchemaKey("interrupt", .integer(0...1023), "Its interrupt line.")
    static let deviceTrigger = SchemaKey(
        "trigger", .choice(["level", "edge"]),
        "What that line is taken by on a board without an interrupt controller: level, or its rising edges.")
    static let deviceSize = SchemaKey(
        "size", .size, "Bytes of its registers, in whole pages; what its type has when not given.")
    static let deviceInput = SchemaKey("input", .text, "What has arrived at a serial port when the board starts.")
    static let deviceFrequency = SchemaKey(
        "frequency", .integer(1...1_000_000_000),
        "The clock that feeds a timer or a serial port, in hertz; what its type has when not given.")
    static let deviceStep = SchemaKey(
        "step", .integer(1...4), "Bytes from a register of an ns16550 to the next, 1, 2 or 4; 4 when not given.")
    static let devicePicture = SchemaKey(
        "picture", .text, "A file with the bytes of a frame that a camera sees beside its patterns; at most 16 MB.")
    static let deviceBaud = SchemaKey(
        "baud", .integer(50...4_000_000),
        "Bits a second on the line of a serial port; what drivers program when not given.")
    static let deviceLoopback = SchemaKey(
        "loopback", .boolean, "Whether a plug at a serial port leads what is sent back.")
    static let device = SchemaMapping(
        "a device",
        [
            deviceName, deviceType, deviceBase, deviceSize, deviceInterrupt, deviceTrigger, deviceInput,
            deviceFrequency, deviceStep, devicePicture, deviceBaud, deviceLoopback, deviceSlaves, deviceFile, deviceSVD,
        ])

    static let root = SchemaMapping(
        "a board file",
        [
            version, name, profile, cpu, clock, ram, addressTable, configBib, imageConfig, image, defines,
            registryFiles, devices, sysintrs, rules,
        ])
}
