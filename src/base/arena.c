#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, size) ((void)(p), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(p, size) ((void)(p), (void)(size))
#endif

enum { BLOCK_SIZE = 64 * 1024, WARM_SIZE = 8 * 1024 * 1024, ALIGN = 16 };
static const size_t DEFAULT_LIMIT = (size_t)512 << 20;

typedef struct block {
    struct block *next;
    size_t used, size;
} block;

typedef struct deferred {
    struct deferred *next;
    void (*release)(void *);
    void *handle;
} deferred;

struct ts_arena {
    block *blocks;
    deferred *deferred;
    size_t used, limit;
    size_t most;       /* that was used, of what a scratch gave back */
    ts_arena *scratch; /* once one was begun */
    bool failed;
    const char *why; /* it has, where it is not memory */
    const atomic_bool *stop; /* or NULL */
    const ts_lender *lender; /* or NULL */
};

static size_t round_up(size_t n)
{
    return (n + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
}

static char *block_bytes(block *b)
{
    return (char *)b + round_up(sizeof(block));
}

ts_arena *ts_arena_new(size_t limit)
{
    ts_arena *arena = calloc(1, sizeof *arena);
    if (arena)
        arena->limit = limit ? limit : DEFAULT_LIMIT;
    return arena;
}

/* Newest first, down to `last`, which stays. */
static void release_deferred(ts_arena *arena, const deferred *last)
{
    for (; arena->deferred != last; arena->deferred = arena->deferred->next)
        arena->deferred->release(arena->deferred->handle);
}

/* The first and those behind it, down to `last`, which is given. */
static block *free_blocks(block *first, block *last)
{
    while (first != last) {
        block *next = first->next;
        free(first);
        first = next;
    }
    return last;
}

/* From so many bytes on nothing is handed out: a sanitizer hears of who reads or writes there. */
static void take_back(block *b, size_t used)
{
    b->used = used;
    ASAN_POISON_MEMORY_REGION(block_bytes(b) + used, b->size - used);
}

void ts_arena_drop(ts_arena *arena)
{
    if (!arena)
        return;
    ts_arena_drop(arena->scratch);
    release_deferred(arena, NULL);
    free_blocks(arena->blocks, NULL);
    free(arena);
}

static block *add_block(ts_arena *arena, size_t size)
{
    size_t want = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    block *b = malloc(round_up(sizeof(block)) + want);
    if (!b)
        return NULL;
    *b = (block){.size = want};
    take_back(b, 0);
    /* A block made for one large item goes behind the current one, whose rest stays in use. */
    if (arena->blocks && size > BLOCK_SIZE) {
        b->next = arena->blocks->next;
        arena->blocks->next = b;
    } else {
        b->next = arena->blocks;
        arena->blocks = b;
    }
    return b;
}

/* Several blocks become one that holds what they held and a little more, so that the next use takes no other. */
void ts_arena_reset(ts_arena *arena)
{
    block *only = arena->blocks;
    size_t most = arena->used > arena->most ? arena->used : arena->most;
    release_deferred(arena, NULL);
    if (arena->scratch)
        ts_arena_reset(arena->scratch);
    if (only && !only->next && only->size <= WARM_SIZE) {
        take_back(only, 0);
    } else if (only) {
        most = most < WARM_SIZE ? most + most / 8 : WARM_SIZE;
        arena->blocks = free_blocks(only, NULL);
        add_block(arena, most < WARM_SIZE ? most : WARM_SIZE);
    }
    arena->used = arena->most = 0;
    arena->failed = false;
    arena->why = NULL;
}

ts_scratch ts_scratch_begin(ts_arena *beside)
{
    if (!beside->scratch)
        beside->scratch = ts_arena_new(beside->limit);
    ts_arena *own = beside->scratch;
    if (!own)
        return (ts_scratch){.arena = beside, .beside = beside};
    own->stop = beside->stop;
    own->lender = beside->lender;
    return (ts_scratch){own, beside, own->blocks, own->blocks ? own->blocks->next : NULL, own->deferred,
                        own->blocks ? own->blocks->used : 0, own->used};
}

void ts_scratch_end(const ts_scratch *scratch)
{
    ts_arena *own = scratch->arena;
    block *first = scratch->block;
    if (own == scratch->beside)
        return;
    if (own->failed)
        ts_arena_fail(scratch->beside, own->why);
    if (!scratch->used) {
        ts_arena_reset(own);
        return;
    }
    own->most = own->used > own->most ? own->used : own->most;
    release_deferred(own, scratch->deferred);
    own->blocks = free_blocks(own->blocks, first);
    first->next = free_blocks(first->next, scratch->behind);
    take_back(first, scratch->block_used);
    own->used = scratch->used;
}

void ts_arena_heed(ts_arena *arena, const atomic_bool *stop)
{
    arena->stop = stop;
}

void ts_arena_heed_as(ts_arena *arena, const ts_arena *other)
{
    arena->stop = other->stop;
}

void ts_arena_lend(ts_arena *arena, const ts_lender *lender)
{
    arena->lender = lender;
}

const ts_lender *ts_arena_lender(const ts_arena *arena)
{
    return arena->lender;
}

bool ts_arena_stopped(const ts_arena *arena)
{
    return arena->stop && atomic_load_explicit(arena->stop, memory_order_relaxed);
}

/* Room in a block, as yet not taken. */
static block *find_room(ts_arena *arena, size_t size, size_t need)
{
    block *b = arena->blocks;
    if (arena->failed || size > arena->limit || arena->used > arena->limit - size || ts_arena_stopped(arena))
        return NULL;
    return b && b->size - b->used >= need ? b : add_block(arena, need);
}

/* Takes what follows in a block. */
static char *take_from(ts_arena *arena, block *b, size_t size, size_t need)
{
    char *p = block_bytes(b) + b->used;
    ASAN_UNPOISON_MEMORY_REGION(p, size);
    b->used += need;
    arena->used += need;
    return p;
}

void *ts_arena_room(ts_arena *arena, size_t size)
{
    size_t need = round_up(size ? size : 1);
    block *b = find_room(arena, size, need);
    if (b)
        return take_from(arena, b, size, need);
    arena->failed = true;
    return NULL;
}

void *ts_arena_alloc(ts_arena *arena, size_t size)
{
    void *p = ts_arena_room(arena, size);
    return p ? memset(p, 0, size) : NULL;
}

/* Whether their product is; a division is asked only where it may be. */
static bool is_too_many(size_t count, size_t size)
{
    static const size_t FEW = (size_t)1 << (sizeof(size_t) * 4 - 1);
    return (count | size) >= FEW && size && count > SIZE_MAX / 2 / size;
}

void *ts_arena_array(ts_arena *arena, size_t count, size_t size)
{
    if (!is_too_many(count, size))
        return ts_arena_alloc(arena, count * size);
    arena->failed = true;
    return NULL;
}

void *ts_arena_array_room(ts_arena *arena, size_t count, size_t size)
{
    if (!is_too_many(count, size))
        return ts_arena_room(arena, count * size);
    arena->failed = true;
    return NULL;
}

char *ts_arena_copy(ts_arena *arena, const char *text, size_t length)
{
    char *copy = ts_arena_room(arena, length + 1);
    if (!copy)
        return NULL;
    if (length)
        memcpy(copy, text, length);
    copy[length] = 0;
    return copy;
}

char *ts_arena_text(ts_arena *arena, const char *text)
{
    return text ? ts_arena_copy(arena, text, strlen(text)) : NULL;
}

/* Text for one step of a format, and how much of the format that is. */
typedef struct bit {
    const char *text;
    size_t count, taken; /* taken 0: it is none that is known here */
    char digits[24];
} bit;

static void take_number(bit *b, size_t value, bool below, size_t taken)
{
    char *first = b->digits + sizeof b->digits;
    do
        *--first = (char)('0' + value % 10);
    while (value /= 10);
    if (below)
        *--first = '-';
    b->text = first;
    b->count = (size_t)(b->digits + sizeof b->digits - first);
    b->taken = taken;
}

static void take_bit(bit *b, const char *format, va_list *args)
{
    b->taken = 0;
    if (format[0] != '%') {
        b->text = format;
        b->count = b->taken = strcspn(format, "%");
    } else if (format[1] == 's') {
        b->text = va_arg(*args, const char *);
        b->count = b->text ? strlen(b->text) : 0;
        b->taken = b->text ? 2 : 0;
    } else if (format[1] == 'd') {
        int value = va_arg(*args, int);
        take_number(b, value < 0 ? -(size_t)value : (size_t)value, value < 0, 2);
    } else if (format[1] == 'z' && format[2] == 'u')
        take_number(b, va_arg(*args, size_t), false, 3);
}

enum { BRIEF = 256 };

/* Most formats know %s, %d and %zu alone, which take the C library's printf five times as long. Gives the length; BRIEF: there
 * is something else, or too much. */
static size_t print_plainly(char brief[BRIEF], const char *format, va_list *args)
{
    size_t length = 0;
    for (bit b; *format; format += b.taken) {
        take_bit(&b, format, args);
        if (!b.taken || b.count >= BRIEF - length)
            return BRIEF;
        memcpy(brief + length, b.text, b.count);
        length += b.count;
    }
    return length;
}

/* Most are short: they are printed once. */
char *ts_arena_vprint(ts_arena *arena, const char *format, va_list args)
{
    char brief[BRIEF];
    va_list plain, again;
    va_copy(plain, args);
    va_copy(again, args);
    size_t brief_length = print_plainly(brief, format, &plain);
    int length = brief_length < BRIEF ? (int)brief_length : vsnprintf(brief, sizeof brief, format, args);
    char *text = length < 0 ? NULL : ts_arena_room(arena, (size_t)length + 1);
    if (text && (size_t)length < sizeof brief)
        memcpy(text, brief, (size_t)length);
    else if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    if (text)
        text[length] = 0;
    va_end(again);
    va_end(plain);
    arena->failed = arena->failed || length < 0;
    return text;
}

char *ts_arena_print(ts_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = ts_arena_vprint(arena, format, args);
    va_end(args);
    return text;
}

bool ts_arena_defer(ts_arena *arena, void (*release)(void *handle), void *handle)
{
    deferred *d = ts_arena_alloc(arena, sizeof *d);
    if (!d) {
        release(handle);
        return false;
    }
    *d = (deferred){arena->deferred, release, handle};
    arena->deferred = d;
    return true;
}

void ts_arena_fail(ts_arena *arena, const char *why)
{
    arena->why = arena->failed ? arena->why : why;
    arena->failed = true;
}

const char *ts_arena_why(const ts_arena *arena)
{
    return arena->failed ? arena->why : NULL;
}

bool ts_arena_failed(const ts_arena *arena)
{
    return arena->failed;
}

void ts_arena_forgive(ts_arena *arena)
{
    arena->failed = false;
    arena->why = NULL;
}

size_t ts_arena_used(const ts_arena *arena)
{
    return arena->used;
}

/* What was handed out last is made longer where it is. False: something stands behind it, or there is no room. */
static bool extend(ts_arena *arena, char *bytes, size_t held, size_t wanted)
{
    block *b = arena->blocks;
    size_t had = round_up(held), more = round_up(wanted) - had;
    if (!bytes || !b || bytes + had != block_bytes(b) + b->used || b->size - b->used < more || !find_room(arena, more, more))
        return false;
    (void)take_from(arena, b, more, more);
    ASAN_UNPOISON_MEMORY_REGION(bytes, wanted);
    return true;
}

bool ts_arena_grow(ts_arena *arena, void **items, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity && *items)
        return true;
    size_t wider = *capacity ? *capacity * 2 : 8;
    bool many = is_too_many(wider, size);
    if (many || !extend(arena, *items, *capacity * size, wider * size)) {
        void *moved = many ? NULL : ts_arena_room(arena, wider * size);
        if (!moved) {
            arena->failed = true;
            return false;
        }
        if (count)
            memcpy(moved, *items, count * size);
        *items = moved;
    }
    *capacity = wider;
    return true;
}

bool ts_arena_widen(ts_arena *arena, char **bytes, size_t *capacity, size_t count, size_t more)
{
    size_t wider = *capacity ? *capacity : 64;
    if (more <= *capacity - count)
        return true;
    if (more > SIZE_MAX / 4 - count) {
        arena->failed = true;
        return false;
    }
    while (wider - count < more)
        wider *= 2;
    if (!extend(arena, *bytes, *capacity, wider)) {
        char *moved = ts_arena_room(arena, wider);
        if (!moved)
            return false;
        if (count)
            memcpy(moved, *bytes, count);
        *bytes = moved;
    }
    *capacity = wider;
    return true;
}

bool ts_arena_append(ts_arena *arena, ts_growing_text *text, const char *bytes, size_t count)
{
    if (!ts_arena_widen(arena, &text->items, &text->capacity, text->count, count + 1))
        return false;
    memcpy(text->items + text->count, bytes, count);
    text->count += count;
    text->items[text->count] = '\0';
    return true;
}
