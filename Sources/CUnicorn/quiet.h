#pragma once
#include <stdbool.h>
#include <stdint.h>

// Accesses that the observer need not be told: to bytes of which it has said what an access there means. Most accesses of
// a program repeat what one just before has shown.

enum {
    CEBSP_QUIET_SLOTS = 256,
    CEBSP_QUIET_WORDS = 64,
};

// A virtual page; a bit a byte, 64 bytes a word.
typedef struct {
    // The page's address with bit 0 set; 0 of a slot that is closed.
    uint32_t key;
    // Bytes whose reads change nothing.
    uint64_t reads[CEBSP_QUIET_WORDS];
    // Bytes whose writes need only be noted,
    uint64_t writes[CEBSP_QUIET_WORDS];
    // and those that were written since.
    uint64_t noted[CEBSP_QUIET_WORDS];
} cebsp_quiet;

// Whether an access needs not be told.
static inline bool cebsp_is_quiet(cebsp_quiet *slots, uint32_t address, uint32_t size, bool is_write) {
    cebsp_quiet *slot = &slots[address >> 12 & (CEBSP_QUIET_SLOTS - 1)];
    uint32_t first = address & 63;
    if (slot->key != ((address & ~0xFFFu) | 1) || first + size > 64 || size > 8) return false;
    uint32_t word = address >> 6 & (CEBSP_QUIET_WORDS - 1);
    uint64_t mask = ((1ull << size) - 1) << first;
    if (!is_write) return (slot->reads[word] & mask) == mask;
    if ((slot->writes[word] & mask) != mask) return false;
    slot->noted[word] |= mask;
    slot->reads[word] |= mask;
    return true;
}
