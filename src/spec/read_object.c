#include "spec/read.h"

#include "spec/value.h"

#include <string.h>

/* Members that set type where only a style may. */
static const char *const setting[] = {"set", "font", "size", "leading", "tracking", "capitals", "features"};

static bool is_setting(const ts_json *item, const ts_shape *shape)
{
    for (size_t i = 0; shape == &ts_shape_frame && i < TS_COUNT(setting); i++)
        if (strcmp(setting[i], item->key) == 0)
            return true;
    return false;
}

/* What others call a member. */
static const struct {
    const char *said, *meant;
} foreign[] = {{"pie", "donut"},     {"doughnut", "donut"}, {"ring", "donut"},   {"scatter", "dots"},    {"histogram", "columns"},
               {"picture", "image"}, {"photo", "image"},    {"img", "image"},    {"icon", "image"},      {"colours", "colors"},
               {"body", "stack"},    {"children", "stack"}, {"heading", "text"}, {"background", "ground"}};

static const char *translated(const ts_shape *shape, const char *key)
{
    for (size_t i = 0; i < TS_COUNT(foreign); i++)
        if (strcmp(foreign[i].said, key) == 0 && ts_shape_member(shape, foreign[i].meant))
            return foreign[i].meant;
    return NULL;
}

static const char *nearest_member(const ts_shape *shape, const char *key)
{
    if (translated(shape, key))
        return translated(shape, key);
    const char *names[128];
    size_t count = shape->count < TS_COUNT(names) ? shape->count : TS_COUNT(names);
    for (size_t i = 0; i < count; i++)
        names[i] = shape->members[i].name;
    return ts_nearest(names, count, key);
}

/* A kind of chart that stands in a frame. */
static const ts_member *stray_kind(const ts_json *item, const ts_shape *shape)
{
    const char *meant = translated(&ts_shape_chart, item->key);
    const ts_member *kind = shape == &ts_shape_frame ? ts_shape_member(&ts_shape_chart, meant ? meant : item->key) : NULL;
    return kind && kind->pick ? kind : NULL;
}

/* Whether the value is what the member takes: nothing is told of it, and nothing kept. */
static bool suits(ts_reader *reader, const ts_json *item, const ts_shape *shape, const ts_member *member)
{
    void *object = ts_arena_alloc(reader->arena, shape->size);
    ts_diags *told = reader->diags, unheard = ts_diags_new(reader->arena);
    const size_t frames = reader->frames, later = reader->later.count;
    if (!object)
        return false;
    ts_read_defaults(shape, object);
    reader->diags = &unheard;
    reader->tries = true;
    const bool right = ts_read_member(reader, item, member, object) && !unheard.errors;
    reader->diags = told;
    reader->tries = false;
    reader->frames = frames;
    reader->later.count = later;
    return right;
}

/* Tells of it, and lets it be the member that it is likely to be, so that what depends on that is no second mistake. False: it
 * stays unknown. */
static bool mend_member(ts_reader *reader, const ts_json *json, ts_json *item, const ts_shape *shape)
{
    const char *excerpt = ts_value_excerpt(reader->arena, item->key);
    if (is_setting(item, shape)) {
        ts_read_later(reader, TS_LATER_SETTING, item->kind == TS_JSON_STRING ? item->string : "", shape->what, item->key_span);
        return false;
    }
    const ts_member *kind = stray_kind(item, shape);
    if (kind) {
        ts_error(reader->diags, item->key_span, "member", "unknown member \"%s\" in a frame: a chart stands there as \"chart\": {\"%s\": ...}", excerpt, kind->name);
        return false;
    }
    const char *near = nearest_member(shape, item->key);
    ts_error_near(reader->diags, item->key_span, "member", near, "unknown member \"%s\" in %s", excerpt, shape->what);
    const ts_member *member = near && !ts_json_member(json, near) ? ts_shape_member(shape, near) : NULL;
    const bool kindred = member && !(shape == &ts_shape_chart && member->pick); /* a kind of chart asks for data of its own */
    const bool mended = kindred && !reader->tries && suits(reader, item, shape, member);
    if (mended)
        item->key = member->name;
    return mended;
}

/* False: some member stays unknown, so that what an object lacks may be that. */
static bool mend_members(ts_reader *reader, const ts_json *json, const ts_shape *shape)
{
    bool known = true;
    for (const ts_json *item = json->child; item; item = item->next)
        if (!ts_shape_member(shape, item->key))
            known &= mend_member(reader, json, (ts_json *)(uintptr_t)item, shape);
    return known;
}

/* ---- rules among members */

typedef struct picked {
    const ts_json *first, *second;
    int number;
} picked;

static picked find_picks(const ts_json *json, const ts_shape *shape)
{
    picked found = {0};
    for (const ts_json *item = json->child; item; item = item->next) {
        const ts_member *member = ts_shape_member(shape, item->key);
        if (!member || !member->pick)
            continue;
        if (!found.first) {
            found.first = item;
            found.number = member->pick - 1;
        } else if (!found.second && strcmp(found.first->key, item->key) != 0) {
            found.second = item;
        }
    }
    return found;
}

static bool has_any(const ts_json *json, const char *const *names)
{
    for (; names && *names; names++)
        if (ts_json_member(json, *names))
            return true;
    return false;
}

/* "bars, columns or map" */
static const char *contents(ts_reader *reader, const ts_shape *shape)
{
    const char *all = "", *last = NULL;
    for (size_t i = 0; i < shape->count && all; i++) {
        if (!shape->members[i].pick)
            continue;
        if (last)
            all = ts_arena_print(reader->arena, "%s%s%s", all, *all ? ", " : "", last);
        last = shape->members[i].name;
    }
    return all && *all ? ts_arena_print(reader->arena, "%s or %s", all, last) : last;
}

static void say_none(ts_reader *reader, const ts_json *json, const ts_shape *shape)
{
    const ts_pick *pick = &shape->pick;
    ts_span span = json->key ? json->key_span : json->span;
    const char *all = pick->none ? NULL : contents(reader, shape);
    if (pick->none)
        ts_error(reader->diags, span, pick->rule, "%s", pick->none);
    else
        ts_error(reader->diags, span, pick->rule, "%s needs a %s: %s", shape->what, pick->noun, all ? all : "");
}

/* True when options can be held against a content, or against none. */
static bool check_pick(ts_reader *reader, const ts_json *json, const ts_shape *shape, void *object, bool known)
{
    const ts_pick *pick = &shape->pick;
    picked found = find_picks(json, shape);
    if (found.second)
        ts_error(reader->diags, found.second->key_span, pick->rule, "%s has one %s: \"%s\" and \"%s\"%s",
                 shape->what, pick->noun, found.first->key, found.second->key, pick->tail ? pick->tail : "");
    if (!found.first && known && !has_any(json, pick->instead))
        say_none(reader, json, shape);
    if (!found.first)
        return has_any(json, pick->instead);
    if (pick->field != TS_NO_FIELD)
        *(int *)((char *)object + pick->field) = found.number;
    if (pick->head != TS_NO_FIELD)
        *(ts_span *)((char *)object + pick->head) = found.first->key_span;
    return true;
}

static const char *owners(ts_reader *reader, const ts_shape *shape, unsigned with)
{
    const char *all = "";
    for (size_t i = 0; i < shape->count && all; i++) {
        const ts_member *member = &shape->members[i];
        if (member->pick && (with & (1u << (member->pick - 1))))
            all = ts_arena_print(reader->arena, "%s%s%s", all, *all ? ", " : "", member->name);
    }
    return all ? all : "";
}

static void check_options(ts_reader *reader, const ts_json *json, const ts_shape *shape)
{
    unsigned present = 0;
    for (const ts_json *item = json->child; item; item = item->next) {
        const ts_member *member = ts_shape_member(shape, item->key);
        if (member && member->pick)
            present |= 1u << (member->pick - 1);
    }
    for (const ts_json *item = json->child; item; item = item->next) {
        const ts_member *member = ts_shape_member(shape, item->key);
        if (member && member->with && !(member->with & present))
            ts_error(reader->diags, item->key_span, "option", "\"%s\" belongs to %s", item->key,
                     owners(reader, shape, member->with));
    }
}

static const char *and_list(ts_reader *reader, const char *const *names)
{
    const char *all = "";
    for (int i = 0; i < 3 && names[i] && all; i++)
        all = ts_arena_print(reader->arena, "%s%s\"%s\"", all, i ? " and " : "", names[i]);
    return all ? all : "";
}

static void check_need(ts_reader *reader, const ts_json *json, const ts_need *need, const ts_json *member)
{
    for (int i = 0; i < 3 && need->needs[i]; i++) {
        if (ts_json_member(json, need->needs[i]) || (need->unless && ts_json_member(json, need->unless)))
            continue;
        if (need->message)
            ts_error(reader->diags, member->key_span, need->rule, need->message, json->key ? json->key : "");
        else
            ts_error(reader->diags, member->key_span, need->rule, "%s needs %s", need->member,
                     and_list(reader, need->needs));
        return;
    }
}

static void check_pairs(ts_reader *reader, const ts_json *json, const ts_shape *shape)
{
    for (const char *const(*pair)[2] = shape->never; pair && (*pair)[0]; pair++) {
        const ts_json *second = ts_json_member(json, (*pair)[1]);
        if (second && ts_json_member(json, (*pair)[0]))
            ts_error(reader->diags, second->key_span, "option", "\"%s\" and \"%s\" do not stand together",
                     (*pair)[0], (*pair)[1]);
    }
}

static void check_required(ts_reader *reader, const ts_json *json, const ts_shape *shape)
{
    ts_span span =
        json->key ? json->key_span : (ts_span){json->span.source, json->span.begin, json->span.begin + 1};
    for (size_t i = 0; i < shape->count; i++)
        if ((shape->members[i].flags & TS_REQUIRED) && !ts_json_member(json, shape->members[i].name))
            ts_error(reader->diags, span, "required", "%s needs \"%s\"", shape->what, shape->members[i].name);
    if (shape->any && !has_any(json, shape->any))
        ts_error(reader->diags, span, "required", "%s needs \"%s\" or \"%s\"", shape->what, shape->any[0],
                 shape->any[1]);
    if (json->count < shape->least || (shape->most && json->count > shape->most))
        ts_error(reader->diags, span, "bounds", "%s has %s one member", shape->what,
                 shape->most ? "exactly" : "at least");
}

static void check_needs(ts_reader *reader, const ts_json *json, const ts_shape *shape)
{
    for (const ts_need *need = shape->needs; need && need->member; need++) {
        const ts_json *member = ts_json_member(json, need->member);
        if (member)
            check_need(reader, json, need, member);
    }
    check_required(reader, json, shape);
}

static void check_rules(ts_reader *reader, const ts_json *json, const ts_shape *shape, void *object, bool known)
{
    if (shape->pick.noun && check_pick(reader, json, shape, object, known))
        check_options(reader, json, shape);
    check_pairs(reader, json, shape);
    if (known)
        check_needs(reader, json, shape);
}

/* ---- objects */

static void read_members(ts_reader *reader, const ts_json *json, const ts_shape *shape, void *object)
{
    for (const ts_json *item = json->child; item; item = item->next) {
        const ts_member *member = ts_shape_member(shape, item->key);
        if (member && !ts_read_member(reader, item, member, object))
            (void)TS_PUSH(reader->arena, &reader->refused, (const void *)object);
    }
}

bool ts_read_is_refused(const ts_reader *reader, const void *object)
{
    for (size_t i = 0; i < reader->refused.count; i++)
        if (reader->refused.items[i] == object)
            return true;
    return false;
}

bool ts_read_into(ts_reader *reader, const ts_json *json, const ts_shape *shape, void *object)
{
    if (json->kind != TS_JSON_OBJECT)
        return ts_read_refuse(reader, json, "an object");
    if (shape->span != TS_NO_FIELD)
        *(ts_span *)((char *)object + shape->span) = json->span;
    const bool known = mend_members(reader, json, shape);
    read_members(reader, json, shape, object);
    check_rules(reader, json, shape, object, known);
    return !shape->finish || shape->finish(reader, json, object);
}

/* True when one more frame is within the bounds; each bound is reported once. */
static bool room_for_frame(ts_reader *reader, const ts_json *json)
{
    if (reader->depth >= TS_LIMIT_NESTING) {
        ts_error(reader->diags, json->span, "bounds", "frames are nested deeper than %d", TS_LIMIT_NESTING);
        return false;
    }
    if (reader->frames == TS_LIMIT_FRAMES)
        ts_error(reader->diags, json->span, "bounds", "there are more than %d frames", TS_LIMIT_FRAMES);
    return reader->frames++ < TS_LIMIT_FRAMES;
}

static bool has_slots(const ts_json *json)
{
    if (json->kind == TS_JSON_STRING)
        return strchr(json->string, '{');
    for (const ts_json *item = json->child; item; item = item->next)
        if ((item->key && strchr(item->key, '{')) || has_slots(item))
            return true;
    return false;
}

/* In the order of the table, in which they are filled. */
static bool note_open(ts_reader *reader, ts_frame *frame, const ts_member *member)
{
    if (!TS_PUSH(reader->arena, &frame->open, member))
        return false;
    const ts_member **items = frame->open.items;
    for (size_t i = frame->open.count - 1; i > 0 && items[i - 1] > items[i]; i--) {
        items[i] = items[i - 1];
        items[i - 1] = member;
    }
    return true;
}

/* Its children are filled for themselves. */
static void find_open(ts_reader *reader, const ts_json *json, ts_frame *frame)
{
    for (const ts_json *item = json->child; item; item = item->next) {
        const ts_member *member = ts_shape_member(&ts_shape_frame, item->key);
        bool children = member && member->kind == TS_K_LIST && member->shape == &ts_shape_frame;
        if (member && !children && has_slots(item) && !note_open(reader, frame, member))
            return;
    }
    frame->plain = frame->open.count == 0;
}

void *ts_read_new(ts_reader *reader, const ts_json *json, const ts_shape *shape)
{
    bool frame = shape == &ts_shape_frame;
    if (json->kind != TS_JSON_OBJECT) {
        (void)ts_read_refuse(reader, json, shape->what);
        return NULL;
    }
    if (frame && !room_for_frame(reader, json))
        return NULL;
    void *object = ts_arena_alloc(reader->arena, shape->size);
    if (!object)
        return NULL;
    ts_read_defaults(shape, object);
    reader->depth += frame;
    (void)ts_read_into(reader, json, shape, object);
    reader->depth -= frame;
    if (frame)
        find_open(reader, json, object);
    return object;
}
