/* The automatic alternative text of a chart: one sentence of its own labels and
 * numbers, in the edition's language. A language that is not in the table gets
 * the numbers without the word for the kind. */
#include "bind/bind.h"

#include <stdlib.h>
#include <string.h>

enum { TOLD = 40, TOLD_ON_MAP = 6, LANGUAGES = 5 };

static const char *const languages[LANGUAGES] = {"en", "es", "fr", "de", "pt"};

static const char *const kind_words[TS_CHART_KINDS][LANGUAGES] = {
    [TS_CHART_BARS] = {"Bars: ", "Barras: ", "Barres : ", "Balken: ", "Barras: "},
    [TS_CHART_COLUMNS] = {"Columns: ", "Columnas: ", "Colonnes : ", "S\xC3\xA4ulen: ", "Colunas: "},
    [TS_CHART_STACKED] = {"Shares: ", "Partes: ", "Parts : ", "Anteile: ", "Partes: "},
    [TS_CHART_PAIRED] = {"Bars: ", "Barras: ", "Barres : ", "Balken: ", "Barras: "},
    [TS_CHART_LINE] = {"Lines: ", "L\xC3\xADneas: ", "Lignes : ", "Linien: ", "Linhas: "},
    [TS_CHART_AREA] = {"Areas: ", "\xC3\x81reas: ", "Aires : ", "Fl\xC3\xA4" "chen: ", "\xC3\x81reas: "},
    [TS_CHART_SPARK] = {"Line: ", "L\xC3\xADnea: ", "Ligne : ", "Linie: ", "Linha: "},
    [TS_CHART_SLOPE] = {"Lines: ", "L\xC3\xADneas: ", "Lignes : ", "Linien: ", "Linhas: "},
    [TS_CHART_DONUT] = {"Shares: ", "Partes: ", "Parts : ", "Anteile: ", "Partes: "},
    [TS_CHART_WAFFLE] = {"Shares: ", "Partes: ", "Parts : ", "Anteile: ", "Partes: "},
    [TS_CHART_PICTOGRAM] = {"Pictures: ", "Pictograma: ", "Pictogramme : ", "Piktogramm: ", "Pictograma: "},
    [TS_CHART_TREEMAP] = {"Shares: ", "Partes: ", "Parts : ", "Anteile: ", "Partes: "},
    [TS_CHART_FLOW] = {"Flow", "Flujo", "Flux", "Fluss", "Fluxo"},
    [TS_CHART_TABLE] = {"Table: ", "Tabla: ", "Tableau : ", "Tabelle: ", "Tabela: "},
    [TS_CHART_MAP] = {"Map: ", "Mapa: ", "Carte : ", "Karte: ", "Mapa: "},
};

/* Between the two ends of a flow, and after them. */
static const char *const from_words[LANGUAGES] = {" from ", " de ", " de ", " von ", " de "};
static const char *const to_words[LANGUAGES] = {" to ", " a ", " \xC3\xA0 ", " nach ", " para "};

typedef struct sentence {
    ts_charting *c;
    const char *text; /* NULL: memory is out */
    int language;     /* or -1 */
    bool cut;         /* more was there than is told */
    size_t told;
} sentence;

static int find_language(const char *tag)
{
    for (int i = 0; i < LANGUAGES; i++)
        if (strncmp(tag, languages[i], 2) == 0 && (!tag[2] || tag[2] == '-'))
            return i;
    return -1;
}

static void say(sentence *s, const char *words)
{
    s->text = s->text && words ? ts_arena_print(s->c->binder->arena, "%s%s", s->text, words) : NULL;
}

static void say_copy(sentence *s, const ts_copy *copy)
{
    if (copy)
        say(s, ts_copy_plain(s->c->binder->arena, copy));
}

/* False: enough has been told. */
static bool next(sentence *s, size_t most)
{
    s->cut = s->told == most;
    if (s->cut)
        say(s, ", \xE2\x80\xA6");
    else if (s->told)
        say(s, ", ");
    return s->told++ < most;
}

static void say_value(sentence *s, const char *printed)
{
    if (!printed || !*printed)
        return;
    say(s, " ");
    say(s, printed);
}

static void say_marks(sentence *s)
{
    for (size_t i = 0; i < s->c->marks.count && next(s, TOLD); i++) {
        const ts_mark_bound *mark = &s->c->marks.items[i];
        say_copy(s, mark->label);
        say_value(s, mark->known ? mark->printed : NULL);
        if (mark->has_growth) {
            say(s, " (");
            say(s, mark->growth_printed);
            say(s, ")");
        }
    }
}

static const char *printed_at(sentence *s, const ts_line_bound *line, size_t i)
{
    return *line->printed[i]
               ? line->printed[i]
               : ts_bind_print_number(s->c->binder, line->points[i].value, s->c->out->unit, s->c->values);
}

/* The first and the last value that a line has. */
static void say_line(sentence *s, const ts_line_bound *line)
{
    size_t first = 0, last = line->count;
    while (first < line->count && !line->points[first].known)
        first++;
    while (last > first && !line->points[last - 1].known)
        last--;
    say_copy(s, line->label);
    const size_t ends[] = {first, last - 1};
    for (size_t i = 0; i < 2 && first < last && !(i == 1 && last - 1 == first); i++) {
        say(s, i ? " \xE2\x86\x92 " : " ");
        say(s, printed_at(s, line, ends[i]));
        say(s, " (");
        say(s, line->points[ends[i]].time ? line->points[ends[i]].time : "");
        say(s, ")");
    }
}

static void say_lines(sentence *s)
{
    for (size_t i = 0; i < s->c->lines.count && next(s, TOLD); i++)
        say_line(s, &s->c->lines.items[i]);
}

static void say_rows(sentence *s)
{
    for (size_t r = 0; r < s->c->marks.count; r++) {
        for (size_t l = 0; l < s->c->lines.count; l++) {
            const ts_line_bound *line = &s->c->lines.items[l];
            if (!line->points[r].known)
                continue;
            if (!next(s, TOLD))
                return;
            say_copy(s, s->c->marks.items[r].label);
            say(s, " ");
            say_copy(s, line->label);
            say_value(s, line->printed[r]);
        }
    }
}

static int by_amount(const void *a, const void *b)
{
    const ts_datapoint *x = *(const ts_datapoint *const *)a, *y = *(const ts_datapoint *const *)b;
    if (x->known != y->known)
        return x->known ? -1 : 1;
    if (x->known && x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return strcmp(x->category ? x->category : "", y->category ? y->category : "");
}

/* The largest of the values that colour a map. */
static void say_fills(sentence *s)
{
    const ts_chart_bound *out = s->c->out;
    const ts_datapoint **order = TS_ARRAY(s->c->binder->arena, const ts_datapoint *, out->fill_count);
    for (size_t i = 0; order && i < out->fill_count; i++)
        order[i] = &out->fill_by[i];
    if (order && out->fill_count)
        qsort(order, out->fill_count, sizeof *order, by_amount);
    for (size_t i = 0; order && i < out->fill_count && order[i]->known && next(s, TOLD_ON_MAP); i++) {
        say(s, order[i]->category);
        say_value(s, ts_bind_print_number(s->c->binder, order[i]->value, out->unit, s->c->values));
    }
}

static void say_places(sentence *s)
{
    const ts_chart_bound *out = s->c->out;
    for (size_t i = 0; i < s->c->chart->texts.count && next(s, TOLD); i++)
        say_copy(s, out->map_texts[i]);
    for (size_t i = 0; i < out->point_count && next(s, TOLD); i++)
        say(s, out->points[i].name);
}

static void say_map(sentence *s)
{
    if (s->c->out->fill_count)
        say_fills(s);
    else
        say_places(s);
}

static void say_flow(sentence *s)
{
    const ts_chart_bound *out = s->c->out;
    if (out->origin && out->destination && s->language >= 0) {
        say(s, from_words[s->language]);
        say_copy(s, out->origin);
        say(s, to_words[s->language]);
        say_copy(s, out->destination);
    }
    say(s, *s->text ? ": " : "");
    say_marks(s);
}

const char *ts_bind_chart_alt(ts_charting *c)
{
    sentence s = {c, "", find_language(c->binder->edition->language), false, 0};
    int kind = c->chart->kind;
    if (s.language >= 0)
        say(&s, kind_words[kind][s.language]);
    if (kind == TS_CHART_FLOW)
        say_flow(&s);
    else if (kind == TS_CHART_LINE || kind == TS_CHART_SLOPE || kind == TS_CHART_AREA || kind == TS_CHART_SPARK)
        say_lines(&s);
    else if (kind == TS_CHART_TABLE || (kind == TS_CHART_BARS && c->lines.count))
        say_rows(&s);
    else if (kind == TS_CHART_MAP)
        say_map(&s);
    else
        say_marks(&s);
    say(&s, s.cut ? "" : ".");
    return s.text;
}
