import CEMemory
import PEImage

/// The entry points of a driver's image.
extension Kernel {
    /// Says which entry points are missing, and which lead nowhere.
    /// - Returns: the explanation, which the log has, too.
    func explainEntryPoints(of module: Module, _ settings: DriverSettings) -> String {
        var exports: [String] = []
        for name in module.image.exports.indicesByName.keys.sorted() {
            if address(of: .name(name), in: module, depth: 0) != nil {
                exports.append(name)
            } else if StreamMethods.names.contains(where: { settings.exportName($0) == name }),
                case .forwarder(let target)? = module.image.exports[name: name]
            {
                output.writeLine("\(module.name): \(name) is forwarded to \(target), which leads to no function")
            }
        }
        let explanation = control.explainer?.entryPoints(
            of: module.name, prefix: settings.exportPrefix, isNamed: settings.prefix != nil, exports: exports)
        let text = explanation ?? "\(module.name) lacks entry points of a stream driver"
        output.writeLine(text)
        return text
    }

    func methods(of module: Module, _ settings: DriverSettings) -> StreamMethods {
        func find(_ name: String) -> UInt32? {
            address(of: .name(settings.exportName(name)), in: module, depth: 0)
        }
        return StreamMethods(
            initialize: find("Init"), deinitialize: find("Deinit"), preDeinitialize: find("PreDeinit"),
            open: find("Open"),
            close: find("Close"), preClose: find("PreClose"), read: find("Read"), write: find("Write"),
            seek: find("Seek"),
            ioControl: find("IOControl"), powerUp: find("PowerUp"), powerDown: find("PowerDown"))
    }
}
