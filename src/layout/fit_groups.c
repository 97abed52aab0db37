/*
 * fit_groups.c - the texts of the pages are listed and put into groups, and the places that may be too full.
 */
#include "layout/fitting.h"

#include <string.h>

typedef struct walk {
    ts_fitting *fitting;
    ts_leaf *leaf;
    ts_box *root;
    const ts_box *host, *scope;
    const char *name;
    bool repeated; /* the scope is a repeat */
    size_t from;   /* the scope's first group */
} walk;

static const ts_ladder *ladder_of(const ts_kit *kit, const ts_fit_text *text, const ts_style *style)
{
    const ts_word *own = text->part == TS_FIT_NOTE ? NULL : &text->box->frame->ladder;
    const char *name = own && own->text ? own->text : style->spec->ladder.text;
    return name ? ts_map_find(&kit->stock->sheet->ladders, name) : NULL;
}

static bool same(const ts_fit_group *group, const ts_style *style, const ts_ladder *ladder)
{
    return group->fit->base == style && group->fit->ladder == ladder;
}

static const char *named_key(const walk *w, const ts_style *style, const ts_ladder *ladder)
{
    const char *key = style->spec->name ? style->spec->name : "";
    return ts_arena_print(w->fitting->kit->scratch, "%s\n%s\n%s", w->name, key, ladder->name);
}

static ts_fit_group *find_group(const walk *w, const ts_style *style, const ts_ladder *ladder)
{
    const ts_fitting *fitting = w->fitting;
    if (w->name) {
        const char *key = named_key(w, style, ladder);
        return key ? ts_map_find(&fitting->named, key) : NULL;
    }
    for (size_t i = w->from; w->scope && i < fitting->groups.count; i++)
        if (fitting->groups.items[i]->scope == w->scope && same(fitting->groups.items[i], style, ladder))
            return fitting->groups.items[i];
    return NULL;
}

static ts_fit_group *new_group(const walk *w, const ts_box *box, const ts_style *style, const ts_ladder *ladder)
{
    ts_fitting *fitting = w->fitting;
    ts_arena *arena = fitting->kit->scratch;
    ts_fit_group *group = TS_NEW(arena, ts_fit_group);
    ts_fit *fit = TS_NEW(arena, ts_fit);
    if (!group || !fit)
        return NULL;
    *fit = (ts_fit){.ladder = ladder, .base = style, .style = style};
    *group = (ts_fit_group){.name = w->name, .scope = w->scope ? w->scope : box, .fit = fit};
    if (w->name) {
        const char *key = named_key(w, style, ladder);
        group->scope = NULL;
        if (!key || !ts_map_put(arena, &fitting->named, key, group))
            return NULL;
    }
    return TS_PUSH(arena, &fitting->groups, group) ? group : NULL;
}

static bool join(const walk *w, ts_fit_text *text, const ts_style *style)
{
    const ts_ladder *ladder = style ? ladder_of(w->fitting->kit, text, style) : NULL;
    if (!ladder)
        return true;
    ts_fit_group *group = find_group(w, style, ladder);
    if (!group)
        group = new_group(w, text->box, style, ladder);
    if (!group)
        return false;
    text->group = group;
    *(text->part == TS_FIT_NOTE ? &text->box->plot->note_fit : &text->box->fit) = group->fit;
    return TS_PUSH(w->fitting->kit->scratch, &group->texts, text);
}

static bool follow(const walk *w, const ts_word *name, ts_fit_text *text)
{
    return !name->text || ts_map_put(w->fitting->kit->scratch, &w->fitting->threads, name->text, text);
}

/* A frame that continues a story climbs with it. */
static bool join_story(const walk *w, ts_fit_text *text)
{
    const ts_word *story = &text->box->frame->continues;
    ts_fit_text *before = ts_map_find(&w->fitting->threads, story->text);
    if (!before)
        return true;
    before->goes_on = true;
    text->group = before->group;
    if (text->group)
        text->box->fit = text->group->fit;
    return follow(w, story, text) &&
           (!text->group || TS_PUSH(w->fitting->kit->scratch, &text->group->texts, text));
}

static bool list_text(const walk *w, ts_box *box, ts_fit_part part, const ts_style *style)
{
    ts_fit_text *text = TS_NEW(w->fitting->kit->scratch, ts_fit_text);
    if (!text)
        return false;
    *text = (ts_fit_text){.leaf = w->leaf, .root = w->root, .box = box, .host = w->host, .part = part};
    text->lines_before = ts_fit_lines(text);
    bool own = part == TS_FIT_OWN, continues = own && box->frame->continues.text;
    if (!TS_PUSH(w->fitting->kit->scratch, &w->fitting->texts, text) ||
        (own && !follow(w, &box->frame->name, text)))
        return false;
    return continues ? join_story(w, text) : join(w, text, style);
}

static bool list_place(const walk *w, ts_box *box)
{
    bool fixed = box->count && box->frame->fixed.value && box->frame->height.given;
    if (!fixed && !ts_box_inside_count(box))
        return true;
    return TS_PUSH(w->fitting->kit->scratch, &w->fitting->places, ((ts_fit_place){w->leaf, box}));
}

static void enter(walk *w, const ts_box *box)
{
    int content = box->bound->content;
    if (box->frame->group.text)
        w->name = box->frame->group.text;
    if (w->repeated || (content != TS_CONTENT_REPEAT && content != TS_CONTENT_ROW))
        return;
    w->scope = box;
    w->repeated = content == TS_CONTENT_REPEAT;
    w->from = w->fitting->groups.count;
}

static bool list_box(walk w, ts_box *box)
{
    enter(&w, box);
    bool good = list_place(&w, box);
    if (box->text.block)
        good = good && list_text(&w, box, TS_FIT_OWN, box->style);
    if (box->bound->content == TS_CONTENT_SOURCES)
        good = good && list_text(&w, box, TS_FIT_SOURCES, box->style);
    if (ts_box_has_note(box))
        good = good && list_text(&w, box, TS_FIT_NOTE, box->plot->note.style);
    for (size_t i = 0; good && i < box->count; i++)
        good = list_box(w, &box->children[i]);
    w.host = box;
    for (size_t i = 0; good && i < ts_box_inside_count(box); i++)
        good = list_box(w, &box->plot->inside[i]);
    return good;
}

static bool list_boxes(ts_fitting *fitting, ts_leaf *leaf, ts_box *boxes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!list_box((walk){.fitting = fitting, .leaf = leaf, .root = &boxes[i]}, &boxes[i]))
            return false;
    return true;
}

bool ts_fit_collect(ts_fitting *fitting)
{
    for (size_t i = 0; i < fitting->leaf_count; i++) {
        ts_leaf *leaf = &fitting->leaves[i];
        if (!list_boxes(fitting, leaf, leaf->master, leaf->bound->master_count) ||
            !list_boxes(fitting, leaf, leaf->body, leaf->bound->body_count) ||
            !TS_PUSH(fitting->kit->scratch, &fitting->places, ((ts_fit_place){leaf, NULL})))
            return false;
    }
    for (size_t i = 0; i < fitting->groups.count; i++)
        if (!ts_fit_list_rungs(fitting, fitting->groups.items[i]))
            return false;
    return true;
}
