#include "layout/box.h"

static const char *style_name(const ts_bound *bound)
{
    if (bound->frame->style.text)
        return bound->frame->style.text;
    switch (bound->content) {
    case TS_CONTENT_VALUE: return "numeral";
    case TS_CONTENT_SOURCES: return "source";
    default: return "body";
    }
}

static bool sets_type(int content)
{
    return content == TS_CONTENT_TEXT || content == TS_CONTENT_VALUE || content == TS_CONTENT_SOURCES;
}

static ts_rule *either(ts_rule *own, ts_rule *other)
{
    return own ? own : other;
}

static double side(const ts_length *own, const ts_length *other)
{
    return own->given ? own->pt : other && other->given ? other->pt : 0;
}

static double rule_room(const ts_rule *rule)
{
    if (!rule)
        return 0;
    return (rule->weight.given ? rule->weight.pt : 0.5) + (rule->gap.given ? rule->gap.pt : 4);
}

/* A frame's own members go before those of its box style. */
static void dress(ts_composer *composer, ts_box *box)
{
    const ts_frame *frame = box->frame;
    static const ts_box_style none;
    const ts_box_style *style = NULL;
    if (frame->box.text)
        style = ts_sheet_box_style(composer->kit->arena, composer->kit->stock->sheet, frame->box.text);
    if (!style)
        style = &none;
    box->fill = ts_kit_ink(composer->kit, frame->ground.text ? frame->ground.text : style->ground.text);
    box->rules = (ts_rules){either(frame->rules.above, style->rules.above),
                            either(frame->rules.below, style->rules.below),
                            either(frame->rules.left, style->rules.left),
                            either(frame->rules.right, style->rules.right)};
    box->outline = either(frame->outline, style->outline);
    box->inset = (ts_insets){side(&frame->padding.top, &style->padding.top) + rule_room(box->rules.above),
                             side(&frame->padding.right, &style->padding.right) + rule_room(box->rules.right),
                             side(&frame->padding.bottom, &style->padding.bottom) + rule_room(box->rules.below),
                             side(&frame->padding.left, &style->padding.left) + rule_room(box->rules.left)};
}

/* A light tint of a dark swatch is no dark ground. */
static const ts_swatch *ground_of(ts_ink fill)
{
    static const ts_swatch light = {.name = "tint", .rgb = {1, 1, 1}, .type = true};
    return fill.swatch && fill.swatch->dark && fill.tint < 0.5 ? &light : fill.swatch;
}

bool ts_box_make(ts_composer *composer, ts_box *box, const ts_bound *bound, ts_box *parent, const ts_swatch *on)
{
    *box = (ts_box){.bound = bound, .frame = bound->frame, .parent = parent, .count = bound->count};
    composer->box_count++;
    dress(composer, box);
    box->on = box->fill.swatch ? ground_of(box->fill) : on;
    if (sets_type(bound->content))
        box->style = ts_kit_style(composer->kit, style_name(bound));
    if (bound->content == TS_CONTENT_CHART && !(box->plot = TS_NEW(composer->kit->scratch, ts_box_plot)))
        return false;
    box->children = TS_ARRAY_ROOM(composer->kit->scratch, ts_box, bound->count);
    if (!box->children || (sets_type(bound->content) && !box->style))
        return false;
    for (size_t i = 0; i < bound->count; i++)
        if (!ts_box_make(composer, &box->children[i], &bound->children[i], box, box->on))
            return false;
    return true;
}

ts_rect ts_box_content(const ts_box *box)
{
    return (ts_rect){box->rect.x + box->inset.left, box->rect.y + box->inset.top,
                     box->rect.w - box->inset.left - box->inset.right,
                     box->rect.h - box->inset.top - box->inset.bottom};
}

bool ts_box_hidden(const ts_box *box)
{
    while (!box->hidden && box->bound->content == TS_CONTENT_COMPONENT && box->count == 1)
        box = &box->children[0];
    return box->hidden;
}

bool ts_box_baseline_row(const ts_box *box)
{
    const ts_choice *align = &box->frame->align;
    if (box->bound->content == TS_CONTENT_REPEAT)
        return !align->given || align->value == TS_FRAME_BASELINE;
    return box->bound->content == TS_CONTENT_ROW && align->given && align->value == TS_FRAME_BASELINE;
}

double ts_box_gap(const ts_composer *composer, const ts_box *box)
{
    if (box->frame->gap.given)
        return box->frame->gap.pt;
    return box->bound->content == TS_CONTENT_ROW ? composer->grid.gutter : 8;
}

double ts_box_first_baseline(const ts_box *box)
{
    if (box->text.block && box->text.block->count)
        return box->inset.top + box->drop + box->text.block->first_baseline;
    for (size_t i = 0; i < box->count; i++) {
        if (ts_box_hidden(&box->children[i]))
            continue;
        double inside = ts_box_first_baseline(&box->children[i]);
        if (inside >= 0)
            return box->inset.top + box->drop + inside;
        if (box->bound->content == TS_CONTENT_STACK)
            return -1;
    }
    return -1;
}

void ts_box_overset(ts_composer *composer, ts_span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = ts_arena_vprint(composer->kit->arena, format, args);
    va_end(args);
    bool draft = composer->kit->edition->draft;
    ts_diag diag = {draft ? TS_WARNING : TS_ERROR, span, "overset", message ? message : "memory is out", NULL};
    ts_diag_add(composer->kit->diags, diag);
}

const char *ts_box_kind(const ts_box *box)
{
    static const char *const kinds[] = {"frame", "text", "text", "value", "picture", "chart", "code", "logos", "sources", "stack",
                                        "row", "place", "component", "repeat"};
    return kinds[box->frame->content];
}

const char *ts_box_name(const ts_box *box)
{
    const char *kind = ts_box_kind(box);
    for (; box; box = box->parent) {
        const ts_frame *frame = box->frame;
        const char *content[] = {frame->name.text,  frame->text.text, frame->value.text, frame->continues.text,
                                 frame->image.text, frame->qr.text,   frame->sources.text};
        for (size_t i = 0; i < sizeof content / sizeof *content; i++)
            if (content[i])
                return content[i];
    }
    return kind;
}
