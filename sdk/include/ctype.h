/* Kinds of characters. */
#ifndef CE_CTYPE_H
#define CE_CTYPE_H

#include <stddef.h>

#define _UPPER 0x1
#define _LOWER 0x2
#define _DIGIT 0x4
#define _SPACE 0x8
#define _PUNCT 0x10
#define _CONTROL 0x20
#define _BLANK 0x40
#define _HEX 0x80
#define _ALPHA (0x100 | _UPPER | _LOWER)

typedef unsigned short wctype_t;
#ifndef _WINT_T_DEFINED
#define _WINT_T_DEFINED
typedef unsigned short wint_t;
#endif

#ifdef __cplusplus
extern "C" {
#endif
int _isctype(int character, int kinds);
int iswctype(wint_t character, wctype_t kinds);
int tolower(int character);
int toupper(int character);
wchar_t towlower(wchar_t character);
wchar_t towupper(wchar_t character);
#ifdef __cplusplus
}
#endif

#define isalpha(c) _isctype((c), _ALPHA)
#define isupper(c) _isctype((c), _UPPER)
#define islower(c) _isctype((c), _LOWER)
#define isdigit(c) _isctype((c), _DIGIT)
#define isxdigit(c) _isctype((c), _HEX)
#define isspace(c) _isctype((c), _SPACE)
#define ispunct(c) _isctype((c), _PUNCT)
#define isalnum(c) _isctype((c), _ALPHA | _DIGIT)
#define isprint(c) _isctype((c), _BLANK | _PUNCT | _ALPHA | _DIGIT)
#define isgraph(c) _isctype((c), _PUNCT | _ALPHA | _DIGIT)
#define iscntrl(c) _isctype((c), _CONTROL)
#define iswalpha(c) iswctype((c), _ALPHA)
#define iswupper(c) iswctype((c), _UPPER)
#define iswlower(c) iswctype((c), _LOWER)
#define iswdigit(c) iswctype((c), _DIGIT)
#define iswxdigit(c) iswctype((c), _HEX)
#define iswspace(c) iswctype((c), _SPACE)
#define iswpunct(c) iswctype((c), _PUNCT)
#define iswalnum(c) iswctype((c), _ALPHA | _DIGIT)
#define iswprint(c) iswctype((c), _BLANK | _PUNCT | _ALPHA | _DIGIT)

#endif
