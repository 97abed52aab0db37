/* What the templates of frames, and of what components are given, come to. Most of it follows from the sheet alone: it is filled
 * once for all editions. */
#include "bind/bind.h"

typedef struct kept { /* in the memo */
    const void *made; /* NULL: a parameter is in it, so that each edition has its own */
    bool left_out;
} kept;

typedef struct place { /* where it is kept */
    ts_memo *memo; /* NULL: nowhere */
    unsigned char key[TS_DIGEST_BYTES];
    const kept *known; /* NULL: it is filled for the first time */
} place;

static place find_place(ts_memo *memo, const char *kind, const void *of, const void *with)
{
    const void *const parts[] = {of, with};
    place found = {.memo = memo};
    if (memo) {
        ts_memo_key(kind, parts, sizeof parts, found.key);
        found.known = ts_memo_find(memo, found.key);
    }
    return found;
}

static bool is_known(const place *p)
{
    return p->known && p->known->made;
}

/* A first try is made where it could stay. */
static ts_slot_user user_of(ts_binder *b, const ts_scope *scope, const place *p)
{
    return (ts_slot_user){b, scope, p->memo && !p->known ? ts_memo_arena(p->memo) : b->arena, 0, false};
}

static void keep(const place *p, kept made)
{
    kept *own = p->memo && !p->known ? TS_NEW(ts_memo_arena(p->memo), kept) : NULL;
    if (own) {
        *own = made;
        ts_memo_put(p->memo, p->key, own);
    }
}

/* ---- frames */

static bool has_empty(const ts_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (!*words->items[i].text)
            return true;
    return false;
}

/* A slot of a wall that an edition leaves empty is no logo. NULL: memory is out. */
static const ts_frame *without_empty(ts_arena *arena, const ts_frame *frame)
{
    ts_frame *own = TS_NEW(arena, ts_frame);
    ts_words logos = {.items = TS_ARRAY(arena, ts_word, frame->logos.count), .capacity = frame->logos.count};
    for (size_t i = 0; logos.items && i < frame->logos.count; i++)
        if (*frame->logos.items[i].text)
            logos.items[logos.count++] = frame->logos.items[i];
    if (!own || !logos.items)
        return NULL;
    *own = *frame;
    own->logos = logos;
    return own;
}

static const ts_frame *fill(ts_slot_user *user, const ts_frame *spec, bool *left_out)
{
    ts_binder *b = user->binder;
    const size_t told = b->diags->count;
    const ts_frame *frame = ts_spec_fill(user->arena, spec, ts_bind_slot, user, b->diags, left_out);
    if (frame && has_empty(&frame->logos))
        frame = without_empty(user->arena, frame);
    *left_out |= frame && spec->logos.count && !frame->logos.count;
    user->varies |= b->diags->count > told;
    b->machine |= !frame;
    return frame;
}

const ts_frame *ts_bind_filled(ts_binder *b, const ts_scope *scope, const ts_frame *spec, bool *left_out)
{
    const bool lasts = scope && scope->lasts && !spec->plain;
    place p = find_place(lasts ? b->request->memo : NULL, "frame", spec, scope ? scope->given : NULL);
    if (is_known(&p)) {
        *left_out = p.known->left_out;
        return p.known->made;
    }
    ts_slot_user user = user_of(b, scope, &p);
    const ts_frame *frame = fill(&user, spec, left_out);
    if (frame && p.memo && !p.known && !user.varies)
        ((ts_frame *)frame)->plain = true; /* the copy that was made here */
    if (frame)
        keep(&p, (kept){user.varies ? NULL : frame, *left_out});
    return frame;
}

/* ---- components */

/* "" stands for the first slot. False: a value has none (a slot outside that was left out), or it was told. */
static bool give(ts_slot_user *user, const ts_component *component, const ts_map *values, ts_map *given)
{
    for (size_t i = 0; i < values->count; i++) {
        const ts_scalar *value = values->items[i].value;
        const char *name = values->items[i].name;
        if (!*name && component->slots.count)
            name = component->slots.items[0].name;
        ts_scalar *filled = TS_NEW(user->arena, ts_scalar);
        if (!filled)
            return false;
        if (!ts_map_find(&component->slots, name)) {
            ts_error_near(user->binder->diags, value->span, "slot", ts_map_nearest(&component->slots, name),
                          "\"%s\" has no slot \"%s\"", component->name, name);
            return false;
        }
        if (!ts_bind_scalar(user, value, filled) || !ts_map_put(user->arena, given, name, filled))
            return false;
    }
    return true;
}

bool ts_bind_give(ts_binder *b, const ts_scope *scope, ts_use *use)
{
    place p = find_place(use->lasts ? b->request->memo : NULL, "given", use->with, use->entry);
    use->given = is_known(&p) ? p.known->made : NULL;
    if (use->given)
        return true;
    ts_slot_user user = user_of(b, scope, &p);
    ts_map *given = TS_NEW(user.arena, ts_map);
    b->machine |= !given;
    if (!given || !give(&user, use->component, use->with, given) ||
        (use->entry && !give(&user, use->component, use->entry, given))) {
        b->machine |= ts_arena_failed(user.arena);
        return false;
    }
    keep(&p, (kept){user.varies ? NULL : given, false});
    use->given = given;
    use->lasts = p.memo && !user.varies;
    return true;
}
