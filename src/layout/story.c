#include "layout/story.h"

#include "layout/anchors.h"

/* A numeral and its caption are one paragraph to a reader: a space stands
 * between them that nobody sees. */
static bool one_paragraph(const ts_frame *frame)
{
    int tag = frame->tag.given ? frame->tag.value : -1;
    return tag == TS_TAGNAME_P || tag == TS_TAGNAME_LINK || frame->link.text;
}

static bool goes_on(const ts_box *box)
{
    for (const ts_box *b = box; b->parent; b = b->parent) {
        bool last = b == &b->parent->children[b->parent->count - 1];
        if (!last)
            for (const ts_box *up = b->parent; up; up = up->parent)
                if (one_paragraph(up->frame))
                    return true;
    }
    return false;
}

static const ts_copy *copy_of(ts_composer *composer, const ts_box *box)
{
    if (box->bound->folio)
        return ts_kit_number(composer->kit, composer->page_number + 1, false, box->frame->span);
    bool brief = box->fit && box->fit->use_short && box->bound->short_text;
    const ts_copy *copy = brief ? box->bound->short_text : box->bound->text;
    return goes_on(box) ? ts_kit_spaced(composer->kit, copy) : copy;
}

double ts_story_measure(ts_composer *composer, ts_box *box, double width)
{
    const ts_copy *copy = copy_of(composer, box);
    const ts_style *style = box->fit && box->fit->style ? box->fit->style : box->style;
    ts_text_room room = {.measure = width};
    if (!copy || !ts_anchors_room(composer, box, copy, style, &room) ||
        !ts_kit_flow(composer->kit, copy, style, &room, &box->text)) {
        composer->failed = true;
        return 0;
    }
    return box->text.block->height;
}
