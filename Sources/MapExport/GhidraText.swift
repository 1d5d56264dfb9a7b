/// A script for Ghidra, in the Python that its script manager runs (interfaces Memory, MemoryBlock and FlatProgramAPI).
struct GhidraText {
    let map: ExportedMap

    var text: String {
        """
        # -*- coding: utf-8 -*-
        # Makes a memory block for each row of the static map of \(comment(map.title)).
        # @category WindowsCE

        \(ScriptRows(map: map).text)

        def add_rows():
            memory = currentProgram.getMemory()
            for name, start, size, is_ram, remark in ROWS:
                try:
                    block = memory.createUninitializedBlock(name, toAddr(start), size, False)
                except Exception as error:
                    print("%s at 0x%08x: %s" % (name, start, error))
                    continue
                block.setPermissions(True, True, is_ram)
                block.setVolatile(not is_ram)
                block.setComment(remark)
            for name, start in LABELS:
                createLabel(toAddr(start), name, False)


        add_rows()

        """
    }
}
