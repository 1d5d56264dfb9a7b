#pragma once
#include "tables.h"

// What becomes of a run in which the host was called.
typedef enum {
    // It goes on behind the call.
    CEBSP_GO_ON,
    // It ends, and the call was answered.
    CEBSP_ANSWERED,
    // It ends at the call.
    CEBSP_TRAPPED,
} cebsp_answer;

// A block as it was counted when it ran last.
typedef struct {
    uint32_t address;
    uint16_t size;
    uint16_t count;
    // While what addresses lead to is what it was then; 0 of a free place.
    uint64_t era;
} cebsp_counted;

// The virtual clock. It runs before every translated block, so it is C: a Swift closure there costs half the speed.
typedef struct {
    // Instructions counted since the engine was made.
    uint64_t instructions;
    // Where the run stops: the first block that would pass this count is not begun.
    uint64_t limit;
    // Up to here blocks need not be looked at but to be counted: `limit`, or 0 when something else is to be asked.
    uint64_t quick;
    // Whether the last run stopped because of `limit`.
    bool expired;
    // What is known of blocks, by address, once there is Thumb code: how many instructions such a block has does not
    // follow from its size. NULL before.
    cebsp_counted *counted;
    // Changes whenever addresses may lead elsewhere than before.
    uint64_t era;
    // Whether the run's first block is still to come: the library does not tell of its translation.
    bool is_first;
    // Whether the core has Thumb instructions of four bytes. Elsewhere the halves of BL are two instructions.
    bool has_long_thumb;
    // Reads two bytes of the code that runs, where no tables are walked here; NULL when nobody does.
    bool (*read_code)(void *user, uint32_t address, uint16_t *halfword);
    // The block that runs. The core's own PC is not that of the block when one was entered straight from another.
    uint32_t block;
    uint32_t block_size;
    // Blocks translated since the engine was made.
    uint64_t translated;
    // The addresses of blocks that cost CEBSP_COSTLY_PRICE more, by hash, CEBSP_COSTLY_PROBES to look at; NULL without
    // any. 0 is a free entry, 1 one that was given back.
    uint32_t *costly;
    // The page tables, when they are walked here; NULL when the core walks them.
    cebsp_tables *tables;
    // Whether the last run stopped because the next block is code that may not be executed.
    bool is_guarded;
    // Says of a block of a privileged mode, by its last four bytes, whether it belongs among them; NULL when nobody
    // asks.
    bool (*is_costly)(void *user, uint32_t last, bool is_thumb);
    void *user;
    // Where blocks are calls of the host.
    cebsp_stubs stubs;
    // Answers such a call; NULL when nobody does, and the run ends with it.
    cebsp_answer (*answer)(void *answerer, uint32_t address);
    void *answerer;
    // How the last run ended with a call: CEBSP_GO_ON when it did not.
    cebsp_answer trap;
    // The limit of a run that goes on elsewhere than LR says, and what LR is to be there. `limit` is 0 so that the next
    // block asks.
    bool has_link;
    uint32_t link;
    uint64_t link_limit;
    // Counted with the next block: what was taken back for a block that ended in its middle and goes on there.
    uint64_t owed;
    // Blocks that the library translates again because the host has dropped them: they were counted before.
    uint64_t dropped;
} cebsp_clock;

enum {
    CEBSP_COSTLY_BITS = 12,
    CEBSP_COSTLY_PROBES = 8,
    // In instructions: what throwing the TLB away costs the host with the walks that follow.
    CEBSP_COSTLY_PRICE = 200,
    // So much code is translated for nothing: more is a guest that writes its instructions again and again, and a
    // translation takes the host what CEBSP_TRANSLATION_PRICE instructions do.
    CEBSP_FREE_TRANSLATIONS = 65536,
    CEBSP_TRANSLATION_PRICE = 500,
    CEBSP_COUNTED_BITS = 13,
};
