/// The clock and power managers of OMAP3 and AM335x: everything is on, accessible and locked (TI SPRUF98, SPRUH73).
enum OMAPClocks {
    /// Modules by their offset in CM and PRM.
    private static let modules: [(name: String, offset: UInt32)] = [
        ("IVA2", 0x000), ("MPU", 0x900), ("CORE", 0xA00), ("SGX", 0xB00), ("WKUP", 0xC00), ("CCR", 0xD00),
        ("DSS", 0xE00), ("CAM", 0xF00), ("PER", 0x1000), ("EMU", 0x1100), ("NEON", 0x1300), ("USBHOST", 0x1400),
    ]

    /// CM at 0x48004000. IDLEST is 0: accessible; of the PLLs it is 1 or 3: locked.
    static let clockManager: RegisterBlock = {
        let names: [(String, UInt32)] = [
            ("FCLKEN", 0x00), ("CLKEN_PLL", 0x04), ("FCLKEN3", 0x08), ("ICLKEN", 0x10), ("ICLKEN2", 0x14),
            ("ICLKEN3", 0x18), ("AUTOIDLE", 0x30), ("AUTOIDLE2", 0x34), ("AUTOIDLE3", 0x38), ("CLKSEL", 0x40),
            ("CLKSEL2", 0x44), ("CLKSTCTRL", 0x48), ("CLKSTST", 0x4C), ("CLKSEL5", 0x50), ("CLKOUT_CTRL", 0x70),
        ]
        var registers = [Register("CM_REVISION", 0x800, .readOnly, reset: 0x10), Register("CM_SYSCONFIG", 0x810)]
        for module in modules {
            registers += names.map { Register("CM_\($0.0)_\(module.name)", module.offset + $0.1) }
            let locked: UInt32 = module.name == "CCR" ? 3 : module.name == "MPU" || module.name == "IVA2" ? 1 : 0
            registers += (0..<3).map { index in
                Register(
                    "CM_IDLEST\(index + 1)_\(module.name)", module.offset + 0x20 + index * 4, .readOnly, reset: locked)
            }
        }
        return RegisterBlock(registers)
    }()

    /// PRM at 0x48306000. Power states are ON.
    static let powerManager: RegisterBlock = {
        let names: [(String, UInt32)] = [
            ("RSTCTRL", 0x50), ("WKEN", 0xA0), ("MPUGRPSEL", 0xA4), ("IVA2GRPSEL", 0xA8), ("WKDEP", 0xC8),
        ]
        var registers = [
            Register("PRM_REVISION", 0x804, .readOnly, reset: 0x10), Register("PRM_SYSCONFIG", 0x814),
            Register("PRM_IRQSTATUS_MPU", 0x818, writable: 0, oneToClear: .max), Register("PRM_IRQENABLE_MPU", 0x81C),
            Register("PRM_CLKSEL", 0xD40, reset: 3, writable: 7), Register("PRM_CLKOUT_CTRL", 0xD70),
            Register("PRM_RSTTIME", 0x1254, reset: 0x1006), Register("PRM_VOLTCTRL", 0x1260),
            Register("PRM_CLKSRC_CTRL", 0x1270, reset: 0x80), Register("PRM_CLKSETUP", 0x1298),
            Register("PRM_RSTCTRL", 0x1250), Register("PRM_RSTST", 0x1258, reset: 1, writable: 0, oneToClear: .max),
        ]
        for module in modules {
            registers += names.map { Register("\($0.0)_\(module.name)", module.offset + $0.1) }
            registers += [
                Register("RSTST_\(module.name)", module.offset + 0x58, writable: 0, oneToClear: .max),
                Register("WKST_\(module.name)", module.offset + 0xB0, writable: 0, oneToClear: .max),
                Register("PWSTCTRL_\(module.name)", module.offset + 0xE0, reset: 0x0F_0307),
                Register("PWSTST_\(module.name)", module.offset + 0xE4, .readOnly, reset: 7),
                Register("PREPWSTST_\(module.name)", module.offset + 0xE8, .readOnly, reset: 7),
            ]
        }
        return RegisterBlock(registers)
    }()

    /// PRCM of AM335x at 0x44E00000: modules are enabled as MODULEMODE says and idle nowhere; the PLLs are locked.
    static let am335x: RegisterBlock = {
        let locked: [UInt32] = [0x420, 0x434, 0x448, 0x45C, 0x470]
        let blocks: [(String, UInt32, UInt32)] = [
            ("CM_PER", 0x000, 84), ("CM_WKUP", 0x400, 54), ("CM_DPLL", 0x500, 16), ("CM_MPU", 0x600, 2),
            ("CM_DEVICE", 0x700, 1), ("CM_RTC", 0x800, 2), ("CM_GFX", 0x900, 8), ("CM_CEFUSE", 0xA00, 9),
            ("PRM_IRQ", 0xB00, 4), ("PRM_PER", 0xC00, 4), ("PRM_WKUP", 0xD00, 4), ("PRM_MPU", 0xE00, 3),
            ("PRM_DEVICE", 0xF00, 4), ("PRM_RTC", 0x1000, 2), ("PRM_GFX", 0x1100, 6), ("PRM_CEFUSE", 0x1200, 2),
        ]
        var registers = locked.map { Register("CM_IDLEST_DPLL_\(String($0, radix: 16))", $0, .readOnly, reset: 1) }
        for (name, offset, count) in blocks {
            for index in 0..<count where !locked.contains(offset + index * 4) {
                let place = String(index * 4, radix: 16, uppercase: true)
                registers.append(
                    Register(
                        "\(name)_\(place)", offset + index * 4, reset: name == "CM_PER" ? 2 : 0, writable: ~0x3_0000))
            }
        }
        return RegisterBlock(registers)
    }()

    /// The system control module of OMAP3 at 0x48002000, as far as boots read it: what the device is.
    static let systemControl = RegisterBlock(
        Register.row("PADCONF", 0x030, count: 142, writable: .max)
            + [
                Register("CONTROL_DEVCONF0", 0x274), Register("CONTROL_DEVCONF1", 0x2D8),
                Register("CONTROL_STATUS", 0x2F0, .readOnly, reset: 0x32F),
            ])
}
