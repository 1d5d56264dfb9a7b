/* Drawing. The machine has no display driver: these calls fail, as on an image without one. */
#ifndef CE_WINGDI_H
#define CE_WINGDI_H

#include <windef.h>

#define RGB(red, green, blue) ((COLORREF)((BYTE)(red) | (WORD)(BYTE)(green) << 8 | (DWORD)(BYTE)(blue) << 16))
#define SRCCOPY 0x00CC0020
#define TRANSPARENT 1
#define OPAQUE 2
#define WHITE_BRUSH 0
#define BLACK_BRUSH 4
#define DIB_RGB_COLORS 0
#define BI_RGB 0
#define BI_BITFIELDS 3

typedef struct tagBITMAPINFOHEADER {
    DWORD biSize;
    LONG biWidth;
    LONG biHeight;
    WORD biPlanes;
    WORD biBitCount;
    DWORD biCompression;
    DWORD biSizeImage;
    LONG biXPelsPerMeter;
    LONG biYPelsPerMeter;
    DWORD biClrUsed;
    DWORD biClrImportant;
} BITMAPINFOHEADER, *PBITMAPINFOHEADER, *LPBITMAPINFOHEADER;
typedef struct tagRGBQUAD {
    BYTE rgbBlue;
    BYTE rgbGreen;
    BYTE rgbRed;
    BYTE rgbReserved;
} RGBQUAD;
typedef struct tagBITMAPINFO {
    BITMAPINFOHEADER bmiHeader;
    RGBQUAD bmiColors[1];
} BITMAPINFO, *PBITMAPINFO, *LPBITMAPINFO;

typedef struct tagLOGFONTW LOGFONT;
typedef struct tagLOGPEN LOGPEN;
typedef struct tagLOGPALETTE LOGPALETTE;
typedef struct tagTEXTMETRICW *LPTEXTMETRIC;
typedef int (*FONTENUMPROC)(const LOGFONT *, const void *, DWORD, LPARAM);

CE_BEGIN_C
BOOL BitBlt(HDC to, int x, int y, int width, int height, HDC from, int fromX, int fromY, DWORD operation);
int CombineRgn(HRGN to, HRGN first, HRGN second, int mode);
HBITMAP CreateBitmap(int width, int height, UINT planes, UINT bits, const void *data);
HBITMAP CreateCompatibleBitmap(HDC context, int width, int height);
HDC CreateCompatibleDC(HDC context);
HDC CreateDCW(LPCWSTR driver, LPCWSTR device, LPCWSTR output, const void *data);
HBRUSH CreateDIBPatternBrushPt(const void *bitmap, UINT usage);
HBITMAP CreateDIBSection(HDC context, const BITMAPINFO *information, UINT usage, void **bits, HANDLE section, DWORD offset);
HFONT CreateFontIndirectW(const LOGFONT *font);
HPALETTE CreatePalette(const LOGPALETTE *palette);
HBRUSH CreatePatternBrush(HBITMAP bitmap);
HPEN CreatePen(int style, int width, COLORREF color);
HPEN CreatePenIndirect(const LOGPEN *pen);
HRGN CreateRectRgn(int left, int top, int right, int bottom);
HRGN CreateRectRgnIndirect(const RECT *rectangle);
HBRUSH CreateSolidBrush(COLORREF color);
BOOL DeleteDC(HDC context);
BOOL DeleteObject(HGDIOBJ object);
BOOL Ellipse(HDC context, int left, int top, int right, int bottom);
int EnumFontFamiliesW(HDC context, LPCWSTR family, FONTENUMPROC procedure, LPARAM parameter);
int EnumFontsW(HDC context, LPCWSTR face, FONTENUMPROC procedure, LPARAM parameter);
BOOL EqualRgn(HRGN first, HRGN second);
int ExcludeClipRect(HDC context, int left, int top, int right, int bottom);
int ExtEscape(HDC context, int escape, int inSize, LPCSTR in, int outSize, LPSTR out);
BOOL ExtTextOutW(HDC context, int x, int y, UINT options, const RECT *rectangle, LPCWSTR text, UINT count, const int *widths);
BOOL FillRgn(HDC context, HRGN region, HBRUSH brush);
int GetBkMode(HDC context);
int GetClipBox(HDC context, LPRECT rectangle);
int GetClipRgn(HDC context, HRGN region);
HGDIOBJ GetCurrentObject(HDC context, UINT type);
int GetDeviceCaps(HDC context, int index);
DWORD GetObjectType(HGDIOBJ object);
int GetObjectW(HGDIOBJ object, int size, LPVOID data);
COLORREF GetPixel(HDC context, int x, int y);
int GetRgnBox(HRGN region, LPRECT rectangle);
HGDIOBJ GetStockObject(int object);
COLORREF GetTextColor(HDC context);
BOOL GetTextExtentExPointW(HDC context, LPCWSTR text, int count, int extent, int *fit, int *widths, LPSIZE size);
int GetTextFaceW(HDC context, int count, LPWSTR face);
BOOL GetTextMetricsW(HDC context, LPTEXTMETRIC metrics);
int IntersectClipRect(HDC context, int left, int top, int right, int bottom);
BOOL LineTo(HDC context, int x, int y);
BOOL MoveToEx(HDC context, int x, int y, LPPOINT previous);
int OffsetRgn(HRGN region, int dx, int dy);
BOOL PatBlt(HDC context, int x, int y, int width, int height, DWORD operation);
BOOL Polygon(HDC context, const POINT *points, int count);
BOOL Polyline(HDC context, const POINT *points, int count);
BOOL PtInRegion(HRGN region, int x, int y);
UINT RealizePalette(HDC context);
BOOL RectInRegion(HRGN region, const RECT *rectangle);
BOOL Rectangle(HDC context, int left, int top, int right, int bottom);
BOOL RestoreDC(HDC context, int saved);
int SaveDC(HDC context);
int SelectClipRgn(HDC context, HRGN region);
HGDIOBJ SelectObject(HDC context, HGDIOBJ object);
HPALETTE SelectPalette(HDC context, HPALETTE palette, BOOL background);
COLORREF SetBkColor(HDC context, COLORREF color);
int SetBkMode(HDC context, int mode);
BOOL SetBrushOrgEx(HDC context, int x, int y, LPPOINT previous);
COLORREF SetPixel(HDC context, int x, int y, COLORREF color);
BOOL SetRectRgn(HRGN region, int left, int top, int right, int bottom);
COLORREF SetTextColor(HDC context, COLORREF color);
BOOL StretchBlt(HDC to, int x, int y, int width, int height, HDC from, int fromX, int fromY, int fromWidth, int fromHeight,
                DWORD operation);
BOOL TransparentImage(HDC to, int x, int y, int width, int height, HANDLE from, int fromX, int fromY, int fromWidth,
                      int fromHeight, COLORREF color);
CE_END_C

#define CreateDC CreateDCW
#define CreateFontIndirect CreateFontIndirectW
#define EnumFonts EnumFontsW
#define EnumFontFamilies EnumFontFamiliesW
#define ExtTextOut ExtTextOutW
#define GetObject GetObjectW
#define GetTextExtentExPoint GetTextExtentExPointW
#define GetTextFace GetTextFaceW
#define GetTextMetrics GetTextMetricsW

#endif
