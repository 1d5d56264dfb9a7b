/* Lists that are linked both ways. */
#ifndef CE_LINKLIST_H
#define CE_LINKLIST_H

#include <windef.h>

#define InitializeListHead(head) ((head)->Flink = (head)->Blink = (head))
#define IsListEmpty(head) ((head)->Flink == (head))
#define RemoveEntryList(entry) ((entry)->Blink->Flink = (entry)->Flink, (entry)->Flink->Blink = (entry)->Blink)

FORCEINLINE void CE_InsertBetween(PLIST_ENTRY before, PLIST_ENTRY entry, PLIST_ENTRY after)
{
    entry->Blink = before;
    entry->Flink = after;
    before->Flink = after->Blink = entry;
}

FORCEINLINE PLIST_ENTRY CE_RemoveEntry(PLIST_ENTRY entry)
{
    RemoveEntryList(entry);
    return entry;
}

#define InsertTailList(head, entry) CE_InsertBetween((head)->Blink, (entry), (head))
#define InsertHeadList(head, entry) CE_InsertBetween((head), (entry), (head)->Flink)
#define RemoveHeadList(head) CE_RemoveEntry((head)->Flink)
#define RemoveTailList(head) CE_RemoveEntry((head)->Blink)

#endif
