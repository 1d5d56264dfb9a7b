import CEKernel

/// The names of an argument's values.
protocol NamedValues: SendableMetatype {
    static var names: WordNames { get }
}

/// A word whose values have names in the public headers.
struct NamedWord<Values: NamedValues>: WordArgument {
    static var format: ArgumentFormat { .names(Values.names) }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// PAGE_…
enum ProtectionFlagsValues: NamedValues {
    static let names = WordNames(bits: [
        0x1: "PAGE_NOACCESS", 0x2: "PAGE_READONLY", 0x4: "PAGE_READWRITE", 0x10: "PAGE_EXECUTE",
        0x20: "PAGE_EXECUTE_READ", 0x40: "PAGE_EXECUTE_READWRITE", 0x100: "PAGE_GUARD", 0x200: "PAGE_NOCACHE",
        0x400: "PAGE_PHYSICAL",
    ])
}

/// PAGE_… with the SEC_… flags of CreateFileMapping.
enum SectionFlagsValues: NamedValues {
    static let names = WordNames(bits: [
        0x2: "PAGE_READONLY", 0x4: "PAGE_READWRITE", 0x400_0000: "SEC_RESERVE", 0x800_0000: "SEC_COMMIT",
    ])
}

/// MEM_…
enum AllocationFlagsValues: NamedValues {
    static let names = WordNames(bits: [
        0x1000: "MEM_COMMIT", 0x2000: "MEM_RESERVE", 0x4000: "MEM_DECOMMIT", 0x8000: "MEM_RELEASE",
        0x10_0000: "MEM_TOP_DOWN", 0x20_0000: "MEM_AUTO_COMMIT", 0x100_0000: "MEM_IMAGE",
    ])
}

/// LOCKFLAG_…
enum LockFlagsValues: NamedValues {
    static let names = WordNames(bits: [1: "LOCKFLAG_WRITE", 2: "LOCKFLAG_QUERY_ONLY", 4: "LOCKFLAG_READ"])
}

/// CACHE_SYNC_…
enum CacheSyncFlagsValues: NamedValues {
    static let names = WordNames(bits: [
        0x01: "CACHE_SYNC_DISCARD", 0x02: "CACHE_SYNC_INSTRUCTIONS", 0x04: "CACHE_SYNC_WRITEBACK",
        0x08: "CACHE_SYNC_FLUSH_I_TLB", 0x10: "CACHE_SYNC_FLUSH_D_TLB", 0x20: "CACHE_SYNC_L2_WRITEBACK",
        0x40: "CACHE_SYNC_L2_DISCARD",
    ])
}

/// GENERIC_…
enum FileAccessValues: NamedValues {
    static let names = WordNames(bits: [
        0x8000_0000: "GENERIC_READ", 0x4000_0000: "GENERIC_WRITE",
    ])
}

/// FILE_SHARE_…
enum ShareModeValues: NamedValues {
    static let names = WordNames(bits: [1: "FILE_SHARE_READ", 2: "FILE_SHARE_WRITE"])
}

/// What CreateFile does about a file that exists or does not.
enum DispositionValues: NamedValues {
    static let names = WordNames(values: [
        1: "CREATE_NEW", 2: "CREATE_ALWAYS", 3: "OPEN_EXISTING", 4: "OPEN_ALWAYS", 5: "TRUNCATE_EXISTING",
    ])
}

/// FILE_BEGIN, FILE_CURRENT or FILE_END.
enum SeekOriginValues: NamedValues {
    static let names = WordNames(values: [0: "FILE_BEGIN", 1: "FILE_CURRENT", 2: "FILE_END"])
}

/// FILE_MAP_…
enum ViewAccessValues: NamedValues {
    static let names = WordNames(bits: [
        0xF001F: "FILE_MAP_ALL_ACCESS", 0x2: "FILE_MAP_WRITE", 0x4: "FILE_MAP_READ",
    ])
}

/// LMEM_…
enum LocalFlagsValues: NamedValues {
    static let names = WordNames(bits: [0: "LMEM_FIXED", 0x2: "LMEM_MOVEABLE", 0x40: "LMEM_ZEROINIT"])
}

/// HEAP_…
enum HeapFlagsValues: NamedValues {
    static let names = WordNames(bits: [
        0x1: "HEAP_NO_SERIALIZE", 0x8: "HEAP_ZERO_MEMORY", 0x10: "HEAP_REALLOC_IN_PLACE_ONLY",
    ])
}

/// Flags of CreateThread.
enum ThreadCreationFlagsValues: NamedValues {
    static let names = WordNames(bits: [
        0x4: "CREATE_SUSPENDED", 0x1_0000: "STACK_SIZE_PARAM_IS_A_RESERVATION",
    ])
}

/// What EventModify does.
enum EventActionValues: NamedValues {
    static let names = WordNames(values: [1: "EVENT_PULSE", 2: "EVENT_RESET", 3: "EVENT_SET"])
}

/// What TlsCall does.
enum LocalStorageFunctionValues: NamedValues {
    static let names = WordNames(values: [0: "TLS_FUNCALLOC", 1: "TLS_FUNCFREE"])
}

/// REG_…
enum RegistryTypeValues: NamedValues {
    static let names = WordNames(values: [
        0: "REG_NONE", 1: "REG_SZ", 2: "REG_EXPAND_SZ", 3: "REG_BINARY", 4: "REG_DWORD", 5: "REG_DWORD_BIG_ENDIAN",
        6: "REG_LINK", 7: "REG_MULTI_SZ",
    ])
}

/// CP_…
enum CodePageNumberValues: NamedValues {
    static let names = WordNames(values: [
        0: "CP_ACP", 1: "CP_OEMCP", 2: "CP_MACCP", 3: "CP_THREAD_ACP", 65000: "CP_UTF7", 65001: "CP_UTF8",
    ])
}

/// The nibble of an argument descriptor (the longest first: they share bits), with MARSHAL_FORCE_ALIAS.
enum MarshallingDescriptorValues: NamedValues {
    static let names = WordNames(bits: [
        0x0: "ARG_DW", 0xE: "ARG_IO_PI64", 0xD: "ARG_IO_PDW", 0xC: "ARG_IO_PTR", 0xA: "ARG_O_PI64", 0x9: "ARG_O_PDW",
        0x8: "ARG_O_PTR", 0x7: "ARG_I_PDW", 0x6: "ARG_I_ASTR", 0x5: "ARG_I_WSTR", 0x4: "ARG_I_PTR",
        0x8000_0000: "MARSHAL_FORCE_ALIAS",
    ])
}

/// SPI_…
enum SystemParameterValues: NamedValues {
    static let names = WordNames(values: [
        0xE0: "SPI_GETPLATFORMVERSION", 0x101: "SPI_GETPLATFORMTYPE", 0x102: "SPI_GETOEMINFO",
        0x103: "SPI_GETPROJECTNAME", 0x104: "SPI_GETPLATFORMNAME", 0x105: "SPI_GETBOOTMENAME",
    ])
}

typealias ProtectionFlags = NamedWord<ProtectionFlagsValues>
typealias SectionFlags = NamedWord<SectionFlagsValues>
typealias AllocationFlags = NamedWord<AllocationFlagsValues>
typealias LockFlags = NamedWord<LockFlagsValues>
typealias CacheSyncFlags = NamedWord<CacheSyncFlagsValues>
typealias FileAccess = NamedWord<FileAccessValues>
typealias ShareMode = NamedWord<ShareModeValues>
typealias Disposition = NamedWord<DispositionValues>
typealias SeekOrigin = NamedWord<SeekOriginValues>
typealias ViewAccess = NamedWord<ViewAccessValues>
typealias LocalFlags = NamedWord<LocalFlagsValues>
typealias HeapFlags = NamedWord<HeapFlagsValues>
typealias ThreadCreationFlags = NamedWord<ThreadCreationFlagsValues>
typealias EventAction = NamedWord<EventActionValues>
typealias LocalStorageFunction = NamedWord<LocalStorageFunctionValues>
typealias RegistryType = NamedWord<RegistryTypeValues>
typealias CodePageNumber = NamedWord<CodePageNumberValues>
typealias MarshallingDescriptor = NamedWord<MarshallingDescriptorValues>
typealias SystemParameter = NamedWord<SystemParameterValues>
