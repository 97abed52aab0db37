#include "layout/fitting.h"

static const ts_set_text *set_text(const ts_fit_text *text)
{
    return text->part == TS_FIT_NOTE ? &text->box->plot->note : &text->box->text;
}

/* ---- climbing and hiding */

static bool marked(const ts_copy *copy)
{
    for (size_t i = 0; copy && i < copy->count; i++)
        for (size_t k = 0; k < copy->paragraphs[i].count; k++)
            if (copy->paragraphs[i].pieces[k].mark)
                return true;
    return false;
}

bool ts_fit_may_hide(const ts_fit_text *text)
{
    const ts_bound *bound = text->box->bound;
    bool plain = bound->content == TS_CONTENT_TEXT || bound->content == TS_CONTENT_VALUE;
    return text->part == TS_FIT_OWN && plain && !text->goes_on && !marked(bound->text);
}

static void go_stale(const ts_fit_group *group)
{
    for (size_t i = 0; i < group->texts.count; i++)
        group->texts.items[i]->root->stale = true;
}

void ts_fit_stand(const ts_fitting *fitting, ts_fit_group *group, size_t rung)
{
    *group->fit = *ts_fit_reach(fitting, group, rung)->fit;
    go_stale(group);
}

bool ts_fit_hide(ts_fitting *fitting, ts_fit_text *text, bool hidden)
{
    ts_box *box = text->box;
    box->hidden = hidden;
    box->fit = text->group->fit;
    text->root->stale = true;
    if (!hidden)
        return true;
    ts_fit *own = TS_NEW(fitting->kit->scratch, ts_fit);
    if (!own)
        return false;
    *own = *text->group->fit;
    own->hidden = true;
    box->fit = own;
    return true;
}

/* ---- how far a text is from fitting */

bool ts_fit_text_there(const ts_fit_text *text)
{
    if (text->box->hidden)
        return false;
    return text->part == TS_FIT_SOURCES ? text->box->part_count > 0 : set_text(text)->block != NULL;
}

size_t ts_fit_lines(const ts_fit_text *text)
{
    size_t lines = 0;
    if (!ts_fit_text_there(text))
        return 0;
    if (text->part != TS_FIT_SOURCES)
        return set_text(text)->block->count;
    for (size_t i = 0; i < text->box->part_count; i++)
        lines += text->box->sources[i].text.block->count;
    return lines;
}

static void note_width(ts_tightness *how, const ts_set_text *set, double measure)
{
    if (!set->block->too_wide)
        return;
    how->tight = how->wide = true;
    how->measure = measure;
    how->widest = set->block->width;
}

static void note_widths(ts_tightness *how, const ts_fit_text *text)
{
    const ts_box *box = text->box;
    if (text->part != TS_FIT_SOURCES) {
        note_width(how, set_text(text), text->part == TS_FIT_OWN && box->areas.count ? box->areas.boxes[0].w : ts_box_content(box).w);
        return;
    }
    double measure = ts_part_column(&text->leaf->composer, box);
    for (size_t i = 0; i < box->part_count && !how->wide; i++)
        note_width(how, &box->sources[i].text, measure - box->sources[0].at.x);
}

/* The height that a frame may not pass, or 0. */
static double bound_of(const ts_fit_text *text)
{
    const ts_frame *frame = text->box->frame;
    bool grows = false;
    if (text->part == TS_FIT_NOTE || !frame->height.given)
        return 0;
    for (size_t i = 0; text->group && i < text->group->fit->ladder->steps.count; i++)
        grows |= text->group->fit->ladder->steps.items[i]->grow.given;
    if (!grows && !frame->fixed.value)
        return 0;
    return frame->height.pt + (text->group ? text->group->fit->grow : 0);
}

ts_tightness ts_fit_tightness(const ts_fit_text *text)
{
    ts_tightness how = {0};
    if (!ts_fit_text_there(text))
        return how;
    note_widths(&how, text);
    if (text->goes_on)
        return how;
    size_t allowed = text->group ? (size_t)text->group->fit->lines : 0, lines = ts_fit_lines(text);
    if (allowed && lines > allowed) {
        how.lines = lines - allowed;
        how.points = (double)how.lines * set_text(text)->style->type.leading;
    }
    double bound = bound_of(text), over = text->box->natural - (text->box->drop - text->box->locked) - bound;
    if (bound > 0 && over > 0.01 && over > how.points)
        how.points = over;
    how.tight |= how.lines > 0 || how.points > 0;
    return how;
}
