#include "layout/thread.h"

static bool link_box(ts_arena *arena, ts_map *last, ts_box *box)
{
    const char *name = box->frame->name.text, *story = box->frame->continues.text;
    if (box->bound->content == TS_CONTENT_TEXT && name && !ts_map_put(arena, last, name, box))
        return false;
    ts_box *before = box->bound->content == TS_CONTENT_CONTINUE && story ? ts_map_find(last, story) : NULL;
    if (before) {
        before->head = before->head ? before->head : before;
        before->next = box;
        box->before = before;
        box->head = before->head;
        if (!ts_map_put(arena, last, story, box))
            return false;
    }
    for (size_t i = 0; i < box->count; i++)
        if (!link_box(arena, last, &box->children[i]))
            return false;
    return true;
}

bool ts_threads_link(ts_fitting *fitting)
{
    ts_map last = {0}; /* name of a text -> the last frame of its thread so far */
    for (size_t i = 0; i < fitting->leaf_count; i++) {
        const ts_leaf *leaf = &fitting->leaves[i];
        for (size_t k = 0; k < leaf->bound->body_count; k++)
            if (!link_box(fitting->kit->scratch, &last, &leaf->body[k]))
                return false;
    }
    return true;
}

static ts_box *root_of(ts_box *box)
{
    while (box->parent)
        box = box->parent;
    return box;
}

static void go_stale(const ts_box *root, const ts_box *box)
{
    for (ts_box *next = box->next; next; next = next->next)
        if (root_of(next) != root)
            root_of(next)->stale = true;
    for (size_t i = 0; i < box->count; i++)
        go_stale(root, &box->children[i]);
}

void ts_threads_stale(const ts_box *root)
{
    go_stale(root, root);
}

static bool is_there(const ts_box *box)
{
    for (const ts_box *b = box; b; b = b->parent)
        if (b->hidden)
            return false;
    return true;
}

const ts_box *ts_thread_before(const ts_box *box)
{
    const ts_box *before = box->before;
    while (before && !is_there(before))
        before = before->before;
    return before;
}

const ts_box *ts_thread_next(const ts_box *box)
{
    const ts_box *next = box->next;
    while (next && !is_there(next))
        next = next->next;
    return next;
}
