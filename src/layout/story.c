#include "layout/story.h"

#include "layout/anchors.h"
#include "layout/columns.h"
#include "layout/thread.h"

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

static const ts_copy *spaced(ts_composer *composer, ts_box *box, const ts_copy *copy)
{
    if (!box->set.spaced || box->set.copy != copy) {
        box->set.spaced = ts_kit_spaced(composer->kit, copy);
        box->set.copy = copy;
    }
    return box->set.spaced;
}

static const ts_copy *copy_of(ts_composer *composer, ts_box *box)
{
    if (box->bound->folio)
        return ts_kit_number(composer->kit, composer->page_number + 1, false, box->frame->span);
    bool brief = box->fit && box->fit->use_short && box->bound->short_text;
    const ts_copy *copy = brief ? box->bound->short_text : box->bound->text;
    return goes_on(box) ? spaced(composer, box, copy) : copy;
}

/* Where this frame takes the text up. */
static ts_text_at start_of(const ts_box *box)
{
    const ts_box *before = ts_thread_before(box);
    return before && before->text.block ? before->text.block->end : (ts_text_at){0, 0};
}

static bool set_story(ts_composer *composer, ts_box *box, ts_box *head, double width)
{
    ts_columns_text text = {.copy = copy_of(composer, head), .room = {.measure = width}};
    text.style = head->fit && head->fit->style ? head->fit->style : head->style;
    text.from = start_of(box);
    text.goes_on = ts_thread_next(box) != NULL;
    return text.copy && ts_anchors_room(composer, box, text.copy, text.style, &text.room) &&
           ts_columns_set(composer, box, &text);
}

double ts_story_measure(ts_composer *composer, ts_box *box, double width)
{
    ts_box *head = box->head ? box->head : box;
    bool there = head->bound->content != TS_CONTENT_CONTINUE && !(head != box && ts_box_hidden(head));
    box->text = (ts_set_text){0};
    if (!there) /* what it would go on with is not on these pages */
        return 0;
    if (!set_story(composer, box, head, width)) {
        composer->failed = true;
        return 0;
    }
    return box->text.block->height;
}
