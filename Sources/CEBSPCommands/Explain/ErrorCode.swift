/// The error codes of CE calls that memory and driver code meets, in plain words.
struct ErrorCode: Sendable {
    let code: UInt32
    let name: String
    let explanation: String

    /// The code called `name`: a number, decimal or with 0x, or the constant's name in any case.
    init?(named name: String) {
        let upper = name.uppercased()
        let number = upper.hasPrefix("0X") ? UInt32(upper.dropFirst(2), radix: 16) : UInt32(upper)
        guard let found = Self.all.first(where: { $0.code == number || $0.name == upper }) else { return nil }
        self = found
    }

    init(_ code: UInt32, _ name: String, _ explanation: String) {
        self.code = code
        self.name = name
        self.explanation = explanation
    }

    static let all = (common + rare + foreign).sorted { $0.code < $1.code }

    private static let common: [ErrorCode] = [
        ErrorCode(
            0, "ERROR_SUCCESS", "Nothing failed. Some calls, VirtualAlloc among them, reset the last error to this."),
        ErrorCode(
            1, "ERROR_INVALID_FUNCTION",
            "A driver's entry points do not make a set: Init and Deinit are always needed, a named device also needs Open, "
                + "Close and one of Read, Write, Seek and IOControl."),
        ErrorCode(2, "ERROR_FILE_NOT_FOUND", "The file is not there; for a driver, the DLL of its registry key."),
        ErrorCode(3, "ERROR_PATH_NOT_FOUND", "A folder of the path is not there."),
        ErrorCode(
            5, "ERROR_ACCESS_DENIED",
            "The handle does not give the right that the call needs, or code in user mode asked for what only the kernel may."
        ),
        ErrorCode(
            6, "ERROR_INVALID_HANDLE",
            "The handle is closed, of another kind, or was never one. VirtualCopyEx gives it for a bad source process."),
        ErrorCode(
            8, "ERROR_NOT_ENOUGH_MEMORY",
            "No physical page, page table or kernel object is left. Note that VirtualCopyEx turns this into 87."),
        ErrorCode(
            12, "ERROR_INVALID_ACCESS",
            "ReadFile on a device that was opened without GENERIC_READ, or WriteFile without GENERIC_WRITE."),
        ErrorCode(
            13, "ERROR_INVALID_DATA",
            "A value of a driver's key has another type or form than the DDKReg functions read, or comes without its "
                + "partner: MemBase without MemLen, IsrDll without IsrHandler."),
        ErrorCode(14, "ERROR_OUTOFMEMORY", "Opening a device found no memory for its handle."),
        ErrorCode(18, "ERROR_NO_MORE_FILES", "A search for files, processes or devices has come to its end."),
        ErrorCode(
            24, "ERROR_BAD_LENGTH", "A buffer is shorter than the structure to be written: VirtualQuery needs 28 bytes."
        ),
        ErrorCode(
            31, "ERROR_GEN_FAILURE",
            "A driver's IOControl returned FALSE without setting an error; the device manager had set this one beforehand."
        ),
        ErrorCode(
            32, "ERROR_SHARING_VIOLATION",
            "Somebody has the file open, or the pages are locked: VirtualProtect cannot change them now."),
        ErrorCode(
            50, "ERROR_NOT_SUPPORTED",
            "The driver has no such entry point, or a call that only kernel mode may make, such as VirtualCopy, came from user "
                + "mode."),
        ErrorCode(
            55, "ERROR_DEV_NOT_EXIST",
            "CreateFile found no device of this name. Names are three letters or digits, a digit and a colon: SMD1:, "
                + "five characters; $device\\SMD11 reaches every index."
        ),
        ErrorCode(
            87, "ERROR_INVALID_PARAMETER",
            "The common answer of the memory calls: a size of 0, a range that is not reserved or already committed, a range of "
                + "two allocations, MEM_RELEASE with a size, a source whose offset inside the page is not the destination's, "
                + "a protection that does not exist."),
        ErrorCode(
            110, "ERROR_OPEN_FAILED",
            "XXX_Open returned 0 without setting an error, or XXX_Init did and the driver was not activated."),
        ErrorCode(112, "ERROR_DISK_FULL", "The RAM file system has no room left."),
        ErrorCode(
            122, "ERROR_INSUFFICIENT_BUFFER",
            "The output buffer is too small for the answer; a message queue has dropped the rest of the message."),
        ErrorCode(123, "ERROR_INVALID_NAME", "The name has characters that a file's name cannot have."),
        ErrorCode(
            126, "ERROR_MOD_NOT_FOUND",
            "LoadLibrary found no file of that name in \\Windows; name it among the files."),
        ErrorCode(
            127, "ERROR_PROC_NOT_FOUND",
            "The library exports no such function. Of a function of coredll that this machine lacks the output says so."
        ),
        ErrorCode(161, "ERROR_BAD_PATHNAME", "A device name is followed by a further path."),
        ErrorCode(183, "ERROR_ALREADY_EXISTS", "The named object was there before; the handle is one more of it."),
        ErrorCode(
            193, "ERROR_BAD_EXE_FORMAT",
            "The file is no image for this processor, is cut off, or names itself in a circle."),
        ErrorCode(234, "ERROR_MORE_DATA", "The buffer is too small for the value; the size that it needs was written."),
        ErrorCode(259, "ERROR_NO_MORE_ITEMS", "There is no key, value or thread of that number any more."),
        ErrorCode(
            487, "ERROR_INVALID_ADDRESS",
            "Desktop Windows gives this for bad addresses. The memory calls of CE 6 do not: they answer with 87."),
        ErrorCode(
            998, "ERROR_NOACCESS", "A pointer leads to memory that the caller may not touch."),
        ErrorCode(
            1114, "ERROR_DLL_INIT_FAILED",
            "DllMain returned FALSE, or met an exception that nobody handled: the library was unloaded again."),
        ErrorCode(1413, "ERROR_INVALID_INDEX", "RegisterDevice takes indices from 0 to 9."),
        ErrorCode(
            1450, "ERROR_NO_SYSTEM_RESOURCES", "A kernel resource other than memory is used up."),
        ErrorCode(
            1610, "ERROR_BAD_CONFIGURATION",
            "A driver's key has no Dll, or a Prefix or index that no device name has."),
        ErrorCode(1617, "ERROR_DEVICE_REMOVED", "The device was deactivated while the handle was open."),
        ErrorCode(
            2404, "ERROR_DEVICE_IN_USE", "Another driver has this Prefix and Index, or this name on the bus."),
    ]
}
