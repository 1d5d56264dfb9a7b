public import GuestAddress

/// How a generation of Windows CE divides the virtual address space. The static map's own window is the same in all:
/// `StaticWindow`.
public struct AddressLayout: Hashable, Sendable {
    /// The slots of a generation in which all processes share the low half.
    public struct Slots: Hashable, Sendable {
        /// Bytes of a slot.
        public var size: UInt64
        /// How many there are, slot 0 of the process that runs among them.
        public var count: UInt64

        /// The first slot of a process; below lie that of the process that runs and that of shared libraries.
        public var firstOfProcesses = 2

        /// The slot that an address lies in; nil above the last.
        public func number(of address: UInt32) -> Int? {
            UInt64(address) < end ? Int(UInt64(address) / size) : nil
        }

        /// One past the last address of the last slot.
        public var end: UInt64 { size * count }
    }

    /// A part of the kernel's half with one use, for pictures of the address space.
    public struct KernelArea: Hashable, Sendable {
        public var range: AddressRange<VirtualAddress>
        public var title: String
    }

    /// The slots; nil when each process has the low half to itself.
    public var slots: Slots?
    /// What a process reserves from when it names no address.
    public var userMemory: AddressRange<VirtualAddress>
    /// Where the DLLs of processes go, each at the same address in every process.
    public var userLibraries: AddressRange<VirtualAddress>
    /// Whether they are placed from the end of that window downwards.
    public var placesLibrariesDownwards = false
    /// Where file mappings that RAM alone backs lie, at one address for all processes.
    public var fileMappings: AddressRange<VirtualAddress>
    /// One past the last address that the kernel writes to for a user; from there on lies the heap that all share.
    public var userWriteEnd: UInt32
    /// One past the last address that a user may read.
    public var userReadEnd: UInt32
    /// The first address of the kernel's half.
    public var kernelHalf: VirtualAddress
    /// Kernel-mode DLLs, drivers among them.
    public var kernelLibraries: AddressRange<VirtualAddress>
    /// What VirtualAlloc in the kernel hands out.
    public var kernelMemory: AddressRange<VirtualAddress>
    /// What lies behind the static map and its uncached mirror, up to the CPU's own area.
    public var kernelAreas: [KernelArea]
    /// FIRST_METHOD, the top of the range of system-call addresses.
    public var firstMethod: UInt32
    /// The page of the exception vectors.
    public var vectors: VirtualAddress
    /// The page that holds KDataStruct at `userDataOffset`; users may read it.
    public var kernelData: VirtualAddress

    /// From the kernel's data page to PUserKData, bytes.
    public static let userDataOffset: UInt32 = 0x800
    /// PUserKData.
    public var userData: VirtualAddress { kernelData.wrappingAdding(Self.userDataOffset) }

    /// One past the last address of the user half.
    public var userEnd: UInt64 { UInt64(kernelHalf.rawValue) }
}
