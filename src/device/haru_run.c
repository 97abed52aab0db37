/*
 * A run as text operators. The pen of the viewer moves by the widths of the
 * font; where a glyph belongs elsewhere (kerning, offsets) TJ moves it, and
 * the pen is followed as the viewer has it, so that rounding never adds up.
 *
 * Each run begins with the pen at its left edge, so that the codes of one that
 * lasts are the same in each document that has the same subset: they are kept.
 *
 * Where the glyphs cannot say the text by themselves, a Span with ActualText
 * (14.9.4) does: letters that capitals changed, and a glyph that stands for
 * two different texts.
 */
#include "device/haru_cluster.h"
#include "device/haru_codes.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

typedef struct setter {
    ts_pdf_content *content;
    const ts_item *item;
    const ts_run *run;
    const ts_pdf_font *font;
    double size, spacing;
    double pen;    /* the viewer's, from the run's left edge */
    double rest;   /* how far that is from where the viewer's really is: less than can be printed */
    double target; /* ours */
    bool open;     /* inside [ */
    bool codes;    /* inside ( */
    bool begun, placed;
    bool flat;     /* spans are sequences of the tag's own */
    ts_pdf_words span; /* a stretch of the run with an ActualText, or without one */
    ts_pdf_changes changes;
} setter;

/* ---- the glyphs */

static void close_codes(setter *s)
{
    if (s->codes)
        TS_PDF_PUT(s->content->out, ")");
    s->codes = false;
}

static void close_array(setter *s)
{
    close_codes(s);
    if (s->open)
        TS_PDF_PUT(s->content->out, "]TJ\n");
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

/* In tenths of a thousandth of the size: of type of 12 points half of one is 0.0006. */
static void move_pen(setter *s, double to)
{
    double drift = to - s->pen, tenths;

    if (fabs(drift) < 0.001 || (tenths = round(-drift * 1e4 / s->size)) == 0)
        return;
    close_codes(s);
    if (!s->open)
        TS_PDF_PUT(s->content->out, "[");
    s->open = true;
    ts_pdf_real(s->content->out, tenths / 10, 1);
    s->pen -= tenths * s->size / 1e4;
}

static inline void put_code(setter *s, const ts_pdf_glyph *own)
{
    ts_pdf_bytes *out = s->content->out;
    char *to = ts_pdf_room(out, sizeof own->code + 2), *end = to;

    if (!to)
        return;
    if (!s->open)
        *end++ = '[';
    if (!s->codes)
        *end++ = '(';
    s->open = s->codes = true;
    memcpy(end, own->code, sizeof own->code);
    out->count += (size_t)(end - to) + own->size;
}

static inline void put_glyph(setter *s, const ts_glyph *glyph, const ts_pdf_glyph *own)
{
    set_rise(s, -glyph->dy);
    move_pen(s, s->target + glyph->dx);
    put_code(s, own);
    s->pen += own->width * s->size / 1000 + s->spacing;
    s->target += glyph->advance;
}

/* ---- what they say */

/* A no-break blank reads as a blank: viewers fold the two, and a Span for each
 * would only swell the page. */
static bool is_blank(const char *text, size_t length)
{
    return (length == 1 && *text == ' ') || (length == 2 && !memcmp(text, "\xC2\xA0", 2)) ||
           (length == 3 && !memcmp(text, "\xE2\x80\xAF", 3));
}

static bool says(const ts_pdf_glyph *glyph, const char *text, size_t length)
{
    if (!glyph || !glyph->text)
        return false;
    if (length == glyph->length && *text == glyph->first && (length == 1 || !memcmp(text, glyph->text, length)))
        return true;
    return is_blank(text, length) && is_blank(glyph->text, glyph->length);
}

static bool speaks(const setter *s, ts_pdf_cluster cluster)
{
    const ts_glyph *first = &s->run->glyphs[cluster.first];
    if (cluster.count == 1)
        return cluster.to > cluster.from && says(ts_pdf_find_glyph(s->font, first->id), s->run->text + cluster.from, cluster.to - cluster.from);
    for (size_t i = 0; i < cluster.count; i++) {
        size_t length;
        const char *text = ts_pdf_share_text(s->run, cluster, i, &length);
        if (!text || !says(ts_pdf_find_glyph(s->font, first[i].id), text, length))
            return false;
    }
    return true;
}

static bool is_changed(const setter *s, size_t from)
{
    return from >= s->changes.from && from < s->changes.to;
}

static ts_pdf_words span_of(const setter *s, ts_pdf_cluster cluster)
{
    const ts_run *run = s->run;

    if (cluster.from >= run->length)
        return (ts_pdf_words){NULL, 0};
    if (is_changed(s, cluster.from))
        return s->changes.original;
    if (speaks(s, cluster))
        return (ts_pdf_words){NULL, 0};
    return (ts_pdf_words){run->text + cluster.from, cluster.to - cluster.from};
}

/* ---- the run */

static void set_font(setter *s)
{
    ts_pdf_content *content = s->content;
    ts_pdf_state *state = &content->state;

    if (state->font != s->font->object || state->size != s->size) {
        ts_pdf_put_resource(content, TS_PDF_FONT, s->font->object);
        ts_pdf_real(content->out, s->size, 3);
        TS_PDF_PUT(content->out, " Tf\n");
    }
    if (state->spacing != s->spacing) {
        ts_pdf_real(content->out, s->spacing, 4);
        TS_PDF_PUT(content->out, " Tc\n");
    }
    state->font = s->font->object;
    state->size = s->size;
    state->spacing = s->spacing;
}

void ts_pdf_end_text(ts_pdf_content *content)
{
    if (content->in_text)
        TS_PDF_PUT(content->out, "ET\n");
    content->in_text = false;
}

/* What goes on on its line needs no new place: the pen stands there, or glyphs are moved to it. */
static bool goes_on(const ts_pdf_content *content, double x, double y, double size)
{
    return content->in_text && fabs(y - content->baseline) < 0.0005 && fabs(x - content->pen) < size;
}

/* Where a line begins: in a text object that is open from where the last one began, along a y that goes up (9.4.2). */
static void place_line(ts_pdf_content *content, double x, double y)
{
    ts_point step = {ts_pdf_rounded(x - content->line.x, 3), ts_pdf_rounded(y - content->line.y, 3)};

    if (content->in_text) {
        ts_pdf_reals(content->out, (double[]){step.x, -step.y}, 2, 3);
        TS_PDF_PUT(content->out, "Td\n");
        content->line = (ts_point){content->line.x + step.x, content->line.y + step.y};
    } else {
        TS_PDF_PUT(content->out, "1 0 0 -1 ");
        ts_pdf_reals(content->out, (double[]){x, y}, 2, 3);
        TS_PDF_PUT(content->out, "Tm\n");
        content->line = (ts_point){ts_pdf_rounded(x, 3), ts_pdf_rounded(y, 3)};
    }
    content->pen = x;
    content->baseline = y;
}

static void begin_text(setter *s)
{
    ts_pdf_content *content = s->content;
    double x = s->item->u.run.x + s->target, y = s->item->u.run.baseline;

    if (s->placed)
        return;
    bool on = goes_on(content, x, y, s->size);
    if (!content->in_text)
        TS_PDF_PUT(content->out, "BT\n");
    set_font(s);
    if (!on)
        place_line(content, x, y);
    content->in_text = s->placed = true;
    s->pen = content->pen - s->item->u.run.x;
    s->rest = 0;
}

/* The run's first glyph has its place. What could not be printed of the way to it is left out until the run ends. */
static void settle(setter *s)
{
    const ts_glyph *first = s->run->glyphs;

    set_rise(s, -first->dy);
    move_pen(s, first->dx);
    s->rest = s->pen - first->dx;
    s->pen = first->dx;
}

static void leave_text(setter *s)
{
    close_array(s);
    if (s->placed)
        s->content->pen = s->item->u.run.x + s->pen + s->rest;
    s->placed = false;
}

/* On a tagged page a span is a marked-content sequence of the tag's own, beside
 * the others: readers of the structure that do not expect a sequence inside a
 * sequence (poppler 22) would lose what follows an inner one. */
static void switch_flat(setter *s, ts_pdf_words next)
{
    leave_text(s);
    if (next.actual)
        ts_pdf_mark_span(s->content, s->item, next.actual, next.length);
    else
        ts_pdf_mark(s->content, s->item);
    begin_text(s);
}

static void switch_nested(setter *s, ts_pdf_words next)
{
    if (!s->begun)
        ts_pdf_mark(s->content, s->item);
    begin_text(s);
    if (s->span.actual)
        TS_PDF_PUT(s->content->out, "EMC\n");
    if (!next.actual)
        return;
    TS_PDF_PUT(s->content->out, "/Span << /ActualText ");
    ts_pdf_text(s->content->out, next.actual, next.length);
    TS_PDF_PUT(s->content->out, " >> BDC\n");
}

static void switch_span(setter *s, ts_pdf_words next)
{
    if (s->begun && s->span.actual == next.actual)
        return;
    close_array(s);
    if (s->flat)
        switch_flat(s, next);
    else
        switch_nested(s, next);
    if (!s->begun)
        settle(s);
    s->begun = true;
    s->span = next;
}

static const ts_pdf_glyph *find_other_speaker(const setter *s, size_t at)
{
    size_t behind = at;
    ts_pdf_cluster cluster = ts_pdf_next_cluster(s->run, &behind);

    return cluster.count == 1 && speaks(s, cluster) ? ts_pdf_find_glyph(s->font, s->run->glyphs[at].id) : NULL;
}

/* What the glyph that begins a cluster is, where it is alone in it and says its text; else NULL. Leftward clusters fall: none has
 * its next byte before it. */
static inline const ts_pdf_glyph *find_speaker(const setter *s, size_t at)
{
    const ts_run *run = s->run;
    const ts_pdf_glyph *own = ts_pdf_find_glyph(s->font, run->glyphs[at].id);
    size_t from = run->glyphs[at].cluster, next = at + 1 < run->count ? run->glyphs[at + 1].cluster : run->length;

    if (is_changed(s, from))
        return NULL;
    if (own && next == from + 1 && next <= run->length && own->length == 1 && own->first == run->text[from])
        return own;
    return find_other_speaker(s, at);
}

/* Glyphs that say their text each by itself, as nearly all do; gives the place behind them. */
static size_t put_plain(setter *s, size_t at)
{
    const ts_pdf_glyph *own = find_speaker(s, at);

    if (own)
        switch_span(s, (ts_pdf_words){NULL, 0});
    while (own) {
        put_glyph(s, &s->run->glyphs[at++], own);
        own = at < s->run->count ? find_speaker(s, at) : NULL;
    }
    return at;
}

/* From this glyph on, those that say their text together or not at all among them. */
static void put_clusters(setter *s, size_t at)
{
    while (at < s->run->count) {
        size_t behind = put_plain(s, at);
        if (behind > at) {
            at = behind;
            continue;
        }
        ts_pdf_cluster cluster = ts_pdf_next_cluster(s->run, &at);
        switch_span(s, span_of(s, cluster));
        for (size_t i = 0; i < cluster.count; i++) {
            const ts_glyph *glyph = &s->run->glyphs[cluster.first + i];
            put_glyph(s, glyph, ts_pdf_find_glyph(s->font, glyph->id));
        }
    }
}

/* ---- what is kept of a run */

static bool is_level(const ts_run *run)
{
    for (size_t i = 1; i < run->count; i++)
        if (run->glyphs[i].dy != run->glyphs[0].dy)
            return false;
    return true;
}

static void keep_codes(const setter *s, size_t from)
{
    const ts_pdf_bytes *out = s->content->out;

    if (!out->failed)
        ts_pdf_keep_codes(s->content->pdf, s->font, s->run, (ts_pdf_codes){out->items + from, out->count - from, s->pen});
}

static void put_known(setter *s, const ts_pdf_codes *known)
{
    switch_span(s, (ts_pdf_words){NULL, 0});
    if (!s->open)
        TS_PDF_PUT(s->content->out, "[");
    s->open = true;
    ts_pdf_put(s->content->out, known->bytes, known->size);
    s->pen = known->pen;
}

/* Level type whose glyphs say it by themselves is all codes: those are kept. */
static void put_lasting(setter *s)
{
    const ts_pdf_codes *known = ts_pdf_find_codes(s->content->pdf, s->font, s->run);

    if (known) {
        put_known(s, known);
        return;
    }
    s->changes = ts_pdf_changes_of(s->run);
    if (find_speaker(s, 0))
        switch_span(s, (ts_pdf_words){NULL, 0});
    size_t from = s->content->out->count + !s->open, behind = put_plain(s, 0);
    if (behind == s->run->count && is_level(s->run)) {
        close_codes(s);
        keep_codes(s, from);
    }
    put_clusters(s, behind);
}

static void put_run(setter *s)
{
    if (ts_pdf_lasts(s->content->pdf, s->run)) {
        put_lasting(s);
    } else {
        s->changes = ts_pdf_changes_of(s->run);
        put_clusters(s, 0);
    }
    close_array(s);
    if (!s->flat && s->span.actual)
        TS_PDF_PUT(s->content->out, "EMC\n");
    leave_text(s);
}

/* Type without ink is there for the structure alone: neither filled nor stroked (9.3.6, mode 3). */
static bool is_heard_only(const ts_pdf_content *content, const ts_item *item)
{
    return !item->u.run.ink.swatch && content->tagged && item->tag;
}

void ts_pdf_paint_run(ts_pdf_content *content, const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    ts_ink ink = content->ink.swatch ? content->ink : item->u.run.ink;
    bool unseen = is_heard_only(content, item);

    if ((!item->u.run.ink.swatch && !unseen) || run->count == 0 || run->type->size <= 0)
        return;
    /* Size and spacing as they are printed, for the pen to follow. */
    setter s = {
        .content = content, .item = item, .run = run, .font = ts_pdf_find_font(content->pdf, run->font)};
    s.size = round(run->type->size * 1000) / 1000;
    s.spacing = round(run->type->tracking * run->type->size * 10) / 1e4;
    s.flat = content->tagged && item->tag;
    if (!s.font || !s.font->object) {
        ts_pdf_fail(content->pdf->sink, TS_MACHINE, "a run's font was not embedded");
        return;
    }
    if (unseen) {
        TS_PDF_PUT(content->out, "3 Tr\n");
        put_run(&s);
        TS_PDF_PUT(content->out, "0 Tr\n");
        return;
    }
    ts_pdf_set_gstate(content, ts_pdf_overprints(content->pdf, ink), 1);
    ts_pdf_set_fill(content, ink);
    put_run(&s);
}
