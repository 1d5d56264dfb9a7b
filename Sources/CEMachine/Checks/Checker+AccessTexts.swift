/// The explanations of the checkers that watch accesses.
extension Checker {
    static let staleDataText =
        "Of each cache line of memory that is reached both through a cached mapping and past the cache (by an uncached mapping or a "
        + "device) the machine keeps what the cache may hold. Three things are told, with the line and both sides: a cached read of "
        + "a line whose memory somebody has changed since the line was read; a read past the cache of bytes that were written cached "
        + "and not written back since; and a flush that writes a changed line back over what a device or an uncached mapping has "
        + "put into memory. Lines are as long as the core's, known by physical address, and count as held from the first touch until "
        + "they are discarded. CacheRangeFlush with CACHE_SYNC_DISCARD writes back and discards, with CACHE_SYNC_WRITEBACK writes "
        + "back; an address and a size of 0 mean the whole cache, as CacheSync does; the L2 flags alone leave the first level as it "
        + "is. Pages that LockPages names count as changed in the cache before. On cores before ARMv6 a process switch empties the "
        + "cache. VirtualFree does not. Pages of the kernel's pool are looked at once AllocPhysMem, LockPages, a device or a mapping "
        + "with other attributes has made them known to somebody else."

    static let uninitialisedText =
        "Code read, through a mapping made at run time, bytes of RAM that nobody has written since boot. On the board they are what "
        + "the last user or the power-up left there: different at each boot, and maybe somebody's secret. The machine keeps one bit a "
        + "byte. A byte is initialised once guest code, a device or a host function such as memcpy has written it, through whatever "
        + "address. So is all of the kernel's page pool, which is cleared when it is handed out, and all that config.bib gives to the "
        + "image (RAMIMAGE, NANDIMAGE, ROM, EXTENSION). Other RAM, RESERVED regions among it, begins uninitialised: what a boot "
        + "loader would leave there the machine does not know. Reads by devices and through the static map are not looked at."

    static let pastBufferText =
        "A mapping ends with a page; the buffer in it need not. Three things are told: a write through a mapping outside the bytes that "
        + "VirtualCopy, VirtualCopyEx, VirtualAllocCopyEx or MmMapIoSpace was asked for, in its first or last page, by whichever "
        + "side, or behind the size that the driver named in its output next to the address, in a mapping of more than one page; a "
        + "driver that writes on past the end of the caller's output buffer (nOutBufferSize of DeviceIoControl, the count of "
        + "ReadFile) while it works for that caller; and a driver that says in *pBytesReturned that it returned more than there was "
        + "room for. A write behind an output buffer counts when it passes the end, or goes on exactly where one has reached it, and "
        + "is not in the input buffer or *pBytesReturned: filling another buffer of the caller that lies just behind is told, too."

    static let keptPointersText =
        "A driver read or wrote where a buffer of an earlier call was: an address in a buffer that its caller had handed over with "
        + "DeviceIoControl, ReadFile or WriteFile, in a later call of the same process that does not hand it over again. The memory "
        + "may be used for something else by then, or be gone. It is a warning, an error when the access faults. An address counts as "
        + "handed over when it lies in the buffers of the call, in what CeOpenCallerBuffer was asked for, or within 64 KB behind a "
        + "word of the input buffer. The last 64 buffers are remembered."

    static let foreignPointersText =
        "A driver used an address of an application from a thread of its own, or while it worked for another process. An address below "
        + "0x80000000 means the process that is served just then: it faults, or is some other memory of the wrong process."

    static let doubleFetchText =
        "A driver read the same bytes of its caller's input twice in one call, and they were others the second time: another "
        + "thread of the caller can change what was checked before it is used. The first 4,096 bytes of the input buffer of "
        + "DeviceIoControl, and of each embedded buffer that CeOpenCallerBuffer was asked for, are looked at; bytes that the driver changes "
        + "itself are not told."

    static let alignmentText =
        "A load or store at an address that is no multiple of its size. CE sets SCTLR.A, so that the core takes a data abort with the "
        + "alignment status and CE raises STATUS_DATATYPE_MISALIGNMENT; the emulated core does not. With this checker on the machine "
        + "raises it in the core's place, before the instruction. Words need a multiple of four, halfwords of two, LDM, STM, LDRD, "
        + "STRD, VLDR and VSTR a multiple of four. (LDRD and STRD of ARMv5 at an odd multiple of four are let pass.)"

    /// What is wrong and what is right, as code; nil where the explanation is enough.
    package var example: (bad: String, good: String)? {
        switch self {
        case .staleData:
            (
                """
                StartTransferTo(physical, size);
                WaitForTransfer();
                first = buffer[0];
                """,
                """
                CacheRangeFlush(buffer, size, CACHE_SYNC_DISCARD);
                StartTransferTo(physical, size);
                WaitForTransfer();
                CacheRangeFlush(buffer, size, CACHE_SYNC_DISCARD);
                first = buffer[0];
                """
            )
        case .uninitialised:
            (
                """
                VirtualCopyEx(caller, address, kernel, (LPVOID)(reserved >> 8), size, PAGE_READWRITE | PAGE_PHYSICAL);
                *(LPVOID *)out = address;
                """,
                """
                VirtualCopyEx(caller, address, kernel, (LPVOID)(reserved >> 8), size, PAGE_READWRITE | PAGE_PHYSICAL);
                memset(address, 0, size);
                *(LPVOID *)out = address;
                """
            )
        case .pastBuffer:
            (
                """
                memcpy(pBufOut, &answer, sizeof(answer));
                *pBytesReturned = sizeof(answer);
                """,
                """
                if (nOutBufferSize < sizeof(answer)) {
                    SetLastError(ERROR_INSUFFICIENT_BUFFER);
                    return FALSE;
                }
                memcpy(pBufOut, &answer, sizeof(answer));
                *pBytesReturned = sizeof(answer);
                """
            )
        case .keptPointers:
            (
                """
                case IOCTL_SET_BUFFER: kept = pBufIn; break;
                case IOCTL_START: memcpy(kept, frame, size); break;
                """,
                """
                case IOCTL_START: memcpy(pBufOut, frame, size); break;
                """
            )
        case .foreignPointers:
            (
                """
                CreateThread(NULL, 0, FillLater, pBufOut, 0, NULL);
                """,
                """
                CeAllocAsynchronousBuffer(&alias, pBufOut, nOutBufferSize, ARG_O_PTR | MARSHAL_FORCE_ALIAS);
                CreateThread(NULL, 0, FillLater, alias, 0, NULL);
                """
            )
        case .doubleFetch:
            (
                """
                if (input->count > MAXIMUM) return FALSE;
                memcpy(table, input->items, input->count * sizeof(ITEM));
                """,
                """
                DWORD count = *(volatile DWORD *)&input->count;
                if (count > MAXIMUM) return FALSE;
                memcpy(table, input->items, count * sizeof(ITEM));
                """
            )
        case .alignment:
            (
                """
                length = *(DWORD *)(packet + 5);
                """,
                """
                length = *(DWORD UNALIGNED *)(packet + 5);
                """
            )
        default: nil
        }
    }
}
