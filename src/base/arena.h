/*
 * arena.h - memory that lives and dies with one document.
 *
 * Nothing inside an arena is freed alone. Handles that other libraries own
 * (faces, surfaces, statements) are tied to it with ts_arena_defer and are
 * released with it, newest first. An arena has a byte limit; when it is
 * reached, or malloc fails, the call returns NULL and the arena stays failed.
 */
#ifndef TS_BASE_ARENA_H
#define TS_BASE_ARENA_H

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct ts_arena ts_arena;

/* limit: bytes at most, 0 for the default (512 MiB); its scratch may hold as many beside it. NULL: out of memory. */
ts_arena *ts_arena_new(size_t limit);
void ts_arena_drop(ts_arena *arena); /* NULL is fine */
/* Empty as a new one, a failure forgotten; some of its memory stays warm for the next use. */
void ts_arena_reset(ts_arena *arena);

/* Zeroed, aligned for any type. NULL on failure; size 0 gives a valid pointer. */
void *ts_arena_alloc(ts_arena *arena, size_t size);
/* The same, but with whatever the memory holds: for bytes of which none is read before it is written. */
void *ts_arena_room(ts_arena *arena, size_t size);
/* As these for count items of size bytes; an overflow fails. */
void *ts_arena_array(ts_arena *arena, size_t count, size_t size);
void *ts_arena_array_room(ts_arena *arena, size_t count, size_t size);
#define TS_NEW(arena, type) ((type *)ts_arena_alloc((arena), sizeof(type)))
#define TS_ARRAY(arena, type, count) ((type *)ts_arena_array((arena), (count), sizeof(type)))
#define TS_ARRAY_ROOM(arena, type, count) ((type *)ts_arena_array_room((arena), (count), sizeof(type)))

char *ts_arena_copy(ts_arena *arena, const char *text, size_t length); /* adds the NUL */
char *ts_arena_text(ts_arena *arena, const char *text);                /* NULL gives NULL */
char *ts_arena_print(ts_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *ts_arena_vprint(ts_arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* Memory beside an arena for what is made and dead within a call: the next call has the same again, so that its lines are still
 * in the processor's caches. What is begun last is ended first, and what lasts is made in the arena itself: nothing of that may
 * point into its scratch. An arena that fails there has failed. Where memory is out for a scratch, it is the arena itself. */
typedef struct ts_scratch {
    ts_arena *arena; /* made in; never NULL */
    ts_arena *beside;
    void *block, *behind, *deferred; /* what it held when it was begun */
    size_t block_used, used;
} ts_scratch;
ts_scratch ts_scratch_begin(ts_arena *beside);
void ts_scratch_end(const ts_scratch *scratch);

/* Calls release(handle) when the arena is dropped. On failure the handle is
 * released at once and false is returned. */
bool ts_arena_defer(ts_arena *arena, void (*release)(void *handle), void *handle);

/* Once *stop is true nothing more is handed out and the arena has failed, so that whatever is made in it ends soon,
 * as where memory is out. Looked at with every allocation. */
void ts_arena_heed(ts_arena *arena, const atomic_bool *stop);
void ts_arena_heed_as(ts_arena *arena, const ts_arena *other); /* what the other heeds */
bool ts_arena_stopped(const ts_arena *arena);

/* Who lends files to what is made in the arena (files.h); NULL: nobody. */
typedef struct ts_lender ts_lender;
void ts_arena_lend(ts_arena *arena, const ts_lender *lender);
const ts_lender *ts_arena_lender(const ts_arena *arena);

bool ts_arena_failed(const ts_arena *arena);
/* The machine has failed beside it: why, static; NULL: memory was out for a library. */
void ts_arena_fail(ts_arena *arena, const char *why);
const char *ts_arena_why(const ts_arena *arena); /* of the first such failure; NULL: memory is out, or it has not failed */
/* It has failed, and who owns it holds on to nothing that may not be whole: what is asked for from now on is tried anew. */
void ts_arena_forgive(ts_arena *arena);
size_t ts_arena_used(const ts_arena *arena); /* bytes handed out */

/* Makes room for one more item in a growing array of the arena: *items holds
 * count items of size bytes and has room for *capacity. What is behind the items is
 * whatever the memory holds. */
bool ts_arena_grow(ts_arena *arena, void **items, size_t *capacity, size_t count, size_t size);

/* The same for a text: room for so many bytes more. They hold whatever the memory holds. */
bool ts_arena_widen(ts_arena *arena, char **bytes, size_t *capacity, size_t count, size_t more);

/* A text that grows: the bytes go behind it, and a NUL behind them. False: memory is out. */
typedef struct ts_growing_text {
    char *items; /* NULL: nothing was put yet */
    size_t count, capacity;
} ts_growing_text;
bool ts_arena_append(ts_arena *arena, ts_growing_text *text, const char *bytes, size_t count);

/* A growing array: struct { T *items; size_t count, capacity; } list. TS_PUSH
 * appends and is false when memory is out. */
#define TS_PUSH(arena, list, item)                                                             \
    ((((list)->count < (list)->capacity && (list)->items) ||                                   \
      ts_arena_grow((arena), (void **)&(list)->items, &(list)->capacity, (list)->count,        \
                    sizeof *(list)->items)) &&                                                 \
     ((list)->items[(list)->count++] = (item), true))

#endif
