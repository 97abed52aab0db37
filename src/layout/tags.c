/*
 * tags.c - what each box is to a reader: the structure tree in file order.
 */
#include "layout/paint.h"

#include <math.h>

static const ts_tag_kind kinds[] = {
    [TS_TAGNAME_H1] = TS_TAG_H1,       [TS_TAGNAME_H2] = TS_TAG_H2,     [TS_TAGNAME_H3] = TS_TAG_H3,
    [TS_TAGNAME_P] = TS_TAG_P,         [TS_TAGNAME_NOTE] = TS_TAG_NOTE, [TS_TAGNAME_QUOTE] = TS_TAG_QUOTE,
    [TS_TAGNAME_LIST] = TS_TAG_LIST,   [TS_TAGNAME_ITEM] = TS_TAG_ITEM, [TS_TAGNAME_FIGURE] = TS_TAG_FIGURE,
    [TS_TAGNAME_TABLE] = TS_TAG_TABLE, [TS_TAGNAME_LINK] = TS_TAG_LINK, [TS_TAGNAME_SECTION] = TS_TAG_SECT,
};

static ts_tag *add(ts_composer *composer, ts_tag *parent, ts_tag_kind kind)
{
    ts_tag *tag = ts_tag_add(composer->kit->arena, parent, kind);
    if (!tag)
        composer->failed = true;
    else
        tag->page = composer->page_number;
    return tag ? tag : parent;
}

/* Text inside one of these belongs to it and is no paragraph of its own. */
static bool holds_text(const ts_tag *tag)
{
    return tag->kind == TS_TAG_P || tag->kind == TS_TAG_LINK || tag->kind == TS_TAG_NOTE ||
           tag->kind == TS_TAG_H1 || tag->kind == TS_TAG_H2 || tag->kind == TS_TAG_H3;
}

static bool is_item(const ts_box *box)
{
    const ts_choice *tag = &box->frame->tag;
    if (tag->given)
        return tag->value == TS_TAGNAME_ITEM;
    return box->bound->content == TS_CONTENT_COMPONENT && box->count == 1 && is_item(&box->children[0]);
}

static bool artifact_frame(const ts_box *box)
{
    const ts_choice *own = &box->frame->tag;
    if (own->given)
        return own->value == TS_TAGNAME_ARTIFACT;
    const ts_choice *style = box->style ? &box->style->spec->tag : NULL;
    return style && style->given && style->value == TS_TAGNAME_ARTIFACT;
}

static bool give_tags(ts_composer *composer, ts_box *box, size_t count)
{
    box->tags = TS_ARRAY(composer->kit->scratch, ts_tag *, count);
    box->tag_count = box->tags ? count : 0;
    composer->failed |= !box->tags;
    return box->tags != NULL;
}

static void note_id(ts_composer *composer, ts_tag *tag)
{
    if (tag->kind == TS_TAG_NOTE && !tag->note_id)
        tag->note_id = ts_arena_print(composer->kit->arena, "note-%d", tag->id);
}

static int text_tag(const ts_box *box)
{
    if (box->frame->tag.given)
        return box->frame->tag.value;
    return box->style && box->style->spec->tag.given ? box->style->spec->tag.value : TS_TAGNAME_P;
}

/* A link is a part of a paragraph (ISO 32000-1, 14.8.4.4), a quotation holds paragraphs. */
static ts_tag *paragraph_tag(ts_composer *composer, ts_tag *parent, int name)
{
    if (name == TS_TAGNAME_LINK)
        return add(composer, add(composer, parent, TS_TAG_P), TS_TAG_LINK);
    if (name == TS_TAGNAME_QUOTE)
        return add(composer, add(composer, parent, TS_TAG_QUOTE), TS_TAG_P);
    ts_tag *tag = add(composer, parent, kinds[name]);
    note_id(composer, tag);
    return tag;
}

/* A text that is a list: L > LI > Lbl, LBody (ISO 32000-1, 14.8.4.3.3), in a
 * quotation or a note where it is one. Numbered heads stay heads. NULL: it is no list. */
static ts_tag *list_tag(ts_composer *composer, const ts_box *box, ts_tag *parent)
{
    int name = text_tag(box);
    if (!box->style->spec->list || holds_text(parent))
        return NULL;
    if (name == TS_TAGNAME_QUOTE || name == TS_TAGNAME_NOTE)
        parent = add(composer, parent, kinds[name]);
    else if (name != TS_TAGNAME_P && name != TS_TAGNAME_LIST)
        return NULL;
    note_id(composer, parent);
    return add(composer, parent, TS_TAG_LIST);
}

/* What is empty takes no item. */
static void tag_items(ts_composer *composer, ts_box *box, ts_tag *list)
{
    const ts_set_text *text = &box->text;
    if (!give_tags(composer, box, text->copy->count))
        return;
    box->labels = TS_ARRAY(composer->kit->scratch, ts_tag *, text->copy->count);
    composer->failed |= !box->labels;
    for (size_t i = 0; box->labels && i < text->copy->count; i++) {
        const ts_piece *marker = text->pieces[text->marker_from + i];
        ts_tag *item = marker->length ? add(composer, list, TS_TAG_ITEM) : NULL;
        box->labels[i] = item ? add(composer, item, TS_TAG_LABEL) : list;
        box->tags[i] = item ? add(composer, item, TS_TAG_BODY) : list;
    }
}

static void tag_paragraphs(ts_composer *composer, ts_box *box, ts_tag *parent)
{
    size_t count = holds_text(parent) ? 1 : box->text.copy->count ? box->text.copy->count : 1;
    if (!give_tags(composer, box, count))
        return;
    for (size_t i = 0; i < count; i++)
        box->tags[i] = holds_text(parent) ? parent : paragraph_tag(composer, parent, text_tag(box));
}

/* A story is what its first frame is: the frames that go on bear its tags. */
static void tag_text(ts_composer *composer, ts_box *box, ts_tag *parent)
{
    if (!box->text.block || (box->head && box->head != box))
        return;
    ts_tag *list = list_tag(composer, box, parent);
    if (list)
        tag_items(composer, box, list);
    else
        tag_paragraphs(composer, box, parent);
    if (!box->next)
        return;
    box->inner_tags = TS_ARRAY(composer->kit->scratch, ts_tag *, box->text.piece_count);
    composer->failed |= !box->inner_tags;
}

/* A figure's box lies on the page: what bleeds is cut off with the paper. */
static ts_rect on_page(const ts_composer *composer, ts_rect box)
{
    double left = fmax(box.x, 0), top = fmax(box.y, 0);
    double right = fmin(ts_rect_right(box), composer->grid.page_width);
    double bottom = fmin(ts_rect_bottom(box), composer->grid.page_height);
    return (ts_rect){left, top, fmax(right - left, 0), fmax(bottom - top, 0)};
}

/* A table is no part of a paragraph or a link (ISO 32000-1, 14.8.4.3): it stands behind them. */
static ts_tag *table_behind(ts_composer *composer, const ts_box *box, ts_tag *parent)
{
    if (!box->bound->chart->as_table || !composer->kit->edition->profile->tags)
        return NULL;
    while (parent->parent && holds_text(parent))
        parent = parent->parent;
    return add(composer, parent, TS_TAG_TABLE);
}

static void tell_no_alt(ts_composer *composer, ts_span span, const char *message)
{
    const ts_threshold *limit = &composer->kit->stock->sheet->preflight.alt;
    const ts_edition *edition = composer->kit->edition;
    if (!message || !edition->profile->tags || limit->level == TS_LEVEL_OFF)
        return;
    (edition->draft || limit->level == TS_LEVEL_WARNING ? ts_warn : ts_error)(composer->kit->diags, span, "alt", "%s", message);
}

/* Icons in one ink stand beside their words, and are furniture; another picture shows something. */
static void tell_silent(ts_composer *composer, const ts_box *box)
{
    bool shows = box->image || (box->art && !box->art->one_colour) || (box->frame->tag.given && box->frame->tag.value == TS_TAGNAME_FIGURE);
    if (shows)
        tell_no_alt(composer, box->frame->head_span,
                    ts_arena_print(composer->kit->arena, "\"%s\" has no alternative text: give \"alt\" a text of the deck, or \"tag\": \"artifact\" to what only adorns",
                                   ts_box_name(box)));
}

static void tag_figure(ts_composer *composer, ts_box *box, ts_tag *parent)
{
    bool chart = box->bound->content == TS_CONTENT_CHART;
    const char *alt = box->bound->alt ? box->bound->alt : chart ? box->bound->chart->alt : NULL;
    if (!alt)
        tell_silent(composer, box);
    if ((!alt && !chart) || !give_tags(composer, box, 1))
        return;
    ts_tag *figure = add(composer, parent, TS_TAG_FIGURE);
    figure->alt = alt;
    figure->box = on_page(composer, box->rect);
    box->tags[0] = figure;
    if (chart)
        box->plot->table_tag = table_behind(composer, box, parent);
    if (chart && box->bound->chart->inside_count)
        box->plot->inside_tag = add(composer, parent, TS_TAG_DIV);
    if (!ts_box_has_note(box))
        return;
    box->plot->note_tag = add(composer, parent, TS_TAG_NOTE);
    note_id(composer, box->plot->note_tag);
}

static void tag_logos(ts_composer *composer, ts_box *box, ts_tag *parent)
{
    if (!give_tags(composer, box, box->part_count))
        return;
    ts_tag *list = add(composer, parent, TS_TAG_LIST);
    ts_rect content = ts_box_content(box);
    for (size_t i = 0; i < box->part_count; i++) {
        ts_tag *body = add(composer, add(composer, list, TS_TAG_ITEM), TS_TAG_BODY);
        ts_tag *figure = add(composer, body, TS_TAG_FIGURE);
        ts_rect at = box->logos[i].box;
        figure->alt = box->logos[i].alt;
        if (!figure->alt)
            tell_no_alt(composer, box->logos[i].span, "this logo has no alternative text: give its art an \"alt\", its owner's name as a rule");
        figure->box = (ts_rect){content.x + at.x, content.y + at.y, at.w, at.h};
        box->tags[i] = figure;
    }
}

/* Two tags an entry: the label, the note. */
static void tag_sources(ts_composer *composer, ts_box *box, ts_tag *parent)
{
    if (!give_tags(composer, box, box->part_count * 2))
        return;
    ts_tag *list = NULL;
    for (size_t i = 0; i < box->part_count; i++) {
        const ts_source_entry *entry = &box->sources[i];
        ts_tag *holder = parent;
        if (entry->number) {
            list = list ? list : add(composer, parent, TS_TAG_LIST);
            ts_tag *item = add(composer, list, TS_TAG_ITEM);
            box->tags[2 * i] = add(composer, item, TS_TAG_LABEL);
            holder = add(composer, item, TS_TAG_BODY);
        }
        ts_tag *note = add(composer, holder, TS_TAG_NOTE);
        note->note_id = entry->number ? ts_arena_print(composer->kit->arena, "source-%d", entry->number) : NULL;
        note_id(composer, note);
        box->tags[2 * i + 1] = note;
    }
}

static ts_tag *container_tag(ts_composer *composer, ts_box *box, ts_tag *parent)
{
    const ts_choice *tag = &box->frame->tag;
    bool list = box->bound->content == TS_CONTENT_REPEAT && !tag->given && box->count && is_item(&box->children[0]);
    ts_tag *own = parent;
    if (list)
        own = add(composer, parent, TS_TAG_LIST);
    else if (tag->given && tag->value == TS_TAGNAME_ITEM && parent->kind == TS_TAG_LIST)
        own = add(composer, add(composer, parent, TS_TAG_ITEM), TS_TAG_BODY);
    else if (tag->given && tag->value != TS_TAGNAME_ITEM)
        own = add(composer, parent, kinds[tag->value]);
    return own;
}

/* The address of a frame makes all in it one link. */
static ts_tag *link_tag(ts_composer *composer, ts_box *box, ts_tag *parent)
{
    if (!box->frame->link.text || holds_text(parent))
        return parent;
    ts_tag *link = add(composer, add(composer, parent, TS_TAG_P), TS_TAG_LINK);
    link->link = box->frame->link.text;
    link->box = box->rect;
    box->link_tag = link;
    return link;
}

static void tag_inside(ts_composer *composer, ts_box *box, ts_tag *parent)
{
    switch (box->bound->content) {
    case TS_CONTENT_TEXT:
    case TS_CONTENT_CONTINUE:
    case TS_CONTENT_VALUE: tag_text(composer, box, parent); break;
    case TS_CONTENT_CHART:
    case TS_CONTENT_QR:
    case TS_CONTENT_IMAGE: tag_figure(composer, box, parent); break;
    case TS_CONTENT_LOGOS: tag_logos(composer, box, parent); break;
    case TS_CONTENT_SOURCES: tag_sources(composer, box, parent); break;
    default: break;
    }
}

void ts_box_tag(ts_composer *composer, ts_box *box, ts_tag *parent)
{
    if (ts_box_hidden(box))
        return;
    if (!parent)
        box->artifact = box->parent ? box->parent->artifact : TS_ARTIFACT_PAGINATION;
    if (!parent || artifact_frame(box))
        parent = NULL;
    else if (box->count)
        parent = container_tag(composer, box, parent);
    if (parent)
        parent = link_tag(composer, box, parent);
    if (parent)
        tag_inside(composer, box, parent);
    for (size_t i = 0; i < box->count; i++)
        ts_box_tag(composer, &box->children[i], parent);
}
