#include "answer/page_texts.h"

#include "base/json_out.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct letter { /* one run of the pages */
    const ts_item *item;
    const ts_tag *tag; /* of the text it belongs to; NULL: an artifact */
    size_t page, at;   /* the page, and its place in the order of painting */
    size_t rank;       /* of that tag in the tree */
} letter;

typedef struct collector {
    ts_arena *arena;
    size_t *ranks; /* by a tag's id: its place in a walk through the tree */
    size_t tag_count;
    const letter *letters; /* in the order of reading */
    size_t letter_count;
    struct { ts_page_text *items; size_t count, capacity; } texts;
    char *words; /* of the text in the making */
    size_t length, room;
} collector;

/* ---- the order of reading */

static bool rank_tags(collector *c, const ts_tag *root)
{
    int last = -1;
    for (const ts_tag *tag = root; tag; tag = ts_tag_next(tag, root))
        last = tag->id > last ? tag->id : last;
    c->tag_count = (size_t)(last + 1);
    c->ranks = TS_ARRAY(c->arena, size_t, c->tag_count);
    size_t rank = 0;
    for (const ts_tag *tag = root; tag && c->ranks; tag = ts_tag_next(tag, root))
        c->ranks[tag->id] = rank++;
    return c->ranks;
}

/* The paragraph, cell or figure that a tag inside of a line belongs to. */
static const ts_tag *block_of(const ts_tag *tag)
{
    while (tag && (tag->kind == TS_TAG_LINK || tag->kind == TS_TAG_REFERENCE || tag->kind == TS_TAG_SPAN) && tag->parent)
        tag = tag->parent;
    return tag;
}

static int by_reading(const void *left, const void *right)
{
    const letter *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->item->turn != b->item->turn)
        return a->item->turn < b->item->turn ? -1 : 1;
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* What has no tag comes after all that has. */
static size_t rank_of(const collector *c, const ts_tag *tag)
{
    return tag ? c->ranks[tag->id] : c->tag_count;
}

/* How many runs each rank has, behind its own place. Gives how many there are. */
static size_t count_runs(const collector *c, const ts_document *document, size_t *runs)
{
    size_t count = 0;
    for (size_t p = 0; p < document->page_count; p++) {
        const ts_items *items = &document->pages[p]->items;
        for (size_t i = 0; i < items->count; i++)
            if (items->items[i].kind == TS_ITEM_RUN) {
                runs[rank_of(c, block_of(items->items[i].tag)) + 1]++;
                count++;
            }
    }
    return count;
}

/* By rank, each in the order of painting. starts: of the ranks. */
static void list_runs(const collector *c, const ts_document *document, size_t *starts, letter *list)
{
    for (size_t p = 0; p < document->page_count; p++) {
        const ts_items *items = &document->pages[p]->items;
        for (size_t i = 0; i < items->count; i++) {
            if (items->items[i].kind != TS_ITEM_RUN)
                continue;
            const ts_tag *tag = block_of(items->items[i].tag);
            size_t rank = rank_of(c, tag);
            list[starts[rank]++] = (letter){&items->items[i], tag, p, i, rank};
        }
    }
}

static bool in_order(const letter *letters, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (by_reading(&letters[i - 1], &letters[i]) > 0)
            return false;
    return true;
}

static bool gather(collector *c, const ts_document *document)
{
    size_t ranks = c->tag_count + 1;
    size_t *starts = TS_ARRAY(c->arena, size_t, ranks + 1);
    if (!starts)
        return false;
    size_t count = count_runs(c, document, starts);
    letter *read = TS_ARRAY_ROOM(c->arena, letter, count);
    if (!read)
        return false;
    for (size_t rank = 1; rank < ranks; rank++)
        starts[rank] += starts[rank - 1];
    list_runs(c, document, starts, read);
    if (!in_order(read, count)) /* threads have turns */
        qsort(read, count, sizeof *read, by_reading);
    c->letters = read;
    c->letter_count = count;
    return true;
}

/* ---- texts */

static const char *text_or(const char *a)
{
    return a ? a : "";
}

static bool same(const char *a, const char *b)
{
    return strcmp(text_or(a), text_or(b)) == 0;
}

static const char *value_of(const letter *one)
{
    return one->item->origin ? one->item->origin->value : NULL;
}

static bool is_loose(const ts_tag *tag)
{
    return !tag || tag->kind == TS_TAG_FIGURE;
}

/* Whether a run goes on with the text of the one before: that of its paragraph; outside of
 * paragraphs, that of the same key or number in the same frame. */
static bool goes_on(const letter *one, const letter *before)
{
    static const ts_origin nowhere = {0};
    const ts_origin *a = one->item->origin ? one->item->origin : &nowhere;
    const ts_origin *b = before->item->origin ? before->item->origin : &nowhere;
    if (one->tag != before->tag)
        return false;
    if (!is_loose(one->tag))
        return true;
    return a == b || (one->page == before->page && same(a->key, b->key) && same(a->frame, b->frame) && same(a->value, b->value) &&
                      (a->key || a->value));
}

/* Bytes of a sign of which nothing, or a space, is read: forced lines (U+2028) are spaces to a reader, soft hyphens
 * (U+00AD) nothing. 0: it is none. */
static size_t odd_sign(const char *text, size_t length, bool *space)
{
    *space = length >= 3 && memcmp(text, "\xE2\x80\xA8", 3) == 0;
    return *space ? 3 : length >= 2 && memcmp(text, "\xC2\xAD", 2) == 0 ? 2 : 0;
}

/* Of eight bytes and the next: whether one is no sign of ASCII that is seen, or a blank stands behind a blank. Each term sets the
 * highest bit of the first byte that is so (after A. Mycroft, 1987); others may be told of that are not. */
static uint64_t odd_bytes(const char *text)
{
    static const uint64_t EACH = UINT64_C(0x0101010101010101);
    uint64_t bytes, next;
    memcpy(&bytes, text, sizeof bytes);
    memcpy(&next, text + 1, sizeof next);
    uint64_t blanks = (bytes | next) ^ EACH * ' ';
    return ((bytes - EACH * ' ') | (bytes + EACH) | (blanks - EACH)) & EACH << 7;
}

/* Whether a text is read as it stands, as most are. No branch hangs on a byte: where words end nobody can guess. */
static bool is_even(const char *text, size_t length)
{
    enum { STEP = sizeof(uint64_t) };
    uint64_t odd = 0;
    size_t at = 0;
    for (; length - at > STEP; at += STEP)
        odd |= odd_bytes(text + at);
    for (bool before = false; at < length; at++) {
        unsigned char byte = (unsigned char)text[at];
        odd |= (byte < ' ') | (byte > '~') | (before & (byte == ' '));
        before = byte == ' ';
    }
    return !odd;
}

static char *put_odd(const collector *c, const char *text, size_t length, char *to)
{
    for (size_t i = 0; i < length;) {
        bool blank = text[i] == ' ' || text[i] == '\t';
        bool odd = text[i] == '\xC2' || text[i] == '\xE2';
        size_t sign = odd ? odd_sign(text + i, length - i, &blank) : 0;
        if (!blank && !sign)
            *to++ = text[i];
        else if (blank && to > c->words && to[-1] != ' ')
            *to++ = ' ';
        i += sign ? sign : 1;
    }
    return to;
}

static bool put_words(collector *c, const char *text, size_t length)
{
    if (!length || !ts_arena_widen(c->arena, &c->words, &c->room, c->length, length))
        return !length;
    if (!is_even(text, length)) {
        c->length = (size_t)(put_odd(c, text, length, c->words + c->length) - c->words);
        return true;
    }
    size_t blank = text[0] == ' ' && (!c->length || c->words[c->length - 1] == ' ');
    memcpy(c->words + c->length, text + blank, length - blank);
    c->length += length - blank;
    return true;
}

/* From its advance and size, as links' areas are: the ink of each glyph would cost more than setting it. */
static ts_rect box_of(const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    double size = run->type->size, down = run->initial && run->count ? run->glyphs[0].dy : 0;
    return (ts_rect){item->u.run.x, item->u.run.baseline + down - 0.8 * size, run->width, size};
}

static bool put_mark(collector *c, ts_page_text *text, const letter *one, int source)
{
    size_t from = c->length;
    char number[TS_JSON_NUMBER_ROOM];
    const char *said = ts_json_number_text(source, number);
    return put_words(c, "[", 1) && put_words(c, said, strlen(said)) && put_words(c, "]", 1) &&
           TS_PUSH(c->arena, &text->parts,
                   ((ts_page_value){.from = from, .to = c->length, .source = source, .page = one->page,
                                    .box = box_of(one->item)}));
}

/* The runs of one number ("$840", "billion") are one part. */
static bool add_part(collector *c, ts_page_text *text, const letter *one, const letter *before, size_t from)
{
    const char *value = value_of(one);
    ts_rect box = box_of(one->item);
    ts_page_value *last = text->parts.count ? &text->parts.items[text->parts.count - 1] : NULL;
    if (!value || from == c->length)
        return true;
    if (last && last->value && before && value_of(before) && same(value_of(before), value) && last->to >= from) {
        last->to = c->length;
        if (last->page == one->page && box.y < last->box.y + last->box.h)
            last->box = ts_rect_join(last->box, box);
        return true;
    }
    return TS_PUSH(c->arena, &text->parts, ((ts_page_value){.from = from, .to = c->length, .value = value,
                                                               .rounding = one->item->origin->rounding, .page = one->page, .box = box}));
}

/* The labels of a figure stand apart, though one text. */
static bool is_apart(const letter *one, const letter *before)
{
    const ts_item *a = before->item, *b = one->item;
    double end = a->u.run.x + a->u.run.run->width;
    bool same_line = fabs(a->u.run.baseline - b->u.run.baseline) < 0.5 * b->u.run.run->type->size;
    return is_loose(one->tag) && !(same_line && fabs(b->u.run.x - end) < 0.5 * b->u.run.run->type->size);
}

static bool add_run(collector *c, ts_page_text *text, const letter *one, const letter *before)
{
    const ts_run *run = one->item->u.run.run;
    if (before && is_apart(one, before) && !put_words(c, " ", 1))
        return false;
    size_t from = c->length;
    int source = (int)run->source;
    if (source)
        return put_mark(c, text, one, source);
    if (!put_words(c, run->original, run->original_length))
        return false;
    if (one->page == text->page)
        text->box = ts_rect_join(text->box, box_of(one->item));
    text->heard &= !one->item->u.run.ink.swatch;
    return add_part(c, text, one, before, from);
}

static bool end_text(collector *c, ts_page_text *text)
{
    while (c->length > 0 && c->words[c->length - 1] == ' ')
        c->length--;
    for (size_t i = 0; i < text->parts.count; i++)
        if (text->parts.items[i].to > c->length)
            text->parts.items[i].to = c->length;
    text->text = ts_arena_copy(c->arena, text_or(c->words), c->length);
    return text->text && (!c->length || TS_PUSH(c->arena, &c->texts, *text));
}

/* Gives how many runs the text that begins at `first` has; 0: memory is out. */
static size_t read_text(collector *c, size_t first)
{
    const letter *letters = c->letters, *one = &letters[first];
    const ts_origin *origin = one->item->origin;
    ts_page_text text = {.key = origin ? origin->key : NULL, .frame = origin ? origin->frame : NULL,
                            .tag = one->tag, .heard = true, .page = one->page};
    size_t count = 0;
    c->length = 0;
    do {
        if (!add_run(c, &text, &letters[first + count], count ? &letters[first + count - 1] : NULL))
            return 0;
        count++;
    } while (first + count < c->letter_count && goes_on(&letters[first + count], &letters[first + count - 1]));
    return end_text(c, &text) ? count : 0;
}

/* What the figures of the tree say that stand before a rank. */
static bool add_figures(collector *c, const ts_tag **next, size_t rank)
{
    for (; *next && c->ranks[(*next)->id] <= rank; *next = ts_tag_next(*next, NULL)) {
        const ts_tag *tag = *next;
        if (tag->kind != TS_TAG_FIGURE || !tag->alt || !*tag->alt)
            continue;
        ts_page_text text = {.tag = tag, .text = tag->alt, .heard = true, .alt = true,
                                .page = tag->page > 0 ? (size_t)tag->page : 0, .box = tag->box};
        if (!TS_PUSH(c->arena, &c->texts, text))
            return false;
    }
    return true;
}

const ts_page_texts *ts_page_texts_collect(ts_arena *arena, const ts_document *document)
{
    collector c = {.arena = arena};
    ts_page_texts *printed = TS_NEW(arena, ts_page_texts);
    if (!printed || !rank_tags(&c, document->root) || !gather(&c, document))
        return NULL;
    const ts_tag *figure = document->root;
    for (size_t i = 0; i < c.letter_count;) {
        if (!add_figures(&c, &figure, c.letters[i].rank))
            return NULL;
        bool number = c.letters[i].tag && c.letters[i].tag->kind == TS_TAG_LABEL;
        size_t count = number ? 1 : read_text(&c, i); /* a list's own numbers and bullets are no text */
        if (!count)
            return NULL;
        i += count;
    }
    if (!add_figures(&c, &figure, SIZE_MAX))
        return NULL;
    *printed = (ts_page_texts){c.texts.items, c.texts.count};
    return printed;
}
