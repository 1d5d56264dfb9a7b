/// The kinds of device that can be emulated; the raw value is the name in board files.
public enum DeviceType: String, Hashable, Sendable, CaseIterable {
    /// ARM's PL011 serial port.
    case serialPort = "pl011"
    /// A window of registers that keep what is written.
    case registers
    /// Registers that answer accesses of whole words only; others are bus errors.
    case wordRegisters = "word-registers"
    /// A block that copies physical memory by itself.
    case transferEngine = "dma"
    /// A timer with an interrupt, for tests of drivers.
    case intervalTimer = "interval-timer"
    case ns16550
    case omapUART = "omap-uart"
    case s3cUART = "s3c-uart"
    case imxUART = "imx-uart"
    case sp804
    case s3cTimers = "s3c-timers"
    case omapTimer = "omap-timer"
    case am335xTimer = "am335x-timer"
    case epit = "imx-epit"
    case gpt = "imx-gpt"
    case syncCounter = "omap-32k"
    case pl190
    case pl192
    case gicv1
    case gicv2
    case avic
    case s3cInterrupts = "s3c-intc"
    case omapInterrupts = "omap-intc"
    case am335xInterrupts = "am335x-intc"
    case s3cClocks = "s3c-clocks"
    case s3cMemory = "s3c-memory"
    case omapClocks = "omap-cm"
    case omapPower = "omap-prm"
    case omapControl = "omap-scm"
    case am335xClocks = "am335x-prcm"
    case imxClocks = "imx-ccm"
    /// A block that captures a camera's frames into a ring in memory.
    case camera
    case omapPort = "omap-gpio"
    case am335xPort = "am335x-gpio"
    case s3cPorts = "s3c-gpio"
    case imxPort = "imx-gpio"
    case pl061
    case pl031
    case s3cRTC = "s3c-rtc"
    case omapI2C = "omap-i2c"
    case s3cI2C = "s3c-i2c"
    case am335xI2C = "am335x-i2c"
    case imxI2C = "imx-i2c"
    case am335xRTC = "am335x-rtc"
    case omapWatchdog = "omap-wdt"
    case s3cWatchdog = "s3c-wdt"
    case imxWatchdog = "imx-wdog"
    /// A block that shows a picture in memory.
    case frameBuffer = "frame-buffer"
    /// What a file describes.
    case script
}
