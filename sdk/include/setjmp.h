/* Jumps out of functions, which the machine does not have. */
#ifndef CE_SETJMP_H
#define CE_SETJMP_H

#include <windef.h>

/* Room for the registers that a function keeps, those of floating point among them. */
#define _JBLEN 28
typedef int jmp_buf[_JBLEN];

CE_BEGIN_C
int setjmp(jmp_buf state) CE_NOT_PROVIDED;
void longjmp(jmp_buf state, int value) CE_NOT_PROVIDED;
CE_END_C

#endif
