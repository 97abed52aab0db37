/*
 * A run as text operators. The pen of the viewer moves by the widths of the
 * font; where a glyph belongs elsewhere (kerning, offsets) TJ moves it, and
 * the pen is followed as the viewer has it, so that rounding never adds up.
 *
 * Where the glyphs cannot say the text by themselves, a Span with ActualText
 * (14.9.4) does: letters that capitals changed, and a glyph that stands for
 * two different texts.
 */
#include "device/haru_pdf.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

typedef struct setter {
    ts_pdf_content *content;
    const ts_run *run;
    const ts_pdf_font *font;
    double size, spacing;
    double pen;    /* the viewer's, from the run's left edge */
    double target; /* ours */
    bool open;     /* inside [ */
    bool digits;   /* inside < */
} setter;

/* ------------------------------------------------------------- the glyphs */

static void close_digits(setter *s)
{
    if (s->digits)
        ts_pdf_print(s->content->out, ">");
    s->digits = false;
}

static void close_array(setter *s)
{
    close_digits(s);
    if (s->open)
        ts_pdf_print(s->content->out, "] TJ\n");
    s->open = false;
}

static void set_rise(setter *s, double rise)
{
    if (fabs(rise - s->content->state.rise) < 0.0005)
        return;
    close_array(s);
    ts_pdf_print(s->content->out, "%f Ts\n", rise);
    s->content->state.rise = rise;
}

static void move_pen(setter *s, double to)
{
    double drift = to - s->pen;

    if (fabs(drift) < 0.001)
        return;
    double units = round(-drift * 1e5 / s->size) / 100;
    close_digits(s);
    if (!s->open)
        ts_pdf_print(s->content->out, "[");
    s->open = true;
    ts_pdf_print(s->content->out, "%.2f", units);
    s->pen -= units * s->size / 1000;
}

static void put_code(setter *s, uint32_t code)
{
    static const char digits[] = "0123456789ABCDEF";
    char text[4] = {digits[code >> 12 & 15], digits[code >> 8 & 15], digits[code >> 4 & 15], digits[code & 15]};

    if (!s->digits)
        ts_pdf_print(s->content->out, s->open ? "<" : "[<");
    s->open = s->digits = true;
    ts_pdf_put(s->content->out, text, sizeof text);
}

static void put_glyph(setter *s, const ts_glyph *glyph)
{
    uint32_t code = glyph->id < s->font->subset.old_count ? s->font->subset.old_to_new[glyph->id] : UINT32_MAX;

    if (code >= s->font->subset.new_count) {
        ts_pdf_fail(s->content->pdf->sink, TS_MACHINE, "a font's subset lacks a glyph that is used");
        return;
    }
    set_rise(s, -glyph->dy);
    move_pen(s, s->target + glyph->dx);
    put_code(s, code);
    s->pen += s->font->widths[code] * s->size / 1000 + s->spacing;
    s->target += glyph->advance;
}

/* --------------------------------------------------------- what they say */

typedef struct span { /* clusters that share one ActualText, or need none */
    const char *actual;
    size_t length;
} span;

/* A no-break blank reads as a blank: viewers fold the two, and a Span for each
 * would only swell the page. */
static bool is_blank(const char *text, size_t length)
{
    return (length == 1 && *text == ' ') || (length == 2 && !memcmp(text, "\xC2\xA0", 2)) ||
           (length == 3 && !memcmp(text, "\xE2\x80\xAF", 3));
}

static bool same_text(const char *a, size_t a_length, const char *b, size_t b_length)
{
    return (a_length == b_length && !memcmp(a, b, a_length)) ||
           (is_blank(a, a_length) && is_blank(b, b_length));
}

static bool speaks(const setter *s, ts_pdf_cluster cluster)
{
    for (size_t i = 0; i < cluster.count; i++) {
        size_t length;
        const char *text = ts_pdf_share_text(s->run, cluster, i, &length);
        const ts_pdf_glyph *glyph = &s->font->glyphs[s->run->glyphs[cluster.first + i].id];
        if (!text || !glyph->text || !same_text(text, length, glyph->text, glyph->length))
            return false;
    }
    return true;
}

static bool changed(const ts_run *run)
{
    return run->original && (run->original_length != run->length ||
                             memcmp(run->original, run->text, run->length) != 0);
}

static size_t count_blanks(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += text[i] == ' ';
    return count;
}

/* The word-th stretch between blanks. */
static span word_of(const char *text, size_t length, size_t word)
{
    size_t from = 0;

    for (; word; word--)
        from = (size_t)((const char *)memchr(text + from, ' ', length - from) - text) + 1;
    const char *end = memchr(text + from, ' ', length - from);
    return (span){text + from, end ? (size_t)(end - text) - from : length - from};
}

/* Capitals never change blanks, so words answer to words; where they do not,
 * the whole run is one span. */
static span original_of(const ts_run *run, ts_pdf_cluster cluster)
{
    size_t blanks = count_blanks(run->text, run->length);

    if (run->rtl || blanks != count_blanks(run->original, run->original_length))
        return (span){run->original, run->original_length};
    if (run->text[cluster.from] == ' ')
        return (span){NULL, 0};
    size_t word = count_blanks(run->text, cluster.from);
    span here = word_of(run->text, run->length, word);
    span there = word_of(run->original, run->original_length, word);
    bool same = here.length == there.length && !memcmp(here.actual, there.actual, here.length);
    return same ? (span){NULL, 0} : there;
}

static span span_of(const setter *s, ts_pdf_cluster cluster, bool other)
{
    const ts_run *run = s->run;

    if (cluster.from >= run->length)
        return (span){NULL, 0};
    span actual = other ? original_of(run, cluster) : (span){NULL, 0};
    if (actual.actual || speaks(s, cluster))
        return actual;
    return (span){run->text + cluster.from, cluster.to - cluster.from};
}

static void switch_span(setter *s, span *open, span next)
{
    if (open->actual == next.actual)
        return;
    close_array(s);
    if (open->actual)
        ts_pdf_print(s->content->out, "EMC\n");
    if (next.actual) {
        ts_pdf_print(s->content->out, "/Span << /ActualText ");
        ts_pdf_text(s->content->out, next.actual, next.length);
        ts_pdf_print(s->content->out, " >> BDC\n");
    }
    *open = next;
}

static void put_clusters(setter *s)
{
    span open = {NULL, 0}, none = {NULL, 0};
    bool other = changed(s->run);

    for (size_t at = 0; at < s->run->count;) {
        ts_pdf_cluster cluster = ts_pdf_next_cluster(s->run, &at);
        switch_span(s, &open, span_of(s, cluster, other));
        for (size_t i = 0; i < cluster.count; i++)
            put_glyph(s, &s->run->glyphs[cluster.first + i]);
    }
    switch_span(s, &open, none);
    close_array(s);
}

/* ---------------------------------------------------------------- the run */

static void set_font(setter *s)
{
    ts_pdf_content *content = s->content;
    ts_pdf_state *state = &content->state;

    if (state->font != s->font->object || state->size != s->size) {
        ts_pdf_put_resource(content, TS_PDF_FONT, s->font->object);
        ts_pdf_print(content->out, "%f Tf\n", s->size);
    }
    if (state->spacing != s->spacing)
        ts_pdf_print(content->out, "%.4f Tc\n", s->spacing);
    state->font = s->font->object;
    state->size = s->size;
    state->spacing = s->spacing;
}

void ts_pdf_paint_run(ts_pdf_content *content, const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    ts_ink ink = item->u.run.ink;

    if (!ink.swatch || run->count == 0 || run->type->size <= 0)
        return;
    /* Widths of Tc as they are printed, for the pen to follow. */
    double spacing = round(run->type->tracking * run->type->size * 10) / 1e4;
    setter s = {content, run, ts_pdf_find_font(content->pdf, run->font), run->type->size, spacing, 0, 0, false, false};
    if (!s.font || !s.font->object) {
        ts_pdf_fail(content->pdf->sink, TS_MACHINE, "a run's font was not embedded");
        return;
    }
    s.size = round(s.size * 1000) / 1000;
    if (content->ink.swatch)
        ink = content->ink;
    ts_pdf_set_gstate(content, ts_pdf_overprints(content->pdf, ink), 1);
    ts_pdf_set_fill(content, ink);
    ts_pdf_print(content->out, "BT\n");
    set_font(&s);
    ts_pdf_print(content->out, "1 0 0 -1 %f %f Tm\n", item->u.run.x, item->u.run.baseline);
    put_clusters(&s);
    ts_pdf_print(content->out, "ET\n");
}
