/* Annotations of parameters, which say something to tools that check sources and nothing to the compiler. */
#ifndef CE_SAL_H
#define CE_SAL_H

#define __in
#define __out
#define __inout
#define __in_opt
#define __out_opt
#define __inout_opt
#define __in_z
#define __in_z_opt
#define __out_z
#define __deref_in
#define __deref_out
#define __deref_out_opt
#define __deref_opt_out
#define __deref_inout
#define __deref_inout_opt
#define __reserved
#define __checkReturn
#define __nullterminated
#define __success(expression)
#define __in_ecount(count)
#define __in_ecount_opt(count)
#define __in_ecount_z(count)
#define __in_bcount(size)
#define __in_bcount_opt(size)
#define __in_xcount(count)
#define __in_range(low, high)
#define __out_ecount(count)
#define __out_ecount_opt(count)
#define __out_ecount_z(count)
#define __out_ecount_part(count, length)
#define __out_ecount_part_opt(count, length)
#define __out_bcount(size)
#define __out_bcount_opt(size)
#define __out_bcount_part(size, length)
#define __out_bcount_part_opt(size, length)
#define __out_bcount_full(size)
#define __out_xcount(count)
#define __out_range(low, high)
#define __inout_ecount(count)
#define __inout_ecount_opt(count)
#define __inout_ecount_z(count)
#define __inout_bcount(size)
#define __inout_bcount_opt(size)
#define __inout_bcount_part(size, length)
#define __inout_xcount(count)
#define __deref_out_bcount(size)
#define __deref_out_bcount_opt(size)
#define __deref_out_ecount(count)
#define __deref_in_bcount(size)
#define __deref_inout_bcount(size)
#define __struct_bcount(size)
#define __field_bcount(size)
#define __field_ecount(count)
#define __callback
#define __format_string
#define __bcount(size)
#define __ecount(count)
#define __out_data_source(source)
#define __analysis_assume(expression)
#define __fallthrough
#define __override
#define _In_
#define _In_opt_
#define _In_z_
#define _In_reads_(count)
#define _In_reads_bytes_(size)
#define _In_reads_opt_(count)
#define _Out_
#define _Out_opt_
#define _Out_writes_(count)
#define _Out_writes_bytes_(size)
#define _Out_writes_opt_(count)
#define _Inout_
#define _Inout_opt_
#define _Inout_updates_(count)
#define _Outptr_
#define _Outptr_opt_
#define _Reserved_
#define _Success_(expression)
#define _Check_return_
#define _Ret_maybenull_
#define _Printf_format_string_
#define PREFAST_SUPPRESS(number, text)
#define PREFAST_ASSUME(expression)

#endif
