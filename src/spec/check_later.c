/* Mistakes whose best advice needs the whole sheet. */
#include "spec/check.h"
#include "spec/value.h"

#include <string.h>
#include <strings.h>

static const char *file_name(ts_span span)
{
    const char *path = span.source ? span.source->name : "the sheet";
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void tell_colour(ts_checker *checker, const ts_later *later)
{
    const ts_map *swatches = &checker->sheet->swatches;
    for (size_t i = 0; i < swatches->count; i++) {
        const ts_swatch_spec *swatch = swatches->items[i].value;
        if (!swatch->srgb.text || strcasecmp(swatch->srgb.text, later->text) != 0)
            continue;
        ts_error(checker->diags, later->span, "swatch", "%s takes a swatch; this is \"%s\" in %s",
                 later->what, swatch->name, file_name(swatch->span));
        return;
    }
    ts_error(checker->diags, later->span, "swatch", "%s takes a swatch by name; add %s to \"swatches\"",
             later->what, later->text);
}

/* The key under which the deck already has these words. */
static const char *key_of(const ts_deck *deck, const char *words)
{
    for (size_t i = 0; deck && i < deck->copy.count; i++) {
        const ts_copy_entry *entry = deck->copy.items[i].value;
        for (size_t w = 0; w < entry->count; w++)
            if (strcmp(entry->wordings[w].say.text, words) == 0)
                return entry->key;
    }
    return NULL;
}

static void tell_words(ts_checker *checker, const ts_later *later)
{
    const char *key = key_of(checker->deck, later->text);
    ts_error(checker->diags, later->span, "copy", "%s takes a copy key: %s%s%s", later->what,
             key ? "the deck has these words as \"" : "put the words into the deck", key ? key : "", key ? "\"" : "");
}

static const char *style_of(const ts_sheet *sheet, const char *set)
{
    double size, leading;
    if (!ts_value_set(set, &size, &leading))
        return NULL;
    for (size_t i = 0; i < sheet->text_styles.count; i++) {
        const ts_text_style *style = sheet->text_styles.items[i].value;
        if (style->set.given && style->set.size == size && style->set.leading == leading)
            return style->name;
    }
    return NULL;
}

static void tell_setting(ts_checker *checker, const ts_later *later)
{
    const char *style = style_of(checker->sheet, later->text);
    if (!style && checker->sheet->text_styles.count)
        style = checker->sheet->text_styles.items[0].name;
    ts_error(checker->diags, later->span, "style", "type is set by styles: name one, e.g. \"%s\"",
             style ? style : "body");
}

void ts_check_later(ts_checker *checker, const ts_reader *reader)
{
    for (size_t i = 0; i < reader->later.count; i++) {
        const ts_later *later = &reader->later.items[i];
        if (later->kind == TS_LATER_COLOUR)
            tell_colour(checker, later);
        else if (later->kind == TS_LATER_WORDS)
            tell_words(checker, later);
        else
            tell_setting(checker, later);
    }
}
