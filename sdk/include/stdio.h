/* Formatted output and input, and streams, which are all binary. In printf and sprintf %s is a narrow string and %S a wide one; in wprintf and swprintf the reverse. */
#ifndef CE_STDIO_H
#define CE_STDIO_H

#include <stdarg.h>
#include <stddef.h>

#ifndef _WINT_T_DEFINED
#define _WINT_T_DEFINED
typedef unsigned short wint_t;
#endif
#define WEOF ((wint_t)0xFFFF)

#ifdef __cplusplus
extern "C" {
#endif
int printf(const char *format, ...);
int sprintf(char *buffer, const char *format, ...);
int _snprintf(char *buffer, size_t count, const char *format, ...);
int vprintf(const char *format, va_list arguments);
int vsprintf(char *buffer, const char *format, va_list arguments);
int _vsnprintf(char *buffer, size_t count, const char *format, va_list arguments);
int wprintf(const wchar_t *format, ...);
int swprintf(wchar_t *buffer, const wchar_t *format, ...);
int _snwprintf(wchar_t *buffer, size_t count, const wchar_t *format, ...);
int vwprintf(const wchar_t *format, va_list arguments);
int vswprintf(wchar_t *buffer, const wchar_t *format, va_list arguments);
int _vsnwprintf(wchar_t *buffer, size_t count, const wchar_t *format, va_list arguments);
int putchar(int character);
int puts(const char *text);
int sscanf(const char *text, const char *format, ...);
int swscanf(const wchar_t *text, const wchar_t *format, ...);

typedef void FILE;
#define EOF (-1)
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
FILE *_getstdfilex(int index);
#define stdin _getstdfilex(0)
#define stdout _getstdfilex(1)
#define stderr _getstdfilex(2)
FILE *fopen(const char *name, const char *mode);
FILE *_wfopen(const wchar_t *name, const wchar_t *mode);
int fclose(FILE *stream);
int fflush(FILE *stream);
int setvbuf(FILE *stream, char *buffer, int mode, size_t size);
size_t fread(void *buffer, size_t size, size_t count, FILE *stream);
size_t fwrite(const void *buffer, size_t size, size_t count, FILE *stream);
int fprintf(FILE *stream, const char *format, ...);
int fwprintf(FILE *stream, const wchar_t *format, ...);
int fputs(const char *text, FILE *stream);
int fputc(int character, FILE *stream);
int fgetc(FILE *stream);
char *fgets(char *text, int count, FILE *stream);
wchar_t *fgetws(wchar_t *text, int count, FILE *stream);
int fseek(FILE *stream, long offset, int origin);
long ftell(FILE *stream);
int feof(FILE *stream);
int ferror(FILE *stream);
int _flushall(void);
wint_t fgetwc(FILE *stream);
wint_t fputwc(wint_t character, FILE *stream);
int fputws(const wchar_t *text, FILE *stream);
int _putws(const wchar_t *text);
wint_t putwchar(wint_t character);
int vfprintf(FILE *stream, const char *format, va_list arguments);
int vfwprintf(FILE *stream, const wchar_t *format, va_list arguments);

/* The forms that take the room of the target. */
int printf_s(const char *format, ...);
int wprintf_s(const wchar_t *format, ...);
int fprintf_s(FILE *stream, const char *format, ...);
int fwprintf_s(FILE *stream, const wchar_t *format, ...);
int sprintf_s(char *buffer, size_t room, const char *format, ...);
int swprintf_s(wchar_t *buffer, size_t room, const wchar_t *format, ...);
int _snprintf_s(char *buffer, size_t room, size_t count, const char *format, ...);
int _snwprintf_s(wchar_t *buffer, size_t room, size_t count, const wchar_t *format, ...);
int vprintf_s(const char *format, va_list arguments);
int vwprintf_s(const wchar_t *format, va_list arguments);
int vfprintf_s(FILE *stream, const char *format, va_list arguments);
int vfwprintf_s(FILE *stream, const wchar_t *format, va_list arguments);
int vsprintf_s(char *buffer, size_t room, const char *format, va_list arguments);
int vswprintf_s(wchar_t *buffer, size_t room, const wchar_t *format, va_list arguments);
int _vsnprintf_s(char *buffer, size_t room, size_t count, const char *format, va_list arguments);
int _vsnwprintf_s(wchar_t *buffer, size_t room, size_t count, const wchar_t *format, va_list arguments);
#ifdef __cplusplus
}
#endif

#define getc(stream) fgetc(stream)
#define putc(character, stream) fputc((character), (stream))

#endif
