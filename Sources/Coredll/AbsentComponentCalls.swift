import CEKernel
import CEMemory
import GuestAddress

/// Windows, drawing, input methods and cryptography, which an image of CE may leave out, and the machine does. They
/// return what tells a caller of failure, so that a driver that shows a message besides its work goes on, as it does on
/// an image without a display.
let absentComponentCalls: [KernelCall] =
    AbsentComponent.all.flatMap { component in
        component.names.split(separator: " ").map { component.call(String($0)) }
    } + [messageBox]

/// A component that is not there.
private struct AbsentComponent: Sendable {
    let title: String
    let header: String
    var result: UInt32 = 0
    var error: CEError? = .callNotImplemented
    /// Its functions, with spaces between them.
    let names: String

    var support: CallSupport { .partial("there is no \(title): it fails, as on an image without") }

    func call(_ name: String) -> KernelCall {
        KernelCall(absent: name, support, "", source: header, returns: .number, failure: result, error: error)
    }

    static let all = [windows, messages, dialogs, drawing, inputMethods, compression, crypto]

    private static let windows = AbsentComponent(
        title: "window manager", header: "winuser.h",
        names: "AdjustWindowRectEx BeginPaint CallWindowProcW ChangeDisplaySettingsEx ClientToScreen "
            + "CloseClipboard CreateCaret CreateWindowExW DestroyCaret DestroyIcon DestroyWindow EmptyClipboard "
            + "EnableWindow EndPaint EnumWindows FindWindowW GetActiveWindow GetAsyncKeyState GetAsyncShiftFlags "
            + "GetCapture GetCaretPos GetClassInfoW GetClassNameW GetClientRect GetClipboardData GetCursorPos "
            + "GetDC GetDCEx GetDesktopWindow GetDoubleClickTime GetFocus GetForegroundKeyboardTarget "
            + "GetForegroundWindow GetKeyState GetParent GetScrollInfo GetSysColor GetSysColorBrush "
            + "GetSystemMetrics GetUpdateRgn GetUpdateRect GetWindow GetWindowDC GetWindowLongW GetWindowRect "
            + "GetWindowTextLengthW GetWindowTextW GetWindowThreadProcessId HideCaret InvalidateRect IsChild "
            + "IsClipboardFormatAvailable IsWindow IsWindowEnabled IsWindowVisible LoadAcceleratorsW LoadBitmapW "
            + "LoadCursorW LoadIconW LoadImageW MapVirtualKeyW MapWindowPoints MessageBeep MonitorFromPoint "
            + "MonitorFromWindow MoveWindow OpenClipboard PostKeybdMessage RegisterClassW "
            + "RegisterClipboardFormatW RegisterHotKey RegisterSIPanel ReleaseCapture ReleaseDC ScreenToClient "
            + "ScrollWindowEx SetActiveWindow SetCapture SetCaretPos SetClipboardData SetCursor SetCursorPos "
            + "SetFocus SetForegroundWindow SetParent SetScrollInfo SetScrollPos SetScrollRange SetWindowLongW "
            + "SetWindowPos SetWindowTextW ShowCaret ShowCursor ShowWindow UnregisterClassW UnregisterHotKey "
            + "UpdateWindow ValidateRect WindowFromPoint keybd_event mouse_event")

    /// A loop around GetMessage ends at once: there is nothing to wait for.
    private static let messages = AbsentComponent(
        title: "window manager", header: "winuser.h",
        names: "DefWindowProcW DispatchMessageW GetMessagePos GetMessageW KillTimer PeekMessageW PostMessageW "
            + "PostQuitMessage PostThreadMessageW RegisterWindowMessageW SendMessageTimeout SendMessageW "
            + "SendNotifyMessageW SetTimer TranslateAcceleratorW TranslateMessage")

    private static let dialogs = AbsentComponent(
        title: "window manager", header: "winuser.h",
        names: "AppendMenuW CheckMenuItem CheckMenuRadioItem CheckRadioButton CreateDialogIndirectParamW "
            + "CreateMenu CreatePopupMenu DefDlgProcW DeleteMenu DestroyMenu DialogBoxIndirectParamW "
            + "EnableMenuItem EndDialog GetDlgCtrlID GetDlgItem GetDlgItemInt GetDlgItemTextW GetMenuItemInfoW "
            + "GetNextDlgTabItem GetSubMenu InsertMenuW IsDialogMessageW LoadMenuW RemoveMenu SendDlgItemMessageW "
            + "SetDlgItemInt SetDlgItemTextW SetMenuItemInfoW TrackPopupMenuEx")

    private static let drawing = AbsentComponent(
        title: "display driver", header: "wingdi.h",
        names: "BitBlt CreateDIBPatternBrushPt CombineRgn CreateBitmap CreateCompatibleBitmap CreateCompatibleDC "
            + "CreateDCW CreateDIBSection CreateFontIndirectW CreateIconIndirect CreatePalette CreatePatternBrush "
            + "CreatePen CreatePenIndirect CreateRectRgn CreateRectRgnIndirect CreateSolidBrush DeleteDC "
            + "DeleteObject DrawEdge DrawFocusRect DrawIconEx DrawTextW Ellipse EnumFontsW EnumFontFamiliesW "
            + "EqualRgn ExcludeClipRect ExtEscape ExtTextOutW ExtractIconExW FillRect FillRgn GetBkMode "
            + "GetClipBox GetClipRgn GetCurrentObject GetDeviceCaps GetObjectType GetObjectW GetPixel GetRgnBox "
            + "GetStockObject GetTextColor GetTextExtentExPointW GetTextFaceW GetTextMetricsW ImageList_Add "
            + "ImageList_AddMasked ImageList_Create ImageList_Destroy ImageList_Draw ImageList_DrawEx "
            + "ImageList_GetIcon ImageList_GetIconSize ImageList_LoadImage ImageList_Remove ImageList_ReplaceIcon "
            + "ImageList_SetIconSize IntersectClipRect LineTo MoveToEx OffsetRgn PatBlt Polygon Polyline "
            + "PtInRegion RealizePalette RectInRegion Rectangle RestoreDC SaveDC SelectClipRgn SelectObject "
            + "SelectPalette SetBkColor SetBkMode SetBrushOrgEx SetPixel SetRectRgn SetTextColor StretchBlt "
            + "TransparentImage")

    private static let inputMethods = AbsentComponent(
        title: "input method", header: "imm.h",
        names: "ImmAssociateContext ImmEscapeW ImmGetCandidateWindow ImmGetCompositionStringW ImmGetContext "
            + "ImmGetConversionStatus ImmGetOpenStatus ImmIsIME ImmLockIMC ImmLockIMCC ImmNotifyIME "
            + "ImmReleaseContext ImmSetCandidateWindow ImmSetCompositionStringW ImmSetCompositionWindow "
            + "ImmUnlockIMC ImmUnlockIMCC")

    /// MMSYSERR_NODRIVER.
    private static let compression = AbsentComponent(
        title: "audio compression manager", header: "msacm.h", result: 6, error: nil,
        names: "acmDriverClose acmDriverEnum acmDriverOpen acmDriverRemove acmFilterDetails acmFilterEnum "
            + "acmFilterTagDetails acmFilterTagEnum acmFormatDetails acmFormatEnum acmFormatSuggest "
            + "acmFormatTagDetails acmFormatTagEnum acmMetrics acmStreamClose acmStreamConvert acmStreamOpen "
            + "acmStreamPrepareHeader acmStreamReset acmStreamSize acmStreamUnprepareHeader")

    private static let crypto = AbsentComponent(
        title: "cryptographic provider", header: "wincrypt.h",
        names: "CryptAcquireContextW CryptContextAddRef CryptCreateHash CryptDecrypt CryptDeriveKey "
            + "CryptDestroyHash CryptDestroyKey CryptEncrypt CryptExportKey CryptGenKey CryptGenRandom "
            + "CryptGetHashParam CryptGetKeyParam CryptGetProvParam CryptGetUserKey CryptHashData CryptImportKey "
            + "CryptProtectData CryptReleaseContext CryptSetHashParam CryptSetKeyParam CryptSignHashW "
            + "CryptUnprotectData CryptVerifySignatureW")
}

/// What it would show goes to the debug output: it is often why a driver gives up.
private let messageBox = KernelCall(
    "MessageBoxW", .partial("there is no window manager: the text is printed, and it fails, as on an image without"),
    "hWnd lpText lpCaption uType", source: "winuser.h", returns: .number
) { (kernel, call, _: Unread<Handle>, text: WideString, caption: WideString, _: Unread<Word>) throws(CallStop) in
    var parts: [String] = []
    for part in [caption, text] where part.rawValue != 0 {
        parts.append(
            try call.access { memory throws(GuestFault) in try memory.wideString(part.rawValue, limit: 1024) })
    }
    kernel.output.write("MessageBox: \(parts.joined(separator: ": "))\n")
    throw .error(kernel.refuse("absent", "there is no window manager: the text is in the output", .callNotImplemented))
}
