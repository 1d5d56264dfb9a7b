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

enum { CEBSP_CALL_REGISTERS = 7, CEBSP_REST_REGISTERS = 9 };

// r0 to r3, SP, LR and CPSR: what a call is made with. Each register that is asked for costs.
static inline void cebsp_read_call(uc_engine *uc, uint32_t words[CEBSP_CALL_REGISTERS]) {
    static int registers[CEBSP_CALL_REGISTERS] = {UC_ARM_REG_R0, UC_ARM_REG_R1, UC_ARM_REG_R2,  UC_ARM_REG_R3,
                                                  UC_ARM_REG_SP, UC_ARM_REG_LR, UC_ARM_REG_CPSR};
    void *places[CEBSP_CALL_REGISTERS];
    for (int index = 0; index < CEBSP_CALL_REGISTERS; index++) places[index] = &words[index];
    uc_reg_read_batch(uc, registers, places, CEBSP_CALL_REGISTERS);
}

// r4 to r12.
static inline void cebsp_read_rest(uc_engine *uc, uint32_t words[CEBSP_REST_REGISTERS]) {
    static int registers[CEBSP_REST_REGISTERS] = {UC_ARM_REG_R4, UC_ARM_REG_R5,  UC_ARM_REG_R6,
                                                  UC_ARM_REG_R7, UC_ARM_REG_R8,  UC_ARM_REG_R9,
                                                  UC_ARM_REG_R10, UC_ARM_REG_R11, UC_ARM_REG_R12};
    void *places[CEBSP_REST_REGISTERS];
    for (int index = 0; index < CEBSP_REST_REGISTERS; index++) places[index] = &words[index];
    uc_reg_read_batch(uc, registers, places, CEBSP_REST_REGISTERS);
}

static inline uc_err cebsp_set_cpu_model(uc_engine *uc, int model) { return uc_ctl_set_cpu_model(uc, model); }

static inline uc_err cebsp_remove_cache(uc_engine *uc, uint64_t begin, uint64_t end) {
    return uc_ctl_remove_cache(uc, begin, end);
}

static inline uc_err cebsp_set_page_size(uc_engine *uc, uint32_t size) { return uc_ctl_set_page_size(uc, size); }

static inline uc_err cebsp_get_page_size(uc_engine *uc, uint32_t *size) { return uc_ctl_get_page_size(uc, size); }
