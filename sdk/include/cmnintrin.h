/* Functions that some compilers have inside; here coredll does them. */
#ifndef CE_CMNINTRIN_H
#define CE_CMNINTRIN_H

#ifdef __cplusplus
extern "C" {
#endif
unsigned int _CountLeadingOnes(long value);
unsigned int _CountLeadingOnes64(long long value);
unsigned int _CountLeadingSigns(long value);
unsigned int _CountLeadingSigns64(long long value);
unsigned int _CountLeadingZeros(long value);
unsigned int _CountLeadingZeros64(long long value);
unsigned int _CountOneBits(long value);
unsigned int _CountOneBits64(long long value);
long _MulHigh(long a, long b);
unsigned long _MulUnsignedHigh(unsigned long a, unsigned long b);
#ifdef __cplusplus
}
#endif

#endif
