import GuestAddress
import OEMAddrTable
package import SavedState
package import SymbolFiles

/// What the loader knows beyond the modules of each process: where DLLs lie, what is missing, what images are called.
package struct Loader: SavedPart {
    /// Where each DLL lies in every process that loads it, by lower-case name.
    private var bases: [String: VirtualAddress] = [:]
    /// Behind or, downwards, before which the next one is placed.
    private var nextBase: VirtualAddress
    private let isDownwards: Bool
    package internal(set) var history = ModuleHistory()
    /// What companion files call the code of images, by lower-case image name.
    private var symbols: [String: [SymbolTable]] = [:]
    /// Imports that nobody provides, by stub number.
    private var missing: [MissingImport] = []
    private var stubs: [MissingImport: Int] = [:]
    /// Those that were called, by stub number.
    private var missingCalls: [Int: MissingCall] = [:]

    /// - Parameter layout: says where DLLs of processes lie.
    init(_ layout: AddressLayout) {
        let window = layout.userLibraries
        isDownwards = layout.placesLibrariesDownwards
        nextBase = isDownwards ? VirtualAddress(UInt32(truncatingIfNeeded: window.end)) : window.base
    }

    // MARK: Places

    /// Where a DLL lies in processes that have loaded it.
    func base(of name: String) -> VirtualAddress? { bases[name.lowercased()] }

    /// Where the next DLL is looked for a place.
    func nextBase(forSize size: UInt32) -> VirtualAddress {
        isDownwards ? VirtualAddress((nextBase.rawValue &- size) & ~0xFFFF) : nextBase
    }

    /// Notes where a DLL lies from now on; the next one comes behind it, or before it.
    mutating func place(_ name: String, at base: VirtualAddress, size: UInt32) {
        bases[name.lowercased()] = base
        nextBase = isDownwards ? base : VirtualAddress((base.rawValue &+ size &+ 0xFFFF) & ~0xFFFF)
    }

    // MARK: Symbols

    /// Names the code of an image that is loaded from now on; several files may be given for one image.
    package mutating func add(_ table: SymbolTable, of image: String) {
        symbols[image.lowercased(), default: []].append(table)
    }

    /// The companion files of an image.
    func symbols(of image: String) -> [SymbolTable] { symbols[image.lowercased()] ?? [] }

    // MARK: Missing imports

    /// The stub number of an import that nobody provides.
    ///
    /// Past the last stub everything shares it: the message then names the wrong function, the thread stops all the
    /// same.
    mutating func stub(for wanted: MissingImport) -> Int {
        if let known = stubs[wanted] { return known }
        if missing.count < TrapAddresses.maximumMissing {
            stubs[wanted] = missing.count
            missing.append(wanted)
        }
        return missing.count - 1
    }

    /// The import that a stub stands for.
    func missingImport(_ stub: Int) -> MissingImport? { missing.indices.contains(stub) ? missing[stub] : nil }

    /// Notes a call of a stub.
    /// - Returns: whether it is the first.
    mutating func noteCall(of stub: Int, from caller: String) -> Bool {
        guard let wanted = missingImport(stub) else { return false }
        let isFirst = missingCalls[stub] == nil
        missingCalls[stub, default: MissingCall(function: wanted.function, count: 0, callers: [])].note(caller)
        return isFirst
    }

    /// The missing functions that were called, in the order in which images asked for them.
    package var calledMissing: [MissingCall] { missingCalls.sorted { $0.key < $1.key }.map(\.value) }

    /// Those that were called since this was asked for last.
    mutating func takeUntoldCalls() -> [MissingCall] {
        let untold = missingCalls.filter { $0.value.toldCount < $0.value.count }.sorted { $0.key < $1.key }
        for (stub, call) in untold { missingCalls[stub]?.toldCount = call.count }
        return untold.map(\.value)
    }

    // MARK: Saving

    /// The scenario names the companion files.
    package static let hostProperties: Set<String> = ["symbols", "isDownwards"]
    package var symbolSource: ImageSymbolSource { ImageSymbolSource(tables: symbols) }

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&bases)
        try state.carry(&nextBase)
        try state.carry(&history)
        try state.carry(&missing)
        try state.carry(&stubs)
        try state.carry(&missingCalls)
        guard missing.count <= TrapAddresses.maximumMissing, stubs.values.allSatisfy(missing.indices.contains) else {
            throw StateError.malformed("the missing imports")
        }
    }
}
