#pragma once
#include "count.h"

static inline uint32_t *cebsp_costly_entry(const cebsp_clock *clock, uint32_t address, uint32_t probe) {
    uint32_t hash = (address >> 1) * 2654435761u >> (32 - CEBSP_COSTLY_BITS);
    return &clock->costly[(hash + probe) & ((1u << CEBSP_COSTLY_BITS) - 1)];
}

static inline bool cebsp_is_costly(const cebsp_clock *clock, uint32_t address) {
    for (uint32_t probe = 0; probe < CEBSP_COSTLY_PROBES; probe++) {
        uint32_t entry = *cebsp_costly_entry(clock, address, probe);
        if (entry == address) return true;
        if (entry == 0) return false;
    }
    return false;
}

// Puts a block among the costly ones, in the place of another when there is no room, or takes it out.
static inline void cebsp_mark_costly(cebsp_clock *clock, uint32_t address, bool is_costly) {
    clock->quick = 0;
    if (clock->costly == NULL) {
        if (is_costly) clock->costly = calloc((size_t)1 << CEBSP_COSTLY_BITS, sizeof(uint32_t));
        if (clock->costly == NULL) return;
    }
    uint32_t *place = cebsp_costly_entry(clock, address, 0);
    bool has_place = false;
    for (uint32_t probe = 0; probe < CEBSP_COSTLY_PROBES; probe++) {
        uint32_t *entry = cebsp_costly_entry(clock, address, probe);
        if (*entry == address) {
            if (!is_costly) *entry = 1;
            return;
        }
        if (*entry <= 1 && !has_place) {
            place = entry;
            has_place = true;
        }
        if (*entry == 0) break;
    }
    if (is_costly) *place = address;
}

// Puts an address in a place of the table, as it was in another one.
static inline void cebsp_set_costly(cebsp_clock *clock, uint32_t place, uint32_t address) {
    if (clock->costly == NULL) clock->costly = calloc((size_t)1 << CEBSP_COSTLY_BITS, sizeof(uint32_t));
    if (clock->costly != NULL) clock->costly[place & ((1u << CEBSP_COSTLY_BITS) - 1)] = address;
}

// Runs when a block has been translated, before it runs for the first time.
static void cebsp_block_translated(uc_engine *uc, uc_tb *block, uc_tb *previous, void *user) {
    cebsp_clock *clock = (cebsp_clock *)user;
    (void)previous;
    if (cebsp_is_stub(&clock->stubs, (uint32_t)block->pc)) return;
    cebsp_clock_recode(uc, clock, (uint32_t)block->pc);
    if (clock->dropped > 0) {
        clock->dropped--;
    } else if (++clock->translated > CEBSP_FREE_TRANSLATIONS) {
        clock->instructions += CEBSP_TRANSLATION_PRICE;
    }
    if (clock->is_costly == NULL || block->size < 4) return;
    uint32_t status = 0;
    uc_reg_read(uc, UC_ARM_REG_CPSR, &status);
    if ((status & 0x1F) == 0x10) return;
    uint32_t last = (uint32_t)block->pc + block->size - 4;
    cebsp_mark_costly(clock, (uint32_t)block->pc, clock->is_costly(clock->user, last, (status & 0x20) != 0));
}

// Whether a block may be executed. It can be one that the TLB has as executable only so that stores to it are looked
// at.
static inline bool cebsp_may_begin(uc_engine *uc, cebsp_tables *tables, uint32_t address, uint32_t size) {
    if (tables->is_changing) {
        tables->is_changing = false;
        tables->is_stale = true;
    }
    return !tables->has_guarded ||
           (!cebsp_guards(uc, tables, address) && !cebsp_guards(uc, tables, address + size - 1));
}

// Has a block that has begun go on from one of its instructions as if it had not ended there: what it has counted is
// taken back, and counted with the block that begins there.
static inline void cebsp_continue_block(uc_engine *uc, cebsp_clock *clock, uint32_t address) {
    clock->quick = 0;
    clock->is_first = true;
    uint32_t done = address - clock->block;
    if (done >= clock->block_size) return;
    uint32_t count = cebsp_count_of(uc, clock, clock->block, clock->block_size);
    uint32_t rest = cebsp_count_of(uc, clock, address, clock->block_size - done);
    if (clock->costly != NULL && cebsp_is_costly(clock, clock->block)) clock->instructions -= CEBSP_COSTLY_PRICE;
    clock->instructions -= count;
    clock->owed = count - rest;
}

// All translated code was dropped by the host.
static inline void cebsp_code_dropped(cebsp_clock *clock) {
    clock->dropped = clock->translated < CEBSP_FREE_TRANSLATIONS ? clock->translated : CEBSP_FREE_TRANSLATIONS;
}

// Gives LR its value where the run was led by it.
static inline void cebsp_set_link(uc_engine *uc, cebsp_clock *clock) {
    if (!clock->has_link) return;
    clock->has_link = false;
    clock->limit = clock->link_limit;
    uc_reg_write(uc, UC_ARM_REG_LR, &clock->link);
}

// A call of the host. It counts nothing: the clock knows the instructions of guests only.
static void cebsp_clock_stub(uc_engine *uc, cebsp_clock *clock, uint32_t address) {
    cebsp_set_link(uc, clock);
    clock->trap = clock->answer == NULL ? CEBSP_TRAPPED : clock->answer(clock->answerer, address);
    if (clock->trap != CEBSP_GO_ON) uc_emu_stop(uc);
}

// Whether a run ends before a block because of its limit.
static bool cebsp_is_over(uc_engine *uc, cebsp_clock *clock) {
    cebsp_set_link(uc, clock);
    if (clock->instructions < clock->limit) return false;
    clock->expired = true;
    uc_emu_stop(uc);
    return true;
}

static inline void cebsp_count_block(uc_engine *uc, cebsp_clock *clock, uint32_t address, uint32_t size) {
    clock->block = address;
    clock->block_size = size;
    clock->instructions += cebsp_count_of(uc, clock, address, size);
    clock->is_first = false;
}

static void cebsp_clock_block(uc_engine *uc, uint64_t address, uint32_t size, cebsp_clock *clock) {
    if (cebsp_is_stub(&clock->stubs, (uint32_t)address)) {
        cebsp_clock_stub(uc, clock, (uint32_t)address);
        return;
    }
    if (clock->instructions >= clock->limit && cebsp_is_over(uc, clock)) return;
    if (clock->tables != NULL && !cebsp_may_begin(uc, clock->tables, (uint32_t)address, size)) {
        clock->is_guarded = true;
        uc_emu_stop(uc);
        return;
    }
    cebsp_count_block(uc, clock, (uint32_t)address, size);
    clock->instructions += clock->owed;
    clock->owed = 0;
    if (clock->costly == NULL) return;
    bool is_costly = cebsp_is_costly(clock, (uint32_t)address);
    if (is_costly) clock->instructions += CEBSP_COSTLY_PRICE;
    // What writes the system control coprocessor is costly, and may change where addresses lead.
    if (is_costly) clock->era++;
    if (clock->tables != NULL) clock->tables->is_changing = is_costly;
}

// Everything that a block may need, and what the next one needs.
static __attribute__((noinline)) void cebsp_clock_slow_block(uc_engine *uc, uint64_t address, uint32_t size,
                                                             cebsp_clock *clock) {
    cebsp_clock_block(uc, address, size, clock);
    bool is_plain = clock->costly == NULL;
    if (clock->tables != NULL) {
        clock->tables->quick = &clock->quick;
        is_plain = is_plain && !clock->tables->is_changing && !clock->tables->has_guarded;
    }
    clock->quick = is_plain ? clock->limit : 0;
}

// Most blocks are only counted. It calls nothing, so that it needs no registers but those that it is called with:
// otherwise most of the time of a tight loop is spent here.
static void cebsp_clock_quick_block(uc_engine *uc, uint64_t address, uint32_t size, void *user) {
    cebsp_clock *clock = (cebsp_clock *)user;
    // A block of one instruction may be a call of the host.
    if (__builtin_expect(clock->instructions >= clock->quick, false) ||
        (size <= 4 && cebsp_is_stub(&clock->stubs, (uint32_t)address))) {
        cebsp_clock_slow_block(uc, address, size, clock);
        return;
    }
    uint32_t count = size >> 2;
    if (clock->counted != NULL) {
        const cebsp_counted *known = cebsp_counted_place(clock, (uint32_t)address);
        if (known->address != address || known->size != size || known->era != clock->era) {
            cebsp_clock_slow_block(uc, address, size, clock);
            return;
        }
        count = known->count;
    }
    clock->block = (uint32_t)address;
    clock->block_size = size;
    clock->instructions += count;
}

static inline uc_err cebsp_clock_install(uc_engine *uc, uc_hook *hook, cebsp_clock *clock) {
    uc_err error = uc_hook_add(uc, hook, UC_HOOK_BLOCK, (void *)cebsp_clock_quick_block, clock, (uint64_t)1, (uint64_t)0);
    if (error != UC_ERR_OK) return error;
    return uc_hook_add(uc, hook, UC_HOOK_EDGE_GENERATED, (void *)cebsp_block_translated, clock, (uint64_t)1, (uint64_t)0);
}

static inline cebsp_stubs *cebsp_clock_stubs(cebsp_clock *clock) { return &clock->stubs; }

static inline void cebsp_clock_release(cebsp_clock *clock) {
    free(clock->costly);
    free(clock->counted);
}
