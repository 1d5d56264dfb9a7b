/* The digest SHA-1, by the parts of a text. */
#ifndef CE_SHA_H
#define CE_SHA_H

#include <windef.h>

#define A_SHA_DIGEST_LEN 20

typedef struct {
    ULONG FinishFlag;
    BYTE HashVal[A_SHA_DIGEST_LEN];
    ULONG state[5];
    ULONG count[2];
    BYTE buffer[64];
} A_SHA_CTX;

CE_BEGIN_C
void A_SHAInit(A_SHA_CTX *context);
void A_SHAUpdate(A_SHA_CTX *context, const BYTE *input, UINT length);
void A_SHAFinal(A_SHA_CTX *context, BYTE *digest);
CE_END_C

#endif
