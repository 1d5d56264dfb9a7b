/// Codes that drivers and applications meet now and then.
extension ErrorCode {
    static let rare: [ErrorCode] = [
        ErrorCode(
            4, "ERROR_TOO_MANY_OPEN_FILES",
            "No handle is left for one more file."),
        ErrorCode(
            15, "ERROR_INVALID_DRIVE",
            "The path names no folder that a file system is mounted in."),
        ErrorCode(
            19, "ERROR_WRITE_PROTECT",
            "The medium cannot be written."),
        ErrorCode(
            21, "ERROR_NOT_READY",
            "The device is there and not ready, such as a reader without its card."),
        ErrorCode(
            23, "ERROR_CRC",
            "Data came back damaged."),
        ErrorCode(
            38, "ERROR_HANDLE_EOF",
            "Reading went past the end of the file."),
        ErrorCode(
            80, "ERROR_FILE_EXISTS",
            "A file of that name is there, and the call was to make a new one."),
        ErrorCode(
            120, "ERROR_CALL_NOT_IMPLEMENTED",
            "The function is there and does nothing on this system; of one that the machine lacks with 'missing: fail'."
        ),
        ErrorCode(
            131, "ERROR_NEGATIVE_SEEK",
            "The file pointer would go in front of the file's beginning."),
        ErrorCode(
            145, "ERROR_DIR_NOT_EMPTY",
            "RemoveDirectory met a folder that has files in it."),
        ErrorCode(
            170, "ERROR_BUSY",
            "The resource is in use; the call can be made again later."),
        ErrorCode(
            233, "ERROR_PIPE_NOT_CONNECTED",
            "The other side of a message queue has been closed, and no message is left."),
        ErrorCode(
            258, "WAIT_TIMEOUT",
            "No error: the wait ended because its time had passed, and nothing was signalled."),
        ErrorCode(
            288, "ERROR_NOT_OWNER",
            "ReleaseMutex by a thread that does not have the mutex."),
        ErrorCode(
            298, "ERROR_TOO_MANY_POSTS",
            "ReleaseSemaphore would count past the semaphore's maximum."),
        ErrorCode(
            317, "ERROR_MR_MID_NOT_FOUND",
            "FormatMessage has no text of that number."),
        ErrorCode(
            534, "ERROR_ARITHMETIC_OVERFLOW",
            "A result does not fit its type; the intsafe functions give it as 0x80070216."),
        ErrorCode(
            995, "ERROR_OPERATION_ABORTED",
            "The operation was cancelled, as its thread ended or its handle was closed."),
        ErrorCode(
            997, "ERROR_IO_PENDING",
            "No error: the operation goes on in the background."),
        ErrorCode(
            1006, "ERROR_FILE_INVALID",
            "CreateFileMapping of a file without bytes, or of a size of 0 without a file."),
        ErrorCode(
            1018, "ERROR_KEY_DELETED",
            "The registry key was deleted while the handle was open."),
        ErrorCode(
            1062, "ERROR_SERVICE_NOT_ACTIVE",
            "The service is not loaded."),
        ErrorCode(
            1113, "ERROR_NO_UNICODE_TRANSLATION",
            "Bytes are no text of the code page, and the caller wanted to hear of that."),
        ErrorCode(
            1168, "ERROR_NOT_FOUND",
            "There is no element of that name or number."),
        ErrorCode(
            1460, "ERROR_TIMEOUT",
            "The time of a message queue's call has passed; of a wait WAIT_TIMEOUT says so."),
        ErrorCode(
            1784, "ERROR_INVALID_USER_BUFFER",
            "The caller's buffer cannot be used for the operation."),
        ErrorCode(
            1813, "ERROR_RESOURCE_TYPE_NOT_FOUND",
            "The image has no resource of that type."),
        ErrorCode(
            1814, "ERROR_RESOURCE_NAME_NOT_FOUND",
            "The image has no resource of that name in its type."),
    ]
}
