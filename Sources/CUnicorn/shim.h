#include <unicorn/unicorn.h>

#include "clock.h"
#include "controls.h"
#include "tables.h"
#include "watch.h"

// Swift does not see variadic functions: uc_hook_add and uc_ctl need wrappers of fixed arity.

static inline uc_err cebsp_hook_add(uc_engine *uc, uc_hook *hook, int type, void *callback, void *user, uint64_t begin,
                                    uint64_t end) {
    return uc_hook_add(uc, hook, type, callback, user, begin, end);
}

static inline uc_err cebsp_set_cpu_model(uc_engine *uc, int model) { return uc_ctl_set_cpu_model(uc, model); }

static inline uc_err cebsp_remove_cache(uc_engine *uc, uint64_t begin, uint64_t end) {
    return uc_ctl_remove_cache(uc, begin, end);
}

static inline uc_err cebsp_set_page_size(uc_engine *uc, uint32_t size) { return uc_ctl_set_page_size(uc, size); }

static inline uc_err cebsp_get_page_size(uc_engine *uc, uint32_t *size) { return uc_ctl_get_page_size(uc, size); }
