/* Texts of the deck: found, the wording that holds chosen, made of pieces. */
#include "bind/bind.h"

#include "base/utf8.h"

#include <string.h>

static const ts_copy_entry *find_entry(const ts_binder *b, const char *key)
{
    return b->deck && key ? ts_map_find(&b->deck->copy, key) : NULL;
}

bool ts_bind_has_copy(const ts_binder *b, const char *key)
{
    return find_entry(b, key);
}

/* The wording of a key that holds in this edition; NULL when none does. */
static const ts_wording *find_wording(ts_binder *b, const ts_copy_entry *entry)
{
    b->conditional = b->conditional || entry->count > 1;
    for (size_t i = 0; i < entry->count; i++)
        if (ts_bind_when(b, entry->wordings[i].when.text, entry->wordings[i].when.span))
            return &entry->wordings[i];
    return NULL;
}

bool ts_copy_add(ts_arena *arena, ts_copy *copy)
{
    void **paragraphs = (void **)&copy->paragraphs;
    if (!ts_arena_grow(arena, paragraphs, &copy->capacity, copy->count, sizeof *copy->paragraphs))
        return false;
    copy->paragraphs[copy->count++] = (ts_paragraph){0};
    return true;
}

bool ts_paragraph_add(ts_arena *arena, ts_paragraph *paragraph, ts_piece piece)
{
    void **pieces = (void **)&paragraph->pieces;
    if (!ts_arena_grow(arena, pieces, &paragraph->capacity, paragraph->count, sizeof *paragraph->pieces))
        return false;
    paragraph->pieces[paragraph->count++] = piece;
    return true;
}

bool ts_write_paragraph(ts_writer *w)
{
    return ts_copy_add(w->binder->arena, w->copy);
}

bool ts_write_piece(ts_writer *w, ts_piece piece)
{
    ts_binder *b = w->binder;
    if (b->text_bytes + piece.length > TS_BIND_TEXT) {
        ts_error(b->diags, b->sheet->pages.count ? b->sheet->pages.items[0]->span : (ts_span){0}, "size",
                 "the edition has more than %d bytes of text", TS_BIND_TEXT);
        return true;
    }
    b->text_bytes += piece.length;
    if (!w->copy->count && !ts_write_paragraph(w))
        return false;
    return ts_paragraph_add(b->arena, &w->copy->paragraphs[w->copy->count - 1], piece);
}

static ts_copy *new_copy(ts_binder *b, const char *key, ts_span span)
{
    ts_copy *copy = TS_NEW(b->arena, ts_copy);
    if (copy)
        *copy = (ts_copy){.key = ts_arena_text(b->arena, key), .span = span};
    return copy && copy->key ? copy : NULL;
}

static const ts_copy *write_entry(ts_binder *b, const ts_copy_entry *entry, int missing)
{
    const ts_wording *wording = find_wording(b, entry);
    if (!wording)
        ts_error(b->diags, entry->span, "copy", "no wording of \"%s\" holds in this edition", entry->key);
    return wording ? ts_bind_said_by(b, entry, wording, missing) : NULL;
}

static void tell_unknown(ts_binder *b, const char *key, ts_span span)
{
    if (b->deck && key)
        ts_error_near(b->diags, span, "copy", ts_map_nearest(&b->deck->copy, key), "the deck in %s has no \"%s\"",
                      b->edition->language, key);
}

const ts_copy *ts_bind_copy(ts_binder *b, const char *key, ts_span span, int missing)
{
    const ts_copy_entry *entry = find_entry(b, key);
    if (!entry)
        tell_unknown(b, key, span);
    return entry ? write_entry(b, entry, missing) : NULL;
}

static const ts_copy *write_short(ts_binder *b, const ts_copy_entry *entry, ts_span span, int missing)
{
    return entry && entry->brief ? ts_bind_copy(b, entry->brief, span, missing) : NULL;
}

const ts_copy *ts_bind_short(ts_binder *b, const ts_word *key, int missing)
{
    return write_short(b, find_entry(b, key->text), key->span, missing);
}

bool ts_bind_both(ts_binder *b, const ts_word *key, int missing, const ts_copy **text, const ts_copy **brief)
{
    const ts_copy_entry *entry = find_entry(b, key->text);
    if (!entry)
        tell_unknown(b, key->text, key->span);
    *text = entry ? write_entry(b, entry, missing) : NULL;
    *brief = *text ? write_short(b, entry, key->span, missing) : NULL;
    return *text;
}

const ts_copy *ts_bind_words(ts_binder *b, const char *key, const char *words, ts_span span)
{
    ts_writer writer = {b, new_copy(b, key, span), -1};
    const char *text = ts_arena_text(b->arena, words);
    bool written = writer.copy && text &&
                   ts_write_piece(&writer, (ts_piece){.text = text, .length = strlen(text), .span = span});
    return written ? writer.copy : NULL;
}

/* Letters of U+00C0 to U+00FF without their accents; '-' where there is none. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty";

static char slug_letter(uint32_t code)
{
    if (code >= 'A' && code <= 'Z')
        return (char)(code - 'A' + 'a');
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
        return (char)code;
    return code >= 0xC0 && code <= 0xFF ? latin[code - 0xC0] : '-';
}

const char *ts_bind_slug(ts_arena *arena, const char *text)
{
    size_t length = strlen(text), at = 0, made = 0;
    char *slug = ts_arena_alloc(arena, length + 1);
    while (slug && at < length) {
        char letter = slug_letter(ts_utf8_next(text, length, &at));
        if (letter != '-' || (made && slug[made - 1] != '-'))
            slug[made++] = letter;
    }
    if (slug && made && slug[made - 1] == '-')
        slug[made - 1] = '\0';
    return slug;
}

const ts_copy *ts_bind_label(ts_binder *b, const char *labels, const char *words, ts_span span, int missing)
{
    if (!labels)
        return ts_bind_words(b, words, words, span);
    const char *slug = ts_bind_slug(b->arena, words);
    const char *key = slug ? ts_arena_print(b->arena, "%s.%s", labels, slug) : NULL;
    if (!key)
        return NULL;
    if (ts_bind_has_copy(b, key))
        return ts_bind_copy(b, key, span, missing);
    ts_warn(b->diags, span, "copy", "the deck in %s has no \"%s\": \"%s\" is printed as the table has it",
            b->edition->language, key, words);
    return ts_bind_words(b, words, words, span);
}

static const char LINE[] = "\xE2\x80\xA8"; /* U+2028 */

/* Appends the piece to the text, forced lines as spaces; gives the new length. */
static size_t append_plain(char *text, size_t length, const ts_piece *piece)
{
    for (size_t i = 0; i < piece->length; i++) {
        bool line = piece->length - i >= 3 && memcmp(piece->text + i, LINE, 3) == 0;
        text[length++] = line ? ' ' : piece->text[i];
        i += line ? 2 : 0;
    }
    return length;
}

const char *ts_copy_plain(ts_arena *arena, const ts_copy *copy)
{
    size_t size = 1, length = 0;
    for (size_t p = 0; p < copy->count; p++) {
        size++;
        for (size_t i = 0; i < copy->paragraphs[p].count; i++)
            size += copy->paragraphs[p].pieces[i].length;
    }
    char *text = ts_arena_alloc(arena, size);
    for (size_t p = 0; text && p < copy->count; p++) {
        if (p)
            text[length++] = '\n';
        for (size_t i = 0; i < copy->paragraphs[p].count; i++)
            if (!copy->paragraphs[p].pieces[i].mark)
                length = append_plain(text, length, &copy->paragraphs[p].pieces[i]);
    }
    return text;
}
