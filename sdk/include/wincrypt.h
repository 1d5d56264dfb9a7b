/* Cryptography. The machine has random numbers and the digests; it has no provider: the other calls fail. */
#ifndef CE_WINCRYPT_H
#define CE_WINCRYPT_H

#include <windows.h>

typedef ULONG HCRYPTPROV, HCRYPTKEY, HCRYPTHASH;
typedef UINT ALG_ID;
typedef struct _CRYPTOAPI_BLOB {
    DWORD cbData;
    BYTE *pbData;
} DATA_BLOB, *PDATA_BLOB;
typedef struct _CRYPTPROTECT_PROMPTSTRUCT CRYPTPROTECT_PROMPTSTRUCT;

#define PROV_RSA_FULL 1
#define CRYPT_VERIFYCONTEXT 0xF0000000ul
#define CRYPT_NEWKEYSET 8

CE_BEGIN_C
BOOL CryptAcquireContextW(HCRYPTPROV *provider, LPCWSTR container, LPCWSTR name, DWORD type, DWORD flags);
BOOL CryptContextAddRef(HCRYPTPROV provider, DWORD *reserved, DWORD flags);
BOOL CryptCreateHash(HCRYPTPROV provider, ALG_ID algorithm, HCRYPTKEY key, DWORD flags, HCRYPTHASH *hash);
BOOL CryptDecrypt(HCRYPTKEY key, HCRYPTHASH hash, BOOL final, DWORD flags, BYTE *data, DWORD *size);
BOOL CryptDeriveKey(HCRYPTPROV provider, ALG_ID algorithm, HCRYPTHASH base, DWORD flags, HCRYPTKEY *key);
BOOL CryptDestroyHash(HCRYPTHASH hash);
BOOL CryptDestroyKey(HCRYPTKEY key);
BOOL CryptEncrypt(HCRYPTKEY key, HCRYPTHASH hash, BOOL final, DWORD flags, BYTE *data, DWORD *size, DWORD room);
BOOL CryptExportKey(HCRYPTKEY key, HCRYPTKEY exportKey, DWORD type, DWORD flags, BYTE *data, DWORD *size);
BOOL CryptGenKey(HCRYPTPROV provider, ALG_ID algorithm, DWORD flags, HCRYPTKEY *key);
BOOL CryptGenRandom(HCRYPTPROV provider, DWORD size, BYTE *buffer);
BOOL CryptGetHashParam(HCRYPTHASH hash, DWORD parameter, BYTE *data, DWORD *size, DWORD flags);
BOOL CryptGetKeyParam(HCRYPTKEY key, DWORD parameter, BYTE *data, DWORD *size, DWORD flags);
BOOL CryptGetProvParam(HCRYPTPROV provider, DWORD parameter, BYTE *data, DWORD *size, DWORD flags);
BOOL CryptGetUserKey(HCRYPTPROV provider, DWORD which, HCRYPTKEY *key);
BOOL CryptHashData(HCRYPTHASH hash, const BYTE *data, DWORD size, DWORD flags);
BOOL CryptImportKey(HCRYPTPROV provider, const BYTE *data, DWORD size, HCRYPTKEY with, DWORD flags, HCRYPTKEY *key);
BOOL CryptProtectData(DATA_BLOB *in, LPCWSTR name, DATA_BLOB *entropy, PVOID reserved, CRYPTPROTECT_PROMPTSTRUCT *prompt,
                      DWORD flags, DATA_BLOB *out);
BOOL CryptReleaseContext(HCRYPTPROV provider, DWORD flags);
BOOL CryptSetHashParam(HCRYPTHASH hash, DWORD parameter, const BYTE *data, DWORD flags);
BOOL CryptSetKeyParam(HCRYPTKEY key, DWORD parameter, const BYTE *data, DWORD flags);
BOOL CryptSignHashW(HCRYPTHASH hash, DWORD which, LPCWSTR description, DWORD flags, BYTE *signature, DWORD *size);
BOOL CryptUnprotectData(DATA_BLOB *in, LPWSTR *name, DATA_BLOB *entropy, PVOID reserved, CRYPTPROTECT_PROMPTSTRUCT *prompt,
                        DWORD flags, DATA_BLOB *out);
BOOL CryptVerifySignatureW(HCRYPTHASH hash, const BYTE *signature, DWORD size, HCRYPTKEY key, LPCWSTR description,
                           DWORD flags);
DWORD CredFree(PVOID buffer);
DWORD CredRead(const WCHAR *target, DWORD length, DWORD type, DWORD flags, PVOID *credential);
DWORD CredWrite(PVOID credential, DWORD flags);
CE_END_C
#define CryptAcquireContext CryptAcquireContextW
#define CryptSignHash CryptSignHashW
#define CryptVerifySignature CryptVerifySignatureW

#endif
