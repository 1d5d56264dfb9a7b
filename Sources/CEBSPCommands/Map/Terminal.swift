internal import HostSystem

/// The terminal that standard output goes to.
enum Terminal {
    private static let defaultWidth = 100

    /// Its columns: COLUMNS, else what the terminal says, else 100.
    static var width: Int {
        if let columns = Environment.value("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
        return StandardStream.output.columns ?? defaultWidth
    }
}
