/// A script for IDA, in Python (modules ida_segment and idc).
struct IDAText {
    let map: ExportedMap

    var text: String {
        """
        # -*- coding: utf-8 -*-
        # Makes a segment for each row of the static map of \(comment(map.title)).
        import ida_segment
        import idc

        \(ScriptRows(map: map).text)

        def add_rows():
            for name, start, size, is_ram, remark in ROWS:
                kind = "CODE" if is_ram else "DATA"
                if not ida_segment.add_segm(0, start, start + size, name, kind):
                    print("%s at 0x%08x: not added" % (name, start))
                    continue
                ida_segment.set_segment_cmt(ida_segment.getseg(start), remark, False)
            for name, start in LABELS:
                idc.set_name(start, name, idc.SN_NOWARN)


        add_rows()

        """
    }
}
