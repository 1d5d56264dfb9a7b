/* Structured exceptions. */
#ifndef CE_EXCPT_H
#define CE_EXCPT_H

#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#define EXCEPTION_CONTINUE_EXECUTION (-1)

/* Clang makes no guarded blocks for ARM. The block runs unguarded, and the compiler says so: a fault in it is reported by
   the machine as one that nobody handles, and what jumps out of it passes __finally over. */
#if __has_attribute(diagnose_if)
#define CE_TELLS(TEXT) __attribute__((diagnose_if(1, TEXT, "warning")))
#else
#define CE_TELLS(TEXT)
#endif
static __inline void CE_GuardsNothing(void) CE_TELLS("__try guards nothing here: a fault in the block is not caught");
static __inline void CE_GuardsNothing(void) {}
static __inline void CE_RunsAtTheEnd(void) CE_TELLS("__finally runs at the end of its block: return and goto pass it over");
static __inline void CE_RunsAtTheEnd(void) {}
static __inline void CE_LeavesInnermost(void) CE_TELLS("__leave leaves the innermost loop or switch");
static __inline void CE_LeavesInnermost(void) {}
#define __try do if (CE_GuardsNothing(), 1)
#define __except(FILTER) while (0); if (0 && (FILTER))
#define __finally while (CE_RunsAtTheEnd(), 0);
#define __leave if (CE_LeavesInnermost(), 0) ; else break
#define GetExceptionCode() 0u
#define _exception_code() 0u
#define GetExceptionInformation() ((struct _EXCEPTION_POINTERS *)0)
#define _exception_info() GetExceptionInformation()
#define AbnormalTermination() 0
#define _abnormal_termination() 0

#endif
