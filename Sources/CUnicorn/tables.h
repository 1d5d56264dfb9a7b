#pragma once
#include <stdlib.h>
#include <string.h>

#include "controls.h"

// Page tables walked for the core. The library asks for each page that its TLB misses; with an answer of ours it takes
// stores to pages that nobody has executed on its fast path, which its own walker lets it do for pages that cannot be
// executed only.

enum {
    CEBSP_BANKS = 64,
    CEBSP_READ = 1,
    CEBSP_WRITE = 2,
    CEBSP_EXECUTE = 4,
    CEBSP_PAGES = 1 << 20,
    CEBSP_CONDITIONS = 0x0600FC00,
    // Pages of executed code that are remembered one by one, so that they can be forgotten without a look at all.
    CEBSP_REMEMBERED = 1024,
};

typedef struct {
    uint32_t base;
    uint32_t size;
    uint8_t *bytes;
} cebsp_bank;

// Virtual addresses at which guests call the host: nothing is mapped there, but whoever executes code there finds a
// page whose every word returns to the caller. It is not there for loads and stores, which fault.
typedef struct {
    uint32_t base;
    // Bytes; 0 when there are none.
    uint32_t size;
    // The physical page.
    uint32_t page;
    // The tables of the guest lead to that page, where it has a hole, or have code of its own at the addresses.
    bool are_in_the_way;
} cebsp_stubs;

static inline bool cebsp_is_stub(const cebsp_stubs *stubs, uint32_t address) {
    return address - stubs->base < stubs->size;
}

// Whose data accesses are told, and whether a hook is there that tells them.
typedef struct {
    // What is looked for in each 64 KB of the low and of the high half of the address space, a bit a reason; 0 means
    // nothing.
    const uint8_t *halves[2];
    // Whether all accesses are told, whatever they touch.
    bool everything;
    // Whether the library has the hook. Without it the TLB takes no page of those that are looked for, so that the
    // first access to one ends the run.
    bool is_hooked;
    // The run has ended for it: the access was not made.
    bool is_missed;
} cebsp_watched;

static inline uint32_t cebsp_reasons(const cebsp_watched *watched, uint32_t address) {
    return watched->halves[address >> 31][address >> 16 & 0x7FFF];
}

typedef struct {
    // Where descriptors and instructions are read.
    cebsp_bank banks[CEBSP_BANKS];
    uint32_t bank_count;
    // What the core's architecture decides of descriptors, as `DescriptorRules` says.
    bool has_extended_small_pages;
    bool has_privileged_execute_never;
    bool has_protection_bits;
    // SCTLR, TTBR0, TTBR1, TTBCR, DACR as they were read last.
    uint32_t control, ttbr0, ttbr1, ttbcr, dacr;
    // They may have changed since.
    bool is_stale;
    // The block that runs may change them.
    bool is_changing;
    // Nothing leads anywhere: a device has refused an access, and the rest of its block must do nothing.
    bool is_frozen;
    // The library looks for code that it is to forget; that executes nothing.
    bool is_forgetting;
    // The tables have what pages of 4 KB cannot say: the core has to walk them itself.
    bool is_inexpressible;
    // What could not be answered last: the page, and UC_MEM_READ, UC_MEM_WRITE or UC_MEM_FETCH.
    uint32_t page;
    uint32_t access;
    // A byte for each physical page: whether code of it was translated. Stores to such a page are looked at, through
    // whatever address.
    uint8_t *executed;
    // The first of them, and how many there are.
    uint32_t *executed_pages;
    uint32_t executed_count;
    // A bit for each virtual page that was answered as executable so that stores there are looked at, although it is
    // not.
    uint32_t *guarded;
    bool has_guarded;
    // The clock's, which is 0 as soon as there are some.
    uint64_t *quick;
    // The virtual page by which each physical page is known to the TLB, with bit 0 set; 0 when none is. NULL when
    // nobody asks.
    uint32_t *shown;
    // NULL until there may be some.
    cebsp_stubs *stubs;
    // NULL when nobody looks at data accesses.
    cebsp_watched *watched;
} cebsp_tables;

static inline uint32_t cebsp_read_cp15(uc_engine *uc, uint32_t crn, uint32_t opc2) {
    uc_arm_cp_reg request = {.cp = 15, .crn = crn, .crm = 0, .opc1 = 0, .opc2 = opc2, .val = 0};
    uc_reg_read(uc, UC_ARM_REG_CP_REG, &request);
    return (uint32_t)request.val;
}

// What TTBR1 and TTBCR are where the core has none is 0.
static inline void cebsp_read_regime(uc_engine *uc, cebsp_tables *tables) {
    tables->control = cebsp_read_cp15(uc, 1, 0);
    tables->ttbr0 = cebsp_read_cp15(uc, 2, 0);
    tables->ttbr1 = cebsp_read_cp15(uc, 2, 1);
    tables->ttbcr = cebsp_read_cp15(uc, 2, 2);
    tables->dacr = cebsp_read_cp15(uc, 3, 0);
    tables->is_stale = false;
}

static inline const uint32_t *cebsp_word(const cebsp_tables *tables, uint32_t address) {
    for (uint32_t index = 0; index < tables->bank_count; index++) {
        const cebsp_bank *bank = &tables->banks[index];
        uint32_t offset = address - bank->base;
        if (offset < bank->size) return (const uint32_t *)(bank->bytes + (offset & ~3u));
    }
    return NULL;
}

// What a mode may do with a page: access bits with APX as bit 2.
static inline uint32_t cebsp_rights(const cebsp_tables *tables, uint32_t bits, bool is_user) {
    if (tables->control >> 29 & 1) {
        if ((bits & 1) == 0) return 0;
        if (is_user && (bits & 2) == 0) return 0;
        return bits & 4 ? CEBSP_READ : CEBSP_READ | CEBSP_WRITE;
    }
    switch (bits) {
    case 0: {
        uint32_t protection = tables->has_protection_bits ? tables->control >> 8 & 3 : 0;
        return protection == 2 || (protection == 1 && !is_user) ? CEBSP_READ : 0;
    }
    case 1: return is_user ? 0 : CEBSP_READ | CEBSP_WRITE;
    case 2: return is_user ? CEBSP_READ : CEBSP_READ | CEBSP_WRITE;
    case 3: return CEBSP_READ | CEBSP_WRITE;
    case 5: return is_user ? 0 : CEBSP_READ;
    case 6:
    case 7: return CEBSP_READ;
    default: return 0;
    }
}

// The rights of four access fields, when they are the same; the core alone can tell quarters of a page apart.
static inline bool cebsp_quarters(cebsp_tables *tables, uint32_t word, uint32_t *bits) {
    *bits = word >> 4 & 3;
    if ((word >> 4 & 0xFF) == *bits * 0x55) return true;
    tables->is_inexpressible = true;
    return false;
}

// Where a virtual page leads, and what privileged (0) and user code (1) may do there. The formats are those of
// `ARMMMU`, which has the sources; this walk is held against its walk and against the core's own.
static inline bool cebsp_walk(cebsp_tables *tables, uint32_t page, uint32_t *physical, uint32_t rights[2]) {
    if ((tables->control & 1) == 0) {
        *physical = page;
        rights[0] = rights[1] = CEBSP_READ | CEBSP_WRITE | CEBSP_EXECUTE;
        return true;
    }
    bool is_v6 = tables->control >> 23 & 1;
    uint32_t n = tables->ttbcr & 7;
    bool is_upper = n != 0 && page >> (32 - n) != 0;
    if (tables->ttbcr & (is_upper ? 0x20 : 0x10)) return false;
    uint32_t table = is_upper ? tables->ttbr1 & ~0x3FFFu : tables->ttbr0 & ~((0x4000u >> n) - 1);
    const uint32_t *first = cebsp_word(tables, table | page >> 20 << 2);
    if (first == NULL) return false;
    uint32_t word = *first, bits = 0, domain = word >> 5 & 15;
    bool never = false, privileged_never = false;
    uint32_t type = word & 3;
    if (type == 0 || (type == 3 && is_v6 && !tables->has_privileged_execute_never)) return false;
    if (type == 2 || (type == 3 && is_v6)) {
        *physical = (word & 0xFFF00000) | (page & 0x000FF000);
        bits = word >> 10 & 3;
        if (is_v6) {
            bits |= word >> 13 & 4;
            never = word >> 4 & 1;
            privileged_never = tables->has_privileged_execute_never && (word & 1);
            if (word >> 18 & 1) {
                if ((word & 0x00F001E0) != 0) return false;
                *physical = (word & 0xFF000000) | (page & 0x00FFF000);
                domain = 0;
            }
        }
    } else {
        bool is_fine = type == 3;
        privileged_never = !is_fine && tables->has_privileged_execute_never && (word & 4);
        const uint32_t *second = cebsp_word(
            tables, is_fine ? (word & 0xFFFFF000) | (page >> 8 & 0xFFC) : (word & 0xFFFFFC00) | (page >> 10 & 0x3FC));
        if (second == NULL) return false;
        word = *second;
        type = word & 3;
        if (is_fine) tables->is_inexpressible = true;
        if (is_fine || type == 0) return false;
        bool is_large = type == 1;
        *physical = is_large ? (word & 0xFFFF0000) | (page & 0xF000) : word & 0xFFFFF000;
        if (is_v6) {
            bits = (word >> 4 & 3) | (word >> 7 & 4);
            never = is_large ? word >> 15 & 1 : word & 1;
        } else if (is_large) {
            bits = word >> (4 + (page >> 14 & 3) * 2) & 3;
        } else if (type == 3) {
            if (!tables->has_extended_small_pages) return false;
            bits = word >> 4 & 3;
        } else if (!cebsp_quarters(tables, word, &bits)) {
            return false;
        }
    }
    switch (tables->dacr >> domain * 2 & 3) {
    case 1: break;
    case 3: rights[0] = rights[1] = CEBSP_READ | CEBSP_WRITE | CEBSP_EXECUTE; return true;
    default: return false;
    }
    for (int user = 0; user < 2; user++) {
        rights[user] = cebsp_rights(tables, bits, user);
        bool is_refused = never || (privileged_never && !user);
        if ((rights[user] & CEBSP_READ) && !is_refused) rights[user] |= CEBSP_EXECUTE;
    }
    return true;
}

// Whether the instruction that makes an access makes it as user code: LDRT, STRT and their kin.
static inline bool cebsp_is_unprivileged(uc_engine *uc, cebsp_tables *tables, uint32_t status) {
    uint32_t pc = 0, physical, rights[2];
    uc_reg_read(uc, UC_ARM_REG_PC, &pc);
    if (!cebsp_walk(tables, pc & ~0xFFFu, &physical, rights)) return false;
    const uint32_t *word = cebsp_word(tables, physical | (pc & 0xFFC));
    if (word == NULL) return false;
    if ((status & 0x20) == 0) {
        if (*word >> 28 == 15) return false;
        if ((*word & 0x0D200000) == 0x04200000) return (*word & 0x02000010) != 0x02000010;
        return (*word & 0x0F200090) == 0x00200090 && (*word & 0x60) != 0;
    }
    uint32_t high = pc & 2 ? *word >> 16 : *word & 0xFFFF;
    if ((high & 0xFE80) != 0xF800) return false;
    uint32_t next = pc + 2;
    if ((next & 0xFFF) == 0 && !cebsp_walk(tables, next, &physical, rights)) return false;
    word = cebsp_word(tables, (physical & ~0xFFFu) | (next & 0xFFC));
    return word != NULL && ((next & 2 ? *word >> 16 : *word) & 0x0F00) == 0x0E00;
}

static inline bool cebsp_is_user(uint32_t status) { return (status & 0x1F) == 0x10; }

// Has the TLB know a physical page by one virtual page at a time, so that a hook that is told the first can tell the
// second.
static inline void cebsp_show(uc_engine *uc, cebsp_tables *tables, uint32_t physical, uint32_t page) {
    uint32_t *shown = &tables->shown[physical >> 12];
    if (*shown != 0 && *shown != (page | 1)) {
        uc_arm_cp_reg request = {.cp = 15, .crn = 8, .crm = 7, .opc1 = 0, .opc2 = 1, .val = *shown & ~0xFFFu};
        uc_reg_write(uc, UC_ARM_REG_CP_REG, &request);
    }
    *shown = page | 1;
}

// The library has put the state of the conditional instructions of Thumb code (IT) into CPSR, as an abort needs it.
// Code that goes on knows its state itself, and would take what is left there for that of the block behind it.
static inline void cebsp_clear_conditions(uc_engine *uc, uint32_t status) {
    if ((status & CEBSP_CONDITIONS) == 0 || (status & 0x20) == 0) return;
    status &= ~(uint32_t)CEBSP_CONDITIONS;
    uc_reg_write(uc, UC_ARM_REG_CPSR, &status);
}

static inline void cebsp_forget_conditions(uc_engine *uc) {
    uint32_t status = 0;
    uc_reg_read(uc, UC_ARM_REG_CPSR, &status);
    cebsp_clear_conditions(uc, status);
}

typedef enum { CEBSP_NO_STUB, CEBSP_STUB, CEBSP_IN_THE_WAY } cebsp_stub_answer;

// Whether a page is one of the stubs'. Where the tables lead to code of the guest's own there are none.
static inline cebsp_stub_answer cebsp_fill_stub(const cebsp_tables *tables, uint32_t page, uc_mem_type access,
                                                bool is_mapped, uint32_t physical) {
    if (is_mapped && physical == tables->stubs->page) return CEBSP_IN_THE_WAY;
    if (access != UC_MEM_FETCH || !cebsp_is_stub(tables->stubs, page) || tables->is_forgetting) return CEBSP_NO_STUB;
    return is_mapped ? CEBSP_IN_THE_WAY : CEBSP_STUB;
}

// Whether nobody would tell an access that is to be told.
static inline bool cebsp_misses(cebsp_watched *watched, uint32_t page) {
    if (watched == NULL || watched->is_hooked) return false;
    watched->is_missed = watched->everything || cebsp_reasons(watched, page) != 0;
    return watched->is_missed;
}

// Answers the library where a page leads. False is an abort.
static bool cebsp_fill(uc_engine *uc, uint64_t address, uc_mem_type access, cebsp_tlb_entry *entry, void *user) {
    cebsp_tables *tables = (cebsp_tables *)user;
    uint32_t page = (uint32_t)address & ~0xFFFu, physical, rights[2], status = 0;
    tables->page = page;
    tables->access = access;
    if (tables->is_frozen) return false;
    if (tables->is_stale || tables->is_changing) cebsp_read_regime(uc, tables);
    bool is_mapped = cebsp_walk(tables, page, &physical, rights);
    if (tables->stubs != NULL && tables->stubs->size != 0) {
        switch (cebsp_fill_stub(tables, page, access, is_mapped, is_mapped ? physical : 0)) {
        case CEBSP_NO_STUB: break;
        case CEBSP_IN_THE_WAY: tables->stubs->are_in_the_way = true; return false;
        case CEBSP_STUB:
            entry->physical = tables->stubs->page;
            entry->rights = CEBSP_EXECUTE;
            return true;
        }
    }
    if (!is_mapped) return false;
    uc_reg_read(uc, UC_ARM_REG_CPSR, &status);
    bool is_user = cebsp_is_user(status);
    bool is_fetch = access == UC_MEM_FETCH;
    if (!is_user && !is_fetch && rights[0] != rights[1]) is_user = cebsp_is_unprivileged(uc, tables, status);
    uint32_t allowed = rights[is_user];
    uint32_t needed = is_fetch ? CEBSP_EXECUTE : access == UC_MEM_WRITE ? CEBSP_WRITE : CEBSP_READ;
    if ((allowed & needed) == 0) return false;
    if (!is_fetch && cebsp_misses(tables->watched, page)) return false;
    uint8_t *executed = &tables->executed[physical >> 12];
    if (is_fetch && !tables->is_forgetting && !*executed) {
        // Its other mappings are in the TLB as pages whose stores need no look.
        *executed = 1;
        if (tables->executed_count < CEBSP_REMEMBERED) tables->executed_pages[tables->executed_count] = physical >> 12;
        tables->executed_count++;
        cebsp_flush_tlb(uc);
    }
    if (!*executed && !tables->is_forgetting) {
        allowed &= ~(uint32_t)CEBSP_EXECUTE;
    } else if ((allowed & CEBSP_EXECUTE) == 0) {
        allowed |= CEBSP_EXECUTE;
        tables->guarded[page >> 17] |= 1u << (page >> 12 & 31);
        tables->has_guarded = true;
        if (tables->quick != NULL) *tables->quick = 0;
    }
    if (tables->shown != NULL) cebsp_show(uc, tables, physical, page);
    if (!is_fetch) cebsp_clear_conditions(uc, status);
    entry->physical = physical;
    entry->rights = (int)allowed;
    return true;
}

// Whether a page is guarded and may not be executed now.
static inline bool cebsp_guards(uc_engine *uc, cebsp_tables *tables, uint32_t address) {
    uint32_t page = address & ~0xFFFu, physical, rights[2], status = 0, bit = 1u << (page >> 12 & 31);
    if ((tables->guarded[page >> 17] & bit) == 0) return false;
    if (tables->is_stale || tables->is_changing) cebsp_read_regime(uc, tables);
    uc_reg_read(uc, UC_ARM_REG_CPSR, &status);
    if (cebsp_walk(tables, page, &physical, rights) && (rights[cebsp_is_user(status)] & CEBSP_EXECUTE)) return false;
    tables->page = page;
    tables->access = UC_MEM_FETCH;
    return true;
}

static inline void cebsp_tables_add(cebsp_tables *tables, cebsp_bank bank) {
    if (tables->bank_count < CEBSP_BANKS) tables->banks[tables->bank_count++] = bank;
}

static inline bool cebsp_tables_allocate(cebsp_tables *tables) {
    tables->executed = (uint8_t *)calloc(CEBSP_PAGES, 1);
    tables->executed_pages = (uint32_t *)calloc(CEBSP_REMEMBERED, sizeof(uint32_t));
    tables->guarded = (uint32_t *)calloc(CEBSP_PAGES / 32, sizeof(uint32_t));
    tables->is_stale = true;
    return tables->executed != NULL && tables->executed_pages != NULL && tables->guarded != NULL;
}

static inline bool cebsp_tables_show(cebsp_tables *tables) {
    if (tables->shown == NULL) tables->shown = (uint32_t *)calloc(CEBSP_PAGES, sizeof(uint32_t));
    return tables->shown != NULL;
}

static inline void cebsp_tables_release(cebsp_tables *tables) {
    free(tables->executed);
    free(tables->executed_pages);
    free(tables->guarded);
    free(tables->shown);
}

// Leaves the banks only: nothing has been executed or walked. Clearing all pages would take as long as a tenth of a
// short run.
static inline void cebsp_tables_clear(cebsp_tables *tables) {
    if (tables->executed_count <= CEBSP_REMEMBERED) {
        for (uint32_t index = 0; index < tables->executed_count; index++) {
            tables->executed[tables->executed_pages[index]] = 0;
        }
    } else {
        memset(tables->executed, 0, CEBSP_PAGES);
    }
    if (tables->has_guarded) memset(tables->guarded, 0, CEBSP_PAGES / 8);
    free(tables->shown);
    cebsp_tables cleared = {.bank_count = tables->bank_count,
                            .executed = tables->executed,
                            .executed_pages = tables->executed_pages,
                            .guarded = tables->guarded,
                            .is_stale = true};
    memcpy(cleared.banks, tables->banks, sizeof cleared.banks);
    *tables = cleared;
}

static bool cebsp_never_answers(uc_engine *uc, uc_mem_type access, uint64_t address, int size, int64_t value,
                               void *user) {
    (void)uc, (void)access, (void)address, (void)size, (void)value, (void)user;
    return false;
}

// With each block that it translates the library looks through all entries of its TLB for the block's page, which takes
// as long as the rest of the translation; but not where a hook like this one covers the block's virtual address. What
// the look is for is done when a page is executed for the first time: its other mappings are forgotten. The same hook
// would shut the fast path of stores to RAM whose physical addresses are in the range.
static inline uc_err cebsp_tables_spare(uc_engine *uc, uc_hook *hook, uint64_t first, uint64_t last) {
    return uc_hook_add(uc, hook, UC_HOOK_MEM_READ_UNMAPPED, (void *)cebsp_never_answers, NULL, first, last);
}

static inline uc_err cebsp_tables_install(uc_engine *uc, uc_hook *hook, cebsp_tables *tables) {
    uc_err error =
        uc_hook_add(uc, hook, CEBSP_HOOK_TLB_FILL, (void *)cebsp_fill, tables, (uint64_t)1, (uint64_t)0);
    return error != UC_ERR_OK ? error : cebsp_set_tlb_mode(uc, CEBSP_TLB_VIRTUAL);
}
