/*
 * Threads: a text goes on in the frames that `continue` it. They stand on the
 * pages, in the order of the file, and all but the last say how high they are.
 */
#include "spec/check.h"

#include <string.h>

typedef struct stop { /* a frame of a thread */
    const ts_frame *frame;
    size_t order; /* in the file */
} stop;

typedef struct thread_walk {
    ts_checker *checker;
    ts_map stops;    /* name -> stop, of all named frames of the pages */
    ts_map last;     /* name of a text frame -> the stop of its thread met last */
    size_t order;
    bool second;     /* names are known: threads are followed */
} thread_walk;

static const char WHERE[] = "; a thread runs through the frames of the pages";

static void thread_error(const thread_walk *w, ts_span span, const char *name, const char *what)
{
    ts_error(w->checker->diags, span, "thread", "\"%s\" %s", name, what);
}

/* The text frame at the head of a row of `continue`s; NULL: there is none. */
static const char *head_of(const thread_walk *w, const char *name)
{
    for (size_t steps = 0; steps <= w->stops.count; steps++) {
        const stop *at = ts_map_find(&w->stops, name);
        if (!at || at->frame->content == TS_CONTENT_TEXT)
            return at ? name : NULL;
        name = at->frame->continues.text;
        if (at->frame->content != TS_CONTENT_CONTINUE || !name)
            return NULL;
    }
    return NULL;
}

static void refuse(const thread_walk *w, ts_word name, const ts_frame *frame)
{
    const char *head = frame->content == TS_CONTENT_CONTINUE ? head_of(w, name.text) : NULL;
    if (head)
        ts_error_near(w->checker->diags, name.span, "thread", head, "\"%s\" goes on with a text itself", name.text);
    else if (frame->content == TS_CONTENT_CONTINUE)
        thread_error(w, name.span, name.text, "leads to no text: the thread comes back to itself");
    else
        thread_error(w, name.span, name.text, "is no frame of text");
}

static const stop *find_story(const thread_walk *w, ts_word name)
{
    const stop *story = ts_map_find(&w->stops, name.text);
    if (story && story->frame->content == TS_CONTENT_TEXT)
        return story;
    if (story)
        refuse(w, name, story->frame);
    else if (ts_map_find(&w->checker->frame_names, name.text))
        ts_error(w->checker->diags, name.span, "thread", "\"%s\" stands in a component or a master%s", name.text,
                 WHERE);
    else
        (void)ts_check_name(w->checker, name, &w->checker->frame_names, "frame", "frame");
    return NULL;
}

static void follow(thread_walk *w, const ts_frame *frame)
{
    ts_word name = frame->continues;
    const stop *story = find_story(w, name);
    if (!story)
        return;
    if (story->order > w->order) {
        thread_error(w, name.span, name.text, "comes later in the file, whose order is the order of reading");
        return;
    }
    const ts_frame *before = ts_map_find(&w->last, name.text);
    if (!before)
        before = story->frame;
    if (!before->height.given)
        ts_error(w->checker->diags, before->head_span, "thread",
                 "this text goes on in another frame: say the \"height\" that it fills");
    (void)ts_map_put(w->checker->arena, &w->last, name.text, (void *)(uintptr_t)frame);
}

static void note(thread_walk *w, const ts_frame *frame)
{
    stop *made = TS_NEW(w->checker->arena, stop);
    if (!made || !frame->name.text || ts_map_find(&w->stops, frame->name.text))
        return;
    *made = (stop){frame, w->order};
    (void)ts_map_put(w->checker->arena, &w->stops, frame->name.text, made);
}

static void walk_frames(thread_walk *w, const ts_frames *frames);

static void walk_frame(thread_walk *w, const ts_frame *frame)
{
    w->order++;
    if (!w->second)
        note(w, frame);
    else if (frame->content == TS_CONTENT_CONTINUE && frame->continues.text)
        follow(w, frame);
    walk_frames(w, &frame->children);
    if (frame->chart && frame->chart->origin)
        walk_frames(w, &frame->chart->origin->inside);
}

static void walk_frames(thread_walk *w, const ts_frames *frames)
{
    for (size_t i = 0; i < frames->count; i++)
        walk_frame(w, frames->items[i]);
}

static void walk_pages(thread_walk *w)
{
    const ts_sheet *sheet = w->checker->sheet;
    w->order = 0;
    for (size_t i = 0; i < sheet->pages.count; i++)
        walk_frames(w, &sheet->pages.items[i]->body);
}

/* ---- where none may be */

static void find_strays(ts_checker *checker, const ts_frame *frame)
{
    if (frame->content == TS_CONTENT_CONTINUE)
        ts_error(checker->diags, frame->head_span, "thread", "\"continue\" stands in a component or a master%s",
                 WHERE);
    for (size_t i = 0; i < frame->children.count; i++)
        find_strays(checker, frame->children.items[i]);
    const ts_node_spec *origin = frame->chart ? frame->chart->origin : NULL;
    for (size_t i = 0; origin && i < origin->inside.count; i++)
        find_strays(checker, origin->inside.items[i]);
}

static void check_strays(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    for (size_t i = 0; i < sheet->components.count; i++) {
        const ts_component *component = sheet->components.items[i].value;
        if (component->frame)
            find_strays(checker, component->frame);
    }
    for (size_t i = 0; i < sheet->masters.count; i++) {
        const ts_master *master = sheet->masters.items[i].value;
        for (size_t f = 0; f < master->frames.count; f++)
            find_strays(checker, master->frames.items[f]);
    }
}

void ts_check_threads(ts_checker *checker)
{
    thread_walk w = {.checker = checker};
    walk_pages(&w);
    w.second = true;
    walk_pages(&w);
    check_strays(checker);
}
