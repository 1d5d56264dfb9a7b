import CEMemory
import GuestAddress
import PEImage

/// The `__try` blocks of a function, as the compiler lays them out for `__C_specific_handler`: inner ones first.
struct ScopeTable {
    struct Scope: Codable {
        let begin: UInt32
        /// One past the last instruction.
        let end: UInt32
        /// The filter of an `__except`, or the handler of a `__finally`.
        let function: UInt32
        /// Where the `__except` block begins; 0 of a `__finally`.
        let target: UInt32

        var isFinally: Bool { target == 0 }

        /// What stands for a filter that is the constant EXCEPTION_EXECUTE_HANDLER.
        static let alwaysHandles: UInt32 = 1

        func covers(_ control: UInt32) -> Bool { control >= begin & ~1 && control < end & ~1 }
    }

    /// What a table has at most: more is no scope table.
    private static let maximumScopes: UInt32 = 256

    let scopes: [Scope]

    /// Reads the table that a function's handler data leads to.
    /// - Returns: nil when the function has no handler, or its data is no scope table, as that of another language's handler.
    init?(of function: FunctionPlace, _ view: GuestView) {
        if let record = function.record {
            guard let handler = record.handler, handler.data.rawValue != 0 else { return nil }
            let base = function.module.base.rawValue
            self.init(at: base &+ handler.data.rawValue, addressesFrom: base, view)
            let range = function.start...function.start &+ min(record.byteCount, ~function.start)
            guard scopes.allSatisfy({ range.contains($0.begin & ~1) && range.contains($0.end & ~1) }) else {
                return nil
            }
        } else {
            guard let handler = function.compact?.handler, handler.data != 0 else { return nil }
            self.init(at: handler.data &+ function.relocation, addressesFrom: 0, view)
        }
    }

    /// - Parameter base: what the table's addresses are relative to; the loader has relocated those of the CE form.
    private init?(at table: UInt32, addressesFrom base: UInt32, _ view: GuestView) {
        guard let count = try? view.word(table), count > 0, count <= Self.maximumScopes else { return nil }
        var scopes: [Scope] = []
        for index in 0..<count {
            let place = table &+ 4 &+ index &* 16
            guard let begin = try? view.word(place), let end = try? view.word(place &+ 4),
                let routine = try? view.word(place &+ 8), let target = try? view.word(place &+ 12), begin < end
            else { return nil }
            scopes.append(
                Scope(
                    begin: base &+ begin, end: base &+ end,
                    function: routine == Scope.alwaysHandles ? routine : base &+ routine,
                    target: target == 0 ? 0 : base &+ target))
        }
        self.scopes = scopes
    }
}
