/* Lists of pictures for controls. The machine has no window manager: these calls fail, as on an image without one. */
#ifndef CE_COMMCTRL_H
#define CE_COMMCTRL_H

#include <windows.h>

typedef struct _IMAGELIST *HIMAGELIST;
typedef struct _IMAGELISTDRAWPARAMS IMAGELISTDRAWPARAMS;

CE_BEGIN_C
int ImageList_Add(HIMAGELIST list, HBITMAP image, HBITMAP mask);
int ImageList_AddMasked(HIMAGELIST list, HBITMAP image, COLORREF mask);
HIMAGELIST ImageList_Create(int width, int height, UINT flags, int initial, int grow);
BOOL ImageList_Destroy(HIMAGELIST list);
BOOL ImageList_Draw(HIMAGELIST list, int index, HDC context, int x, int y, UINT style);
BOOL ImageList_DrawEx(HIMAGELIST list, int index, HDC context, int x, int y, int dx, int dy, COLORREF back, COLORREF front,
                      UINT style);
HICON ImageList_GetIcon(HIMAGELIST list, int index, UINT flags);
BOOL ImageList_GetIconSize(HIMAGELIST list, int *width, int *height);
HIMAGELIST ImageList_LoadImage(HINSTANCE instance, LPCWSTR name, int width, int grow, COLORREF mask, UINT type, UINT flags);
BOOL ImageList_Remove(HIMAGELIST list, int index);
int ImageList_ReplaceIcon(HIMAGELIST list, int index, HICON icon);
BOOL ImageList_SetIconSize(HIMAGELIST list, int width, int height);
CE_END_C

#endif
