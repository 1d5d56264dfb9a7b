/* Windows, dialogs, menus and messages. The machine has no window manager: these calls fail, as on an image without one. */
#ifndef CE_WINUSER_H
#define CE_WINUSER_H

#include <windef.h>
#include <wingdi.h>

#define MB_OK 0x0
#define MB_OKCANCEL 0x1
#define MB_ABORTRETRYIGNORE 0x2
#define MB_YESNOCANCEL 0x3
#define MB_YESNO 0x4
#define MB_RETRYCANCEL 0x5
#define MB_ICONHAND 0x10
#define MB_ICONERROR 0x10
#define MB_ICONSTOP 0x10
#define MB_ICONQUESTION 0x20
#define MB_ICONEXCLAMATION 0x30
#define MB_ICONWARNING 0x30
#define MB_ICONASTERISK 0x40
#define MB_ICONINFORMATION 0x40
#define MB_APPLMODAL 0x0
#define MB_TOPMOST 0x40000
#define MB_SETFOREGROUND 0x10000
#define IDOK 1
#define IDCANCEL 2
#define IDABORT 3
#define IDRETRY 4
#define IDIGNORE 5
#define IDYES 6
#define IDNO 7
#define WM_CREATE 0x0001
#define WM_DESTROY 0x0002
#define WM_SIZE 0x0005
#define WM_PAINT 0x000F
#define WM_CLOSE 0x0010
#define WM_QUIT 0x0012
#define WM_KEYDOWN 0x0100
#define WM_KEYUP 0x0101
#define WM_CHAR 0x0102
#define WM_INITDIALOG 0x0110
#define WM_COMMAND 0x0111
#define WM_TIMER 0x0113
#define WM_MOUSEMOVE 0x0200
#define WM_LBUTTONDOWN 0x0201
#define WM_LBUTTONUP 0x0202
#define WM_USER 0x0400
#define SW_HIDE 0
#define SW_SHOWNORMAL 1
#define SW_SHOW 5
#define CW_USEDEFAULT 0x80000000
#define WS_OVERLAPPED 0x00000000
#define WS_BORDER 0x00800000
#define WS_CAPTION 0x00C00000
#define WS_SYSMENU 0x00080000
#define WS_VISIBLE 0x10000000
#define WS_CHILD 0x40000000
#define WS_POPUP 0x80000000
#define GWL_WNDPROC (-4)
#define GWL_STYLE (-16)
#define GWL_USERDATA (-21)
#define DWL_MSGRESULT 0
#define SM_CXSCREEN 0
#define SM_CYSCREEN 1
#define COLOR_WINDOW 5
#define VK_LBUTTON 0x01
#define VK_RBUTTON 0x02
#define VK_CANCEL 0x03
#define VK_MBUTTON 0x04
#define VK_BACK 0x08
#define VK_TAB 0x09
#define VK_CLEAR 0x0C
#define VK_SHIFT 0x10
#define VK_CONTROL 0x11
#define VK_MENU 0x12
#define VK_PAUSE 0x13
#define VK_CAPITAL 0x14
#define VK_KANA 0x15
#define VK_HANGUL 0x15
#define VK_JUNJA 0x17
#define VK_FINAL 0x18
#define VK_KANJI 0x19
#define VK_HANJA 0x19
#define VK_CONVERT 0x1C
#define VK_NOCONVERT 0x1D
#define VK_SPACE 0x20
#define VK_PRIOR 0x21
#define VK_NEXT 0x22
#define VK_END 0x23
#define VK_HOME 0x24
#define VK_LEFT 0x25
#define VK_UP 0x26
#define VK_RIGHT 0x27
#define VK_DOWN 0x28
#define VK_SELECT 0x29
#define VK_PRINT 0x2A
#define VK_EXECUTE 0x2B
#define VK_SNAPSHOT 0x2C
#define VK_INSERT 0x2D
#define VK_DELETE 0x2E
#define VK_HELP 0x2F
#define VK_LWIN 0x5B
#define VK_RWIN 0x5C
#define VK_APPS 0x5D
#define VK_NUMPAD0 0x60
#define VK_NUMPAD1 0x61
#define VK_NUMPAD2 0x62
#define VK_NUMPAD3 0x63
#define VK_NUMPAD4 0x64
#define VK_NUMPAD5 0x65
#define VK_NUMPAD6 0x66
#define VK_NUMPAD7 0x67
#define VK_NUMPAD8 0x68
#define VK_NUMPAD9 0x69
#define VK_MULTIPLY 0x6A
#define VK_ADD 0x6B
#define VK_SEPARATOR 0x6C
#define VK_SUBTRACT 0x6D
#define VK_DECIMAL 0x6E
#define VK_DIVIDE 0x6F
#define VK_F1 0x70
#define VK_F2 0x71
#define VK_F3 0x72
#define VK_F4 0x73
#define VK_F5 0x74
#define VK_F6 0x75
#define VK_F7 0x76
#define VK_F8 0x77
#define VK_F9 0x78
#define VK_F10 0x79
#define VK_F11 0x7A
#define VK_F12 0x7B
#define VK_F13 0x7C
#define VK_F14 0x7D
#define VK_F15 0x7E
#define VK_F16 0x7F
#define VK_F17 0x80
#define VK_F18 0x81
#define VK_F19 0x82
#define VK_F20 0x83
#define VK_F21 0x84
#define VK_F22 0x85
#define VK_F23 0x86
#define VK_F24 0x87
#define VK_NUMLOCK 0x90
#define VK_SCROLL 0x91
#define VK_LSHIFT 0xA0
#define VK_RSHIFT 0xA1
#define VK_LCONTROL 0xA2
#define VK_RCONTROL 0xA3
#define VK_LMENU 0xA4
#define VK_RMENU 0xA5
#define VK_VOLUME_MUTE 0xAD
#define VK_VOLUME_DOWN 0xAE
#define VK_VOLUME_UP 0xAF
#define VK_SEMICOLON 0xBA
#define VK_EQUAL 0xBB
#define VK_COMMA 0xBC
#define VK_HYPHEN 0xBD
#define VK_PERIOD 0xBE
#define VK_SLASH 0xBF
#define VK_BACKQUOTE 0xC0
#define VK_LBRACKET 0xDB
#define VK_BACKSLASH 0xDC
#define VK_RBRACKET 0xDD
#define VK_APOSTROPHE 0xDE
#define VK_OFF 0xDF
#define VK_ATTN 0xF6
#define VK_CRSEL 0xF7
#define VK_EXSEL 0xF8
#define VK_EREOF 0xF9
#define VK_PLAY 0xFA
#define VK_ZOOM 0xFB
#define VK_RETURN 0x0D
#define VK_ESCAPE 0x1B
#define KEYEVENTF_EXTENDEDKEY 1
#define KEYEVENTF_KEYUP 2
#define KEYEVENTF_SILENT 4
#define MOUSEEVENTF_MOVE 1
#define MOUSEEVENTF_LEFTDOWN 2
#define MOUSEEVENTF_LEFTUP 4
#define MOUSEEVENTF_ABSOLUTE 0x8000
#define SPI_GETBATTERYIDLETIMEOUT 252

typedef LRESULT (*WNDPROC)(HWND, UINT, WPARAM, LPARAM);
typedef BOOL (*DLGPROC)(HWND, UINT, WPARAM, LPARAM);
typedef BOOL (*WNDENUMPROC)(HWND, LPARAM);
typedef void (*TIMERPROC)(HWND, UINT, UINT, DWORD);

typedef struct tagMSG {
    HWND hwnd;
    UINT message;
    WPARAM wParam;
    LPARAM lParam;
    DWORD time;
    POINT pt;
} MSG, *PMSG, *LPMSG;

typedef struct tagWNDCLASSW {
    UINT style;
    WNDPROC lpfnWndProc;
    int cbClsExtra;
    int cbWndExtra;
    HINSTANCE hInstance;
    HICON hIcon;
    HCURSOR hCursor;
    HBRUSH hbrBackground;
    LPCWSTR lpszMenuName;
    LPCWSTR lpszClassName;
} WNDCLASSW, WNDCLASS, *PWNDCLASS, *LPWNDCLASS;

typedef struct tagPAINTSTRUCT {
    HDC hdc;
    BOOL fErase;
    RECT rcPaint;
    BOOL fRestore;
    BOOL fIncUpdate;
    BYTE rgbReserved[32];
} PAINTSTRUCT, *PPAINTSTRUCT, *LPPAINTSTRUCT;

typedef struct tagSCROLLINFO {
    UINT cbSize;
    UINT fMask;
    int nMin;
    int nMax;
    UINT nPage;
    int nPos;
    int nTrackPos;
} SCROLLINFO, *LPSCROLLINFO;

typedef struct tagMENUITEMINFOW MENUITEMINFO, *LPMENUITEMINFO;
typedef struct tagTPMPARAMS *LPTPMPARAMS;
typedef struct tagDLGTEMPLATE *LPDLGTEMPLATE;
typedef struct _devicemodeW *LPDEVMODEW;
typedef struct tagICONINFO *PICONINFO;

CE_BEGIN_C
/* Rectangles, which need no window. */
BOOL CopyRect(LPRECT to, LPCRECT from);
BOOL EqualRect(LPCRECT first, LPCRECT second);
BOOL InflateRect(LPRECT rectangle, int dx, int dy);
BOOL IntersectRect(LPRECT to, LPCRECT first, LPCRECT second);
BOOL IsRectEmpty(LPCRECT rectangle);
BOOL OffsetRect(LPRECT rectangle, int dx, int dy);
BOOL PtInRect(LPCRECT rectangle, POINT point);
BOOL SetRect(LPRECT rectangle, int left, int top, int right, int bottom);
BOOL SetRectEmpty(LPRECT rectangle);
BOOL UnionRect(LPRECT to, LPCRECT first, LPCRECT second);

/* Windows */
BOOL AdjustWindowRectEx(LPRECT rectangle, DWORD style, BOOL hasMenu, DWORD extended);
LRESULT CallWindowProcW(WNDPROC procedure, HWND window, UINT message, WPARAM w, LPARAM l);
HWND CreateWindowExW(DWORD extended, LPCWSTR name, LPCWSTR title, DWORD style, int x, int y, int width, int height,
                     HWND parent, HMENU menu, HINSTANCE instance, LPVOID parameter);
LRESULT DefWindowProcW(HWND window, UINT message, WPARAM w, LPARAM l);
BOOL DestroyWindow(HWND window);
BOOL EnableWindow(HWND window, BOOL enable);
BOOL EnumWindows(WNDENUMPROC procedure, LPARAM parameter);
HWND FindWindowW(LPCWSTR name, LPCWSTR title);
HWND GetActiveWindow(void);
HWND GetCapture(void);
BOOL GetClassInfoW(HINSTANCE instance, LPCWSTR name, LPWNDCLASS information);
int GetClassNameW(HWND window, LPWSTR name, int size);
BOOL GetClientRect(HWND window, LPRECT rectangle);
HWND GetDesktopWindow(void);
HWND GetFocus(void);
HWND GetForegroundWindow(void);
HWND GetForegroundKeyboardTarget(void);
HWND GetParent(HWND window);
BOOL GetUpdateRect(HWND window, LPRECT rectangle, BOOL erase);
int GetUpdateRgn(HWND window, HRGN region, BOOL erase);
HWND GetWindow(HWND window, UINT relation);
LONG GetWindowLongW(HWND window, int index);
BOOL GetWindowRect(HWND window, LPRECT rectangle);
int GetWindowTextLengthW(HWND window);
int GetWindowTextW(HWND window, LPWSTR text, int size);
DWORD GetWindowThreadProcessId(HWND window, LPDWORD process);
BOOL InvalidateRect(HWND window, LPCRECT rectangle, BOOL erase);
BOOL IsChild(HWND parent, HWND window);
BOOL IsWindow(HWND window);
BOOL IsWindowEnabled(HWND window);
BOOL IsWindowVisible(HWND window);
int MapWindowPoints(HWND from, HWND to, LPPOINT points, UINT count);
BOOL MoveWindow(HWND window, int x, int y, int width, int height, BOOL repaint);
ATOM RegisterClassW(const WNDCLASS *description);
BOOL UnregisterClassW(LPCWSTR name, HINSTANCE instance);
BOOL ClientToScreen(HWND window, LPPOINT point);
BOOL ScreenToClient(HWND window, LPPOINT point);
int ScrollWindowEx(HWND window, int dx, int dy, const RECT *scroll, const RECT *clip, HRGN region, LPRECT update, UINT flags);
HWND SetActiveWindow(HWND window);
HWND SetCapture(HWND window);
BOOL ReleaseCapture(void);
HWND SetFocus(HWND window);
BOOL SetForegroundWindow(HWND window);
HWND SetParent(HWND window, HWND parent);
LONG SetWindowLongW(HWND window, int index, LONG value);
BOOL SetWindowPos(HWND window, HWND after, int x, int y, int width, int height, UINT flags);
BOOL SetWindowTextW(HWND window, LPCWSTR text);
BOOL ShowWindow(HWND window, int how);
BOOL UpdateWindow(HWND window);
BOOL ValidateRect(HWND window, LPCRECT rectangle);
HWND WindowFromPoint(POINT point);
BOOL GetScrollInfo(HWND window, int bar, LPSCROLLINFO information);
int SetScrollInfo(HWND window, int bar, const SCROLLINFO *information, BOOL redraw);
int SetScrollPos(HWND window, int bar, int position, BOOL redraw);
BOOL SetScrollRange(HWND window, int bar, int low, int high, BOOL redraw);
DWORD GetSysColor(int index);
int GetSystemMetrics(int index);
LONG ChangeDisplaySettingsEx(LPCWSTR device, LPDEVMODEW mode, HWND window, DWORD flags, LPVOID parameter);
HMONITOR MonitorFromPoint(POINT point, DWORD flags);
HMONITOR MonitorFromWindow(HWND window, DWORD flags);
int MessageBoxW(HWND owner, LPCWSTR text, LPCWSTR title, UINT type);
BOOL MessageBeep(UINT type);

/* Messages */
LRESULT DispatchMessageW(const MSG *message);
BOOL GetMessageW(LPMSG message, HWND window, UINT first, UINT last);
DWORD GetMessagePos(void);
BOOL PeekMessageW(LPMSG message, HWND window, UINT first, UINT last, UINT flags);
BOOL PostMessageW(HWND window, UINT message, WPARAM w, LPARAM l);
void PostQuitMessage(int code);
BOOL PostThreadMessageW(DWORD thread, UINT message, WPARAM w, LPARAM l);
UINT RegisterWindowMessageW(LPCWSTR name);
LRESULT SendMessageW(HWND window, UINT message, WPARAM w, LPARAM l);
LRESULT SendMessageTimeout(HWND window, UINT message, WPARAM w, LPARAM l, UINT flags, UINT timeout, LPDWORD result);
BOOL SendNotifyMessageW(HWND window, UINT message, WPARAM w, LPARAM l);
BOOL TranslateMessage(const MSG *message);
int TranslateAcceleratorW(HWND window, HACCEL table, LPMSG message);
UINT SetTimer(HWND window, UINT id, UINT milliseconds, TIMERPROC procedure);
BOOL KillTimer(HWND window, UINT id);

/* Dialogs */
HWND CreateDialogIndirectParamW(HINSTANCE instance, LPDLGTEMPLATE layout, HWND owner, DLGPROC procedure, LPARAM parameter);
int DialogBoxIndirectParamW(HINSTANCE instance, LPDLGTEMPLATE layout, HWND owner, DLGPROC procedure, LPARAM parameter);
LRESULT DefDlgProcW(HWND dialog, UINT message, WPARAM w, LPARAM l);
BOOL EndDialog(HWND dialog, int result);
BOOL CheckRadioButton(HWND dialog, int first, int last, int check);
int GetDlgCtrlID(HWND control);
HWND GetDlgItem(HWND dialog, int item);
UINT GetDlgItemInt(HWND dialog, int item, LPBOOL translated, BOOL isSigned);
UINT GetDlgItemTextW(HWND dialog, int item, LPWSTR text, int size);
HWND GetNextDlgTabItem(HWND dialog, HWND control, BOOL previous);
BOOL IsDialogMessageW(HWND dialog, LPMSG message);
LONG SendDlgItemMessageW(HWND dialog, int item, UINT message, WPARAM w, LPARAM l);
BOOL SetDlgItemInt(HWND dialog, int item, UINT value, BOOL isSigned);
BOOL SetDlgItemTextW(HWND dialog, int item, LPCWSTR text);

/* Menus, pictures and text of resources */
BOOL AppendMenuW(HMENU menu, UINT flags, UINT id, LPCWSTR item);
DWORD CheckMenuItem(HMENU menu, UINT item, UINT check);
BOOL CheckMenuRadioItem(HMENU menu, UINT first, UINT last, UINT check, UINT flags);
HMENU CreateMenu(void);
HMENU CreatePopupMenu(void);
BOOL DeleteMenu(HMENU menu, UINT item, UINT flags);
BOOL DestroyMenu(HMENU menu);
BOOL EnableMenuItem(HMENU menu, UINT item, UINT enable);
BOOL GetMenuItemInfoW(HMENU menu, UINT item, BOOL byPosition, LPMENUITEMINFO information);
HMENU GetSubMenu(HMENU menu, int position);
BOOL InsertMenuW(HMENU menu, UINT position, UINT flags, UINT id, LPCWSTR item);
HMENU LoadMenuW(HINSTANCE instance, LPCWSTR name);
BOOL RemoveMenu(HMENU menu, UINT position, UINT flags);
BOOL SetMenuItemInfoW(HMENU menu, UINT item, BOOL byPosition, const MENUITEMINFO *information);
BOOL TrackPopupMenuEx(HMENU menu, UINT flags, int x, int y, HWND window, LPTPMPARAMS parameters);
HACCEL LoadAcceleratorsW(HINSTANCE instance, LPCWSTR name);
HBITMAP LoadBitmapW(HINSTANCE instance, LPCWSTR name);
HCURSOR LoadCursorW(HINSTANCE instance, LPCWSTR name);
HICON LoadIconW(HINSTANCE instance, LPCWSTR name);
HANDLE LoadImageW(HINSTANCE instance, LPCWSTR name, UINT type, int width, int height, UINT flags);
HICON CreateIconIndirect(PICONINFO information);
BOOL DestroyIcon(HICON icon);
BOOL DrawIconEx(HDC context, int x, int y, HICON icon, int width, int height, UINT step, HBRUSH brush, UINT flags);

/* Painting inside of windows */
HDC BeginPaint(HWND window, LPPAINTSTRUCT paint);
BOOL EndPaint(HWND window, const PAINTSTRUCT *paint);
HDC GetDC(HWND window);
HDC GetDCEx(HWND window, HRGN region, DWORD flags);
HDC GetWindowDC(HWND window);
int ReleaseDC(HWND window, HDC context);
HBRUSH GetSysColorBrush(int index);
BOOL DrawEdge(HDC context, LPRECT rectangle, UINT edge, UINT flags);
BOOL DrawFocusRect(HDC context, LPCRECT rectangle);
int DrawTextW(HDC context, LPCWSTR text, int count, LPRECT rectangle, UINT format);
int FillRect(HDC context, const RECT *rectangle, HBRUSH brush);

/* Keyboard, pointer, caret, clipboard */
BOOL CreateCaret(HWND window, HBITMAP bitmap, int width, int height);
BOOL DestroyCaret(void);
BOOL GetCaretPos(LPPOINT point);
BOOL HideCaret(HWND window);
BOOL SetCaretPos(int x, int y);
BOOL ShowCaret(HWND window);
BOOL CloseClipboard(void);
BOOL EmptyClipboard(void);
HANDLE GetClipboardData(UINT format);
BOOL IsClipboardFormatAvailable(UINT format);
BOOL OpenClipboard(HWND window);
UINT RegisterClipboardFormatW(LPCWSTR name);
HANDLE SetClipboardData(UINT format, HANDLE data);
SHORT GetAsyncKeyState(int key);
UINT GetAsyncShiftFlags(UINT key);
SHORT GetKeyState(int key);
UINT GetDoubleClickTime(void);
BOOL GetCursorPos(LPPOINT point);
HCURSOR SetCursor(HCURSOR cursor);
BOOL SetCursorPos(int x, int y);
int ShowCursor(BOOL show);
UINT MapVirtualKeyW(UINT code, UINT type);
BOOL PostKeybdMessage(HWND window, UINT key, UINT flags, UINT count, UINT *shift, UINT *characters);
BOOL RegisterHotKey(HWND window, int id, UINT modifiers, UINT key);
BOOL UnregisterHotKey(HWND window, int id);
BOOL RegisterSIPanel(HWND window);
void keybd_event(BYTE key, BYTE scan, DWORD flags, DWORD information);
void mouse_event(DWORD flags, DWORD dx, DWORD dy, DWORD data, DWORD information);
CE_END_C

#define MessageBox MessageBoxW
#define CreateWindowEx CreateWindowExW
#define CreateWindow(name, title, style, x, y, width, height, parent, menu, instance, parameter) \
    CreateWindowExW(0, (name), (title), (style), (x), (y), (width), (height), (parent), (menu), (instance), (parameter))
#define DefWindowProc DefWindowProcW
#define CallWindowProc CallWindowProcW
#define FindWindow FindWindowW
#define GetClassInfo GetClassInfoW
#define GetClassName GetClassNameW
#define GetWindowLong GetWindowLongW
#define SetWindowLong SetWindowLongW
#define GetWindowText GetWindowTextW
#define SetWindowText SetWindowTextW
#define RegisterClass RegisterClassW
#define UnregisterClass UnregisterClassW
#define DispatchMessage DispatchMessageW
#define GetMessage GetMessageW
#define PeekMessage PeekMessageW
#define PostMessage PostMessageW
#define PostThreadMessage PostThreadMessageW
#define RegisterWindowMessage RegisterWindowMessageW
#define SendMessage SendMessageW
#define TranslateAccelerator TranslateAcceleratorW
#define CreateDialogIndirectParam CreateDialogIndirectParamW
#define DialogBoxIndirectParam DialogBoxIndirectParamW
#define CreateDialog(instance, name, owner, procedure)                                                              \
    CreateDialogIndirectParamW((instance), (LPDLGTEMPLATE)LoadResource((instance), FindResourceW((instance), (name), (LPCWSTR)5)), \
                               (owner), (procedure), 0)
#define DialogBox(instance, name, owner, procedure)                                                                 \
    DialogBoxIndirectParamW((instance), (LPDLGTEMPLATE)LoadResource((instance), FindResourceW((instance), (name), (LPCWSTR)5)), \
                            (owner), (procedure), 0)
#define GetDlgItemText GetDlgItemTextW
#define SetDlgItemText SetDlgItemTextW
#define IsDialogMessage IsDialogMessageW
#define SendDlgItemMessage SendDlgItemMessageW
#define AppendMenu AppendMenuW
#define InsertMenu InsertMenuW
#define LoadMenu LoadMenuW
#define LoadAccelerators LoadAcceleratorsW
#define LoadBitmap LoadBitmapW
#define LoadCursor LoadCursorW
#define LoadIcon LoadIconW
#define LoadImage LoadImageW
#define DrawText DrawTextW
#define MapVirtualKey MapVirtualKeyW

#endif
