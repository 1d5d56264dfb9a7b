#include <capstone/capstone.h>

// Operands lie in a C array of 36 inside two unions, which Swift sees as a tuple of 36.
static inline const cs_arm_op *cebsp_operand(const cs_insn *instruction, int index) {
    return &instruction->detail->arm.operands[index];
}

static inline int cebsp_operand_count(const cs_insn *instruction) { return instruction->detail->arm.op_count; }

static inline bool cebsp_writes_back(const cs_insn *instruction) { return instruction->detail->arm.writeback; }

// The arrays of cs_regs_access are parameters of array type; `read` has room for 64 registers.
static inline int cebsp_registers_read(csh handle, const cs_insn *instruction, uint16_t *read) {
    cs_regs written;
    uint8_t count = 0, written_count = 0;
    if (cs_regs_access(handle, instruction, read, &count, written, &written_count) != CS_ERR_OK) return 0;
    return count;
}
