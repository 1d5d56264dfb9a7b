/* Blocks of memory, and texts of narrow and wide characters. */
#ifndef CE_STRING_H
#define CE_STRING_H

#include <stddef.h>

#ifndef _ERRNO_T_DEFINED
#define _ERRNO_T_DEFINED
typedef int errno_t;
#endif

#define _TRUNCATE ((size_t)-1)

#ifdef __cplusplus
extern "C" {
#endif
void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *at, int value, size_t size);
int memcmp(const void *left, const void *right, size_t size);
void *memchr(const void *at, int value, size_t size);
void *_memccpy(void *to, const void *from, int stop, size_t size);
int _memicmp(const void *left, const void *right, size_t size);
errno_t memcpy_s(void *to, size_t room, const void *from, size_t size);
errno_t memmove_s(void *to, size_t room, const void *from, size_t size);
void *_mbmemset(void *at, int value, size_t size);

size_t strlen(const char *text);
size_t strnlen(const char *text, size_t most);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t count);
char *strcat(char *to, const char *from);
char *strncat(char *to, const char *from, size_t count);
int strcmp(const char *left, const char *right);
int strncmp(const char *left, const char *right, size_t count);
int _stricmp(const char *left, const char *right);
int _strnicmp(const char *left, const char *right, size_t count);
char *strchr(const char *text, int character);
char *strrchr(const char *text, int character);
char *strstr(const char *text, const char *part);
char *strpbrk(const char *text, const char *set);
size_t strspn(const char *text, const char *set);
size_t strcspn(const char *text, const char *set);
char *strtok(char *text, const char *stops);
char *strtok_s(char *text, const char *stops, char **context);
errno_t strcpy_s(char *to, size_t room, const char *from);
errno_t strncpy_s(char *to, size_t room, const char *from, size_t count);
errno_t strcat_s(char *to, size_t room, const char *from);
errno_t strncat_s(char *to, size_t room, const char *from, size_t count);
char *_strdup(const char *text);
char *_strlwr(char *text);
char *_strupr(char *text);
char *_strrev(char *text);
char *_strset(char *text, int character);
char *_strnset(char *text, int character, size_t count);

size_t wcslen(const wchar_t *text);
size_t wcsnlen(const wchar_t *text, size_t most);
wchar_t *wcscpy(wchar_t *to, const wchar_t *from);
wchar_t *wcsncpy(wchar_t *to, const wchar_t *from, size_t count);
wchar_t *wcscat(wchar_t *to, const wchar_t *from);
wchar_t *wcsncat(wchar_t *to, const wchar_t *from, size_t count);
int wcscmp(const wchar_t *left, const wchar_t *right);
int wcsncmp(const wchar_t *left, const wchar_t *right, size_t count);
int _wcsicmp(const wchar_t *left, const wchar_t *right);
int _wcsnicmp(const wchar_t *left, const wchar_t *right, size_t count);
wchar_t *wcschr(const wchar_t *text, wchar_t character);
wchar_t *wcsrchr(const wchar_t *text, wchar_t character);
wchar_t *wcsstr(const wchar_t *text, const wchar_t *part);
wchar_t *wcspbrk(const wchar_t *text, const wchar_t *set);
size_t wcsspn(const wchar_t *text, const wchar_t *set);
size_t wcscspn(const wchar_t *text, const wchar_t *set);
wchar_t *wcstok(wchar_t *text, const wchar_t *stops);
wchar_t *wcstok_s(wchar_t *text, const wchar_t *stops, wchar_t **context);
errno_t wcscpy_s(wchar_t *to, size_t room, const wchar_t *from);
errno_t wcsncpy_s(wchar_t *to, size_t room, const wchar_t *from, size_t count);
errno_t wcscat_s(wchar_t *to, size_t room, const wchar_t *from);
errno_t wcsncat_s(wchar_t *to, size_t room, const wchar_t *from, size_t count);
wchar_t *_wcsdup(const wchar_t *text);
wchar_t *_wcslwr(wchar_t *text);
wchar_t *_wcsupr(wchar_t *text);
wchar_t *_wcsrev(wchar_t *text);
wchar_t *_wcsset(wchar_t *text, wchar_t character);
wchar_t *_wcsnset(wchar_t *text, wchar_t character, size_t count);
#ifdef __cplusplus
}

/* The forms that know the room of an array by themselves. */
template <size_t room> inline errno_t strcpy_s(char (&to)[room], const char *from) { return strcpy_s(to, room, from); }
template <size_t room> inline errno_t strcat_s(char (&to)[room], const char *from) { return strcat_s(to, room, from); }
template <size_t room> inline errno_t wcscpy_s(wchar_t (&to)[room], const wchar_t *from)
{
    return wcscpy_s(to, room, from);
}
template <size_t room> inline errno_t wcscat_s(wchar_t (&to)[room], const wchar_t *from)
{
    return wcscat_s(to, room, from);
}
template <size_t room> inline errno_t strncpy_s(char (&to)[room], const char *from, size_t count)
{
    return strncpy_s(to, room, from, count);
}
template <size_t room> inline errno_t wcsncpy_s(wchar_t (&to)[room], const wchar_t *from, size_t count)
{
    return wcsncpy_s(to, room, from, count);
}
#endif

#define wcsicmp _wcsicmp
#define wcsnicmp _wcsnicmp
#define stricmp _stricmp
#define strnicmp _strnicmp
#define strdup _strdup
#define wcsdup _wcsdup

#endif
