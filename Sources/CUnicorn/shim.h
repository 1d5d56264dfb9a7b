#include <unicorn/unicorn.h>

// Swift does not see variadic functions: uc_hook_add and uc_ctl need wrappers of fixed arity.

static inline uc_err cebsp_hook_add(uc_engine *uc, uc_hook *hook, int type, void *callback, void *user, uint64_t begin,
                                    uint64_t end) {
    return uc_hook_add(uc, hook, type, callback, user, begin, end);
}

static inline uc_err cebsp_set_cpu_model(uc_engine *uc, int model) { return uc_ctl_set_cpu_model(uc, model); }

static inline uc_err cebsp_set_page_size(uc_engine *uc, uint32_t size) { return uc_ctl_set_page_size(uc, size); }

static inline uc_err cebsp_get_page_size(uc_engine *uc, uint32_t *size) { return uc_ctl_get_page_size(uc, size); }

// The virtual clock. It runs before every translated block, so it is C: a Swift closure there costs half the speed.
typedef struct {
    // Instructions counted since the engine was made.
    uint64_t instructions;
    // Where the run stops: the first block that would pass this count is not begun.
    uint64_t limit;
    // Whether the last run stopped because of `limit`.
    bool expired;
} cebsp_clock;

static void cebsp_clock_block(uc_engine *uc, uint64_t address, uint32_t size, void *user) {
    cebsp_clock *clock = (cebsp_clock *)user;
    if (clock->instructions >= clock->limit) {
        clock->expired = true;
        uc_emu_stop(uc);
        return;
    }
    (void)address;
    // A Thumb block counts half its true number; the count stays deterministic, which is what a clock needs.
    clock->instructions += size >> 2;
}

static inline uc_err cebsp_clock_install(uc_engine *uc, uc_hook *hook, cebsp_clock *clock) {
    return uc_hook_add(uc, hook, UC_HOOK_BLOCK, (void *)cebsp_clock_block, clock, (uint64_t)1, (uint64_t)0);
}
