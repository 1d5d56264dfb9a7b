/* Sums and products that say when they pass their type. */
#ifndef CE_INTSAFE_H
#define CE_INTSAFE_H

#include <windef.h>
#include <winerror.h>

#define INTSAFE_E_ARITHMETIC_OVERFLOW ((HRESULT)0x80070216L)

FORCEINLINE HRESULT DWordAdd(DWORD first, DWORD second, DWORD *sum)
{
    return __builtin_uaddl_overflow(first, second, sum) ? INTSAFE_E_ARITHMETIC_OVERFLOW : S_OK;
}

FORCEINLINE HRESULT DWordSub(DWORD first, DWORD second, DWORD *difference)
{
    return __builtin_usubl_overflow(first, second, difference) ? INTSAFE_E_ARITHMETIC_OVERFLOW : S_OK;
}

FORCEINLINE HRESULT DWordMult(DWORD first, DWORD second, DWORD *product)
{
    return __builtin_umull_overflow(first, second, product) ? INTSAFE_E_ARITHMETIC_OVERFLOW : S_OK;
}

#define ULongAdd DWordAdd
#define ULongSub DWordSub
#define ULongMult DWordMult
#define SizeTAdd DWordAdd
#define SizeTMult DWordMult

#endif
