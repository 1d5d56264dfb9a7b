#pragma once
#include "clockstate.h"

// How many instructions a block has: a quarter of its bytes, but for Thumb code.

static inline cebsp_counted *cebsp_counted_place(const cebsp_clock *clock, uint32_t address) {
    return &clock->counted[(address >> 1 ^ address >> 14) & ((1u << CEBSP_COUNTED_BITS) - 1)];
}

// Has blocks counted as what they are from now on.
static inline void cebsp_clock_expect_thumb(cebsp_clock *clock) {
    if (clock->counted != NULL) return;
    clock->counted = (cebsp_counted *)calloc((size_t)1 << CEBSP_COUNTED_BITS, sizeof(cebsp_counted));
    clock->quick = 0;
}

// Forgets the count of a block whose code is another one now.
static void cebsp_clock_recode(uc_engine *uc, cebsp_clock *clock, uint32_t address) {
    if (clock->counted == NULL) {
        uint32_t status = 0;
        uc_reg_read(uc, UC_ARM_REG_CPSR, &status);
        if (status & 0x20) cebsp_clock_expect_thumb(clock);
        return;
    }
    cebsp_counted *known = cebsp_counted_place(clock, address);
    if (known->address == address) known->era = 0;
}

// Two bytes of the code that runs. `page` is the virtual page whose physical one `physical` is, or 1.
static bool cebsp_read_code(uc_engine *uc, cebsp_clock *clock, uint32_t address, uint32_t *page, uint32_t *physical,
                            uint16_t *halfword) {
    cebsp_tables *tables = clock->tables;
    if (tables == NULL) {
        if (clock->read_code != NULL && clock->read_code(clock->user, address, halfword)) return true;
        return uc_mem_read(uc, address, halfword, 2) == UC_ERR_OK;
    }
    if (*page != (address & ~0xFFFu)) {
        uint32_t rights[2];
        if (tables->is_stale || tables->is_changing) cebsp_read_regime(uc, tables);
        *page = address & ~0xFFFu;
        if (!cebsp_walk(tables, *page, physical, rights)) return false;
    }
    const uint32_t *word = cebsp_word(tables, *physical | (address & 0xFFC));
    if (word == NULL) return false;
    *halfword = (uint16_t)(address & 2 ? *word >> 16 : *word);
    return true;
}

// How many instructions a block has. One whose bytes cannot be read counts as short ones.
static uint32_t cebsp_instructions(uc_engine *uc, cebsp_clock *clock, uint32_t address, uint32_t size) {
    uint32_t status = 0, page = 1, physical = 0, count = 0;
    uc_reg_read(uc, UC_ARM_REG_CPSR, &status);
    if ((status & 0x20) == 0) return size >> 2;
    if (!clock->has_long_thumb) return size >> 1;
    for (uint32_t offset = 0; offset < size; count++) {
        uint16_t halfword = 0;
        if (!cebsp_read_code(uc, clock, address + offset, &page, &physical, &halfword)) return size >> 1;
        offset += halfword >= 0xE800 ? 4 : 2;
    }
    return count;
}

static uint32_t cebsp_count_of(uc_engine *uc, cebsp_clock *clock, uint32_t address, uint32_t size) {
    if (clock->counted == NULL) return size >> 2;
    cebsp_counted *known = cebsp_counted_place(clock, address);
    if (!clock->is_first && known->address == address && known->size == size && known->era == clock->era) {
        return known->count;
    }
    uint32_t count = cebsp_instructions(uc, clock, address, size);
    *known = (cebsp_counted){address, (uint16_t)size, (uint16_t)count, clock->era};
    return count;
}
