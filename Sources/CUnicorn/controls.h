#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <unicorn/unicorn.h>

// What the headers of 2.0 do not have yet, by its numbers, so that one build knows all versions: which of it the
// library has is decided when the program runs (`EngineTraits`).
enum {
    CEBSP_CTL_FLUSH_CODE = 10,
    CEBSP_CTL_FLUSH_TLB = 11,
    CEBSP_CTL_TLB_MODE = 12,
    CEBSP_CTL_CODE_BUFFER = 13,
    CEBSP_TLB_VIRTUAL = 1,
    CEBSP_TLB_CORE = 0,
    CEBSP_HOOK_TLB_FILL = 1 << 17,
};

// An answer to the question where a virtual page leads.
typedef struct {
    uint64_t physical;
    // UC_PROT_*.
    int rights;
} cebsp_tlb_entry;

static inline uc_err cebsp_flush_tlb(uc_engine *uc) { return uc_ctl(uc, UC_CTL_WRITE(CEBSP_CTL_FLUSH_TLB, 0)); }

// Drops all translated code.
static inline uc_err cebsp_flush_code(uc_engine *uc) { return uc_ctl(uc, UC_CTL_WRITE(CEBSP_CTL_FLUSH_CODE, 0)); }

static inline uc_err cebsp_set_tlb_mode(uc_engine *uc, int mode) {
    return uc_ctl(uc, UC_CTL_WRITE(CEBSP_CTL_TLB_MODE, 1), mode);
}

static inline uc_err cebsp_set_code_buffer(uc_engine *uc, uint32_t bytes) {
    return uc_ctl(uc, UC_CTL_WRITE(CEBSP_CTL_CODE_BUFFER, 1), bytes);
}
