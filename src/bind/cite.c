/*
 * Sources are numbered by first use in reading order, over the finished tree:
 * pages in order, frames in the file's order, a chart's labels where it
 * stands. The same source keeps its number. What a master repeats on every
 * page is an artifact and counts for nothing.
 */
#include "bind/bind.h"

#include <stdlib.h>
#include <string.h>

typedef struct citing {
    ts_binder *binder;
    struct {
        ts_source_bound *items;
        size_t count, capacity;
    } cited;
    ts_names caveats; /* of the numbers printed or cited, by first use */
    ts_map printed;   /* numbers and series */
    bool again;       /* second round: short forms may only repeat what is numbered */
} citing;

static void cite_frames(citing *c, const ts_bound *frames, size_t count);

static int find_number(const citing *c, const char *source)
{
    for (size_t i = 0; i < c->cited.count; i++)
        if (strcmp(c->cited.items[i].source->name, source) == 0)
            return c->cited.items[i].number;
    return 0;
}

/* 0: the source is not declared (told). */
static int number_of(citing *c, const ts_piece *piece)
{
    ts_binder *b = c->binder;
    int number = find_number(c, piece->source);
    const ts_source_spec *source = ts_map_find(&b->sheet->sources, piece->source);
    if (number)
        return number;
    if (!source) {
        ts_error_near(b->diags, piece->span, "source", ts_map_nearest(&b->sheet->sources, piece->source),
                      "no source \"%s\"", piece->source);
        return 0;
    }
    if (c->again) {
        ts_error(b->diags, piece->span, "source", "a short form cannot cite \"%s\", which nothing else cites",
                 piece->source);
        return 0;
    }
    ts_source_bound cited = {.source = source, .number = (int)c->cited.count + 1};
    cited.printed = ts_arena_print(b->arena, "%d", cited.number);
    return cited.printed && TS_PUSH(b->arena, &c->cited, cited) ? cited.number : 0;
}

static bool is_printed_first(citing *c, const char *name)
{
    const size_t before = c->printed.count;
    if (c->again)
        return !ts_map_find(&c->printed, name);
    ts_map_put(c->binder->arena, &c->printed, name, c);
    return c->printed.count > before;
}

static void use_caveats(citing *c, const char *name)
{
    if (!name || !is_printed_first(c, name))
        return;
    const ts_result *result = ts_bind_find_result(c->binder, name);
    const ts_roots *series = result ? NULL : ts_map_find(&c->binder->origins, name);
    const ts_names *caveats = result ? &result->caveats : series ? &series->caveats : NULL;
    for (size_t i = 0; caveats && i < caveats->count; i++)
        ts_names_add(c->binder->arena, &c->caveats, caveats->items[i]);
}

/* ---- marks of a text */

static int by_number(const void *a, const void *b)
{
    const ts_piece *x = a, *y = b;
    return x->source_number - y->source_number;
}

/* Numbers a run of adjacent marks: in order, each once, commas between. */
static bool write_marks(citing *c, const ts_piece *run, size_t count, ts_paragraph *out)
{
    ts_arena *arena = c->binder->arena;
    ts_piece *marks = TS_ARRAY(arena, ts_piece, count);
    int last = 0;
    if (!marks)
        return false;
    for (size_t i = 0; i < count; i++) {
        marks[i] = run[i];
        marks[i].source_number = run[i].source ? number_of(c, &run[i]) : 0;
        use_caveats(c, run[i].mark_of);
    }
    qsort(marks, count, sizeof *marks, by_number);
    for (size_t i = 0; i < count; i++) {
        ts_piece *mark = &marks[i];
        if (mark->source && (!mark->source_number || mark->source_number == last))
            continue;
        if (last) {
            ts_piece comma = *mark;
            comma.text = ",";
            comma.length = 1;
            comma.source = comma.mark_of = NULL;
            comma.source_number = 0;
            comma.tbc = false;
            comma.between = true;
            if (!ts_paragraph_add(arena, out, comma))
                return false;
        }
        last = mark->source ? mark->source_number : last;
        if (mark->source)
            mark->text = c->cited.items[mark->source_number - 1].printed;
        mark->length = strlen(mark->text);
        if (!ts_paragraph_add(arena, out, *mark))
            return false;
    }
    return true;
}

static bool has_mark(const ts_paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->count; i++)
        if (paragraph->pieces[i].mark)
            return true;
    return false;
}

static void use_values(citing *c, const ts_paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->count; i++)
        use_caveats(c, paragraph->pieces[i].value);
}

static bool cite_paragraph(citing *c, ts_paragraph *paragraph)
{
    ts_paragraph out = {0};
    for (size_t i = 0; i < paragraph->count;) {
        size_t end = i;
        while (end < paragraph->count && paragraph->pieces[end].mark)
            end++;
        if (end > i) {
            if (!write_marks(c, &paragraph->pieces[i], end - i, &out))
                return false;
            i = end;
            continue;
        }
        use_caveats(c, paragraph->pieces[i].value);
        if (!ts_paragraph_add(c->binder->arena, &out, paragraph->pieces[i]))
            return false;
        i++;
    }
    *paragraph = out;
    return true;
}

/* The texts with marks are this room's own until the edition is handed out; others may be shared with other editions. */
static void cite_copy(citing *c, const ts_copy *copy)
{
    for (size_t i = 0; copy && i < copy->count; i++)
        if (!has_mark(&copy->paragraphs[i]))
            use_values(c, &copy->paragraphs[i]);
        else if (!cite_paragraph(c, &((ts_copy *)copy)->paragraphs[i]))
            c->binder->machine = true;
}

/* ---- the walk */

static void use_series(citing *c, const char *number)
{
    const char *slash = strchr(number, '/');
    use_caveats(c, slash ? ts_arena_copy(c->binder->arena, number, (size_t)(slash - number)) : number);
}

/* As it is read: the heads, then row by row. */
static void cite_table(citing *c, const ts_chart_bound *chart)
{
    cite_copy(c, chart->corner);
    for (size_t i = 0; i < chart->line_count; i++)
        cite_copy(c, chart->lines[i].label);
    for (size_t r = 0; r < chart->mark_count; r++) {
        cite_copy(c, chart->marks[r].label);
        for (size_t i = 0; i < chart->line_count; i++)
            cite_copy(c, chart->lines[i].cells[r].copy);
    }
    for (size_t i = 0; i < chart->chart->series.count; i++)
        use_caveats(c, chart->chart->series.items[i].text);
}

static void cite_marks(citing *c, const ts_chart_bound *chart)
{
    for (size_t i = 0; i < chart->mark_count; i++) {
        const ts_mark_bound *mark = &chart->marks[i];
        cite_copy(c, mark->label);
        if (mark->number)
            use_series(c, mark->number);
        if (mark->has_growth && mark->item)
            use_caveats(c, mark->item->growth.text);
    }
    for (size_t i = 0; i < chart->line_count; i++)
        cite_copy(c, chart->lines[i].label);
    for (size_t i = 0; i < chart->chart->series.count; i++)
        use_caveats(c, chart->chart->series.items[i].text);
    use_caveats(c, chart->chart->fill_by.text);
}

static void cite_chart(citing *c, const ts_chart_bound *chart)
{
    cite_copy(c, chart->head);
    cite_copy(c, chart->origin);
    cite_frames(c, chart->inside, chart->inside_count);
    if (chart->chart->kind == TS_CHART_TABLE)
        cite_table(c, chart);
    else
        cite_marks(c, chart);
    for (size_t i = 0; i < chart->chart->texts.count && chart->map_texts; i++)
        cite_copy(c, chart->map_texts[i]);
    for (size_t i = 0; i < chart->chart->marks_at.count; i++)
        cite_copy(c, chart->mark_labels[i]);
    cite_copy(c, chart->destination);
    cite_copy(c, chart->note);
}

static void cite_short_forms(citing *c, const ts_bound *frame)
{
    cite_copy(c, frame->short_text);
    for (size_t i = 0; frame->chart && i < frame->chart->mark_count; i++)
        cite_copy(c, frame->chart->marks[i].short_label);
    if (frame->chart)
        cite_frames(c, frame->chart->inside, frame->chart->inside_count);
}

static void cite_frame(citing *c, const ts_bound *frame)
{
    if (c->again) {
        cite_short_forms(c, frame);
        return;
    }
    cite_copy(c, frame->text);
    if (frame->result)
        use_caveats(c, frame->result->name);
    if (frame->chart)
        cite_chart(c, frame->chart);
}

static void cite_frames(citing *c, const ts_bound *frames, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cite_frame(c, &frames[i]);
        cite_frames(c, frames[i].children, frames[i].count);
    }
}

static void cite_pages(citing *c)
{
    const ts_edition *edition = c->binder->edition;
    for (size_t i = 0; i < edition->page_count; i++)
        cite_frames(c, edition->pages[i].body, edition->pages[i].body_count);
}

static void refuse_marks(citing *c, const ts_bound *frames, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ts_copy *copy = frames[i].text;
        for (size_t p = 0; copy && p < copy->count; p++)
            for (size_t k = 0; k < copy->paragraphs[p].count; k++)
                if (copy->paragraphs[p].pieces[k].mark)
                    ts_error(c->binder->diags, copy->paragraphs[p].pieces[k].span, "source",
                             "what a master repeats on every page cannot carry a source mark");
        refuse_marks(c, frames[i].children, frames[i].count);
    }
}

/* ---- caveats */

static bool say_caveat(ts_binder *b, const char *name)
{
    const ts_caveat_spec *caveat = ts_map_find(&b->sheet->caveats, name);
    if (!caveat || !caveat->say.text || ts_map_find(&b->edition->caveat_copies, name))
        return true;
    const ts_copy *copy = ts_bind_copy(b, caveat->say.text, caveat->say.span, -1);
    return !copy || ts_map_put(b->arena, &b->edition->caveat_copies, name, (void *)copy);
}

/* What the caveats of any number say: `stats` prints them all. */
static bool say_caveats(ts_binder *b)
{
    for (size_t i = 0; i < b->edition->results.count; i++) {
        const ts_result *result = b->edition->results.items[i].value;
        for (size_t k = 0; k < result->caveats.count; k++)
            if (!say_caveat(b, result->caveats.items[k]))
                return false;
    }
    for (size_t i = 0; i < b->origins.count; i++) {
        const ts_roots *series = b->origins.items[i].value;
        for (size_t k = 0; k < series->caveats.count; k++)
            if (!say_caveat(b, series->caveats.items[k]))
                return false;
    }
    return true;
}

static bool list_caveats(citing *c)
{
    ts_edition *edition = c->binder->edition;
    edition->caveats = TS_ARRAY(c->binder->arena, const ts_copy *, c->caveats.count);
    for (size_t i = 0; edition->caveats && i < c->caveats.count; i++) {
        const ts_caveat_spec *caveat = ts_map_find(&c->binder->sheet->caveats, c->caveats.items[i]);
        const ts_copy *copy = ts_map_find(&edition->caveat_copies, c->caveats.items[i]);
        if (!caveat || !caveat->print.value || !copy)
            continue;
        cite_copy(c, copy);
        edition->caveats[edition->caveat_count++] = copy;
    }
    return edition->caveats;
}

/* ---- all of them */

bool ts_bind_citations(ts_binder *b)
{
    citing c = {.binder = b};
    if (!say_caveats(b) || !ts_map_expect(b->arena, &c.printed, b->edition->results.count))
        return false;
    cite_pages(&c);
    if (!list_caveats(&c))
        return false;
    c.again = true;
    cite_pages(&c);
    for (size_t i = 0; i < b->edition->page_count; i++)
        refuse_marks(&c, b->edition->pages[i].master_frames, b->edition->pages[i].master_count);
    b->edition->cited = c.cited.items;
    b->edition->cited_count = c.cited.count;
    if (!ts_bind_source_list(b))
        return false;
    ts_bind_judge_sources(b, &c.printed);
    return true;
}
