#pragma once
#include "quiet.h"
#include "tables.h"

// Data accesses of the guest, filtered here: the library calls for every access once such a hook exists, and most are
// of no interest.
typedef struct {
    // The walk of the tables knows this, too.
    cebsp_watched watched;
    // An access that is looked for was made since somebody set this to false.
    bool is_touched;
    // What need not be delivered though it is looked for; NULL for nothing.
    cebsp_quiet *quiet;
    // Whether accesses that are not aligned to their size (words, for more than a word) are delivered wherever they
    // are, with the reason CEBSP_UNALIGNED.
    bool unaligned;
    // A device has refused an access: those behind it in its block are not made.
    bool is_silent;
    // Whether the library leaves the state of IT in CPSR when it calls, see `cebsp_clear_conditions`; but for a run
    // that is to end.
    bool clears_conditions;
    bool is_stopping;
    // What knows the virtual address of a physical one; NULL when virtual addresses are told.
    const cebsp_tables *tables;
    // Whether a load that crosses a page is told once as it is and then again as the two aligned loads it is made of.
    bool has_pieces;
    uint32_t piece;
    uint32_t piece_size;
    void *user;
    void (*deliver)(void *user, uint32_t address, uint32_t size, uint32_t reasons, bool is_write, uint64_t value);
} cebsp_watch;

enum { CEBSP_UNALIGNED = 0x100 };

// The virtual address by which the TLB knows a physical one.
static inline uint32_t cebsp_virtual(const cebsp_tables *tables, uint32_t physical) {
    if (tables == NULL) return physical;
    uint32_t shown = tables->shown[physical >> 12];
    return shown == 0 ? physical : (shown & ~0xFFFu) | (physical & 0xFFF);
}

static inline void cebsp_watch_filter(cebsp_watch *watch, uc_mem_type type, uint64_t address, int size, int64_t value) {
    uint32_t at = cebsp_virtual(watch->tables, (uint32_t)address);
    uint32_t bytes = (uint32_t)size;
    bool is_write = type == UC_MEM_WRITE;
    if (watch->is_silent) return;
    if (watch->piece_size != 0) {
        if (!is_write && bytes == watch->piece_size && (at == watch->piece || at == watch->piece + bytes)) return;
        watch->piece_size = 0;
    }
    uint32_t last = at + bytes - 1;
    uint32_t reasons = cebsp_reasons(&watch->watched, at) | cebsp_reasons(&watch->watched, last);
    if (reasons != 0) watch->is_touched = true;
    if (watch->unaligned && (at & ((bytes > 4 ? 4 : bytes) - 1)) != 0) reasons |= CEBSP_UNALIGNED;
    if (watch->has_pieces && (at ^ last) > 0xFFF && !is_write) {
        watch->piece = at & ~(bytes - 1);
        watch->piece_size = bytes;
    }
    if (watch->quiet != NULL && reasons - 1 < CEBSP_UNALIGNED - 1 && !watch->watched.everything &&
        cebsp_is_quiet(watch->quiet, at, bytes, is_write)) {
        return;
    }
    if (reasons == 0 && !watch->watched.everything) return;
    watch->deliver(watch->user, at, bytes, reasons, is_write, (uint64_t)value);
}

static void cebsp_watch_access(uc_engine *uc, uc_mem_type type, uint64_t address, int size, int64_t value, void *user) {
    cebsp_watch *watch = (cebsp_watch *)user;
    cebsp_watch_filter(watch, type, address, size, value);
    if (watch->clears_conditions && !watch->is_stopping) cebsp_forget_conditions(uc);
}

static inline uc_err cebsp_watch_install(uc_engine *uc, uc_hook *hook, cebsp_watch *watch) {
    return uc_hook_add(uc, hook, UC_HOOK_MEM_READ | UC_HOOK_MEM_WRITE, (void *)cebsp_watch_access, watch, (uint64_t)1,
                       (uint64_t)0);
}

static inline cebsp_watched *cebsp_watch_watched(cebsp_watch *watch) { return &watch->watched; }
