/* The heap, numbers in text, arithmetic, sorting, and the end of a program. */
#ifndef CE_STDLIB_H
#define CE_STDLIB_H

#include <stddef.h>
#include <ceprovided.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef _ERRNO_T_DEFINED
#define _ERRNO_T_DEFINED
typedef int errno_t;
#endif

#define RAND_MAX 0x7FFF
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define _MAX_PATH 260
#define __min(a, b) ((a) < (b) ? (a) : (b))
#define __max(a, b) ((a) > (b) ? (a) : (b))

typedef struct _div_t {
    int quot;
    int rem;
} div_t;
typedef struct _ldiv_t {
    long quot;
    long rem;
} ldiv_t;

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void free(void *block);
size_t _msize(void *block);
int atexit(void (*function)(void));
int abs(int number);
long labs(long number);
long long _abs64(long long number);
div_t div(int number, int divisor);
ldiv_t ldiv(long number, long divisor);
int rand(void);
void srand(unsigned int seed);
int atoi(const char *text);
long atol(const char *text);
double atof(const char *text);
long long _atoi64(const char *text);
double strtod(const char *text, char **end);
unsigned long strtoul(const char *text, char **end, int base);
long strtol(const char *text, char **end, int base);
long _wtol(const wchar_t *text);
long long _wtoll(const wchar_t *text);
double wcstod(const wchar_t *text, wchar_t **end);
unsigned long wcstoul(const wchar_t *text, wchar_t **end, int base);
long wcstol(const wchar_t *text, wchar_t **end, int base);
char *_itoa(int value, char *text, int radix);
char *_ltoa(long value, char *text, int radix);
char *_ultoa(unsigned long value, char *text, int radix);
wchar_t *_itow(int value, wchar_t *text, int radix);
wchar_t *_ltow(long value, wchar_t *text, int radix);
wchar_t *_ultow(unsigned long value, wchar_t *text, int radix);
errno_t _itoa_s(int value, char *text, size_t size, int radix);
errno_t _ltoa_s(long value, char *text, size_t size, int radix);
errno_t _ultoa_s(unsigned long value, char *text, size_t size, int radix);
errno_t _itow_s(int value, wchar_t *text, size_t size, int radix);
errno_t _ltow_s(long value, wchar_t *text, size_t size, int radix);
errno_t _ultow_s(unsigned long value, wchar_t *text, size_t size, int radix);
size_t mbstowcs(wchar_t *to, const char *from, size_t count);
size_t wcstombs(char *to, const wchar_t *from, size_t count);
unsigned short _byteswap_ushort(unsigned short value);
unsigned long _byteswap_ulong(unsigned long value);
unsigned long long _byteswap_uint64(unsigned long long value);
unsigned int _rotl(unsigned int value, int shift);
unsigned int _rotr(unsigned int value, int shift);
unsigned long _lrotl(unsigned long value, int shift);
unsigned long _lrotr(unsigned long value, int shift);
unsigned long long _rotl64(unsigned long long value, int shift);
unsigned long long _rotr64(unsigned long long value, int shift);
void _swab(char *from, char *to, int count);
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) CE_NOT_PROVIDED;
#define _wtoi(text) ((int)_wtol(text))
#define swab _swab

#ifdef __cplusplus
}
#endif

#endif
