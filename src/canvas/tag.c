#include "canvas/tag.h"

typedef struct root {
    ts_tag tag; /* first: a root is a tag */
    int made;
} root;

static ts_tag *begin(ts_tag *tag, ts_tag_kind kind, int id)
{
    tag->kind = kind;
    tag->id = id;
    tag->page = -1;
    return tag;
}

ts_tag *ts_tag_root(ts_arena *arena)
{
    root *made = TS_NEW(arena, root);
    if (!made)
        return NULL;
    made->made = 1;
    return begin(&made->tag, TS_TAG_DOCUMENT, 0);
}

ts_tag *ts_tag_add(ts_arena *arena, ts_tag *parent, ts_tag_kind kind)
{
    ts_tag *tag = TS_NEW(arena, ts_tag);
    if (!tag || !parent)
        return NULL;
    ts_tag *top = parent;
    while (top->parent)
        top = top->parent;
    begin(tag, kind, ((root *)top)->made++);
    tag->parent = parent;
    if (parent->last)
        parent->last->next = tag;
    else
        parent->first = tag;
    parent->last = tag;
    return tag;
}

size_t ts_tag_count(const ts_tag *tree)
{
    return (size_t)((const root *)tree)->made;
}

const ts_tag *ts_tag_next(const ts_tag *tag, const ts_tag *top)
{
    if (tag->first)
        return tag->first;
    while (tag && tag != top && !tag->next)
        tag = tag->parent;
    return tag && tag != top ? tag->next : NULL;
}

const char *ts_tag_name(ts_tag_kind kind)
{
    /* ISO 32000-1, 14.8.4 */
    static const char *const names[] = {
        [TS_TAG_DOCUMENT] = "Document",
        [TS_TAG_SECT] = "Sect",
        [TS_TAG_DIV] = "Div",
        [TS_TAG_H1] = "H1",
        [TS_TAG_H2] = "H2",
        [TS_TAG_H3] = "H3",
        [TS_TAG_P] = "P",
        [TS_TAG_NOTE] = "Note",
        [TS_TAG_QUOTE] = "BlockQuote",
        [TS_TAG_LIST] = "L",
        [TS_TAG_ITEM] = "LI",
        [TS_TAG_LABEL] = "Lbl",
        [TS_TAG_BODY] = "LBody",
        [TS_TAG_FIGURE] = "Figure",
        [TS_TAG_CAPTION] = "Caption",
        [TS_TAG_TABLE] = "Table",
        [TS_TAG_ROW] = "TR",
        [TS_TAG_HEAD] = "TH",
        [TS_TAG_CELL] = "TD",
        [TS_TAG_LINK] = "Link",
        [TS_TAG_REFERENCE] = "Reference",
        [TS_TAG_SPAN] = "Span",
    };
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "Span";
}
