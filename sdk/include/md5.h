/* The digests MD5 and SHA-1, by the parts of a text. */
#ifndef CE_MD5_H
#define CE_MD5_H

#include <windef.h>

typedef struct {
    ULONG i[2];
    ULONG buf[4];
    BYTE in[64];
    BYTE digest[16];
} MD5_CTX;

CE_BEGIN_C
void MD5Init(MD5_CTX *context);
void MD5Update(MD5_CTX *context, const BYTE *input, UINT length);
void MD5Final(MD5_CTX *context);
CE_END_C

#endif
