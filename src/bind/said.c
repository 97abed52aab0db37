/*
 * What is said of charts and source marks beside their own words and numbers, in the languages
 * that have a column here. The first is the one that others fall back to only
 * where silence would mislead; a sentence leaves out what it has no word for.
 */
#include "bind/bind.h"

#include <string.h>

enum { LANGUAGES = 5 };

static const char *const languages[LANGUAGES] = {"en", "es", "fr", "de", "pt"};

static const char *const kinds[TS_CHART_KINDS][LANGUAGES] = {
    [TS_CHART_BARS] = {"Bar chart: ", "Gráfico de barras: ", "Diagramme à barres : ", "Balkendiagramm: ",
                       "Gráfico de barras: "},
    [TS_CHART_COLUMNS] = {"Column chart: ", "Gráfico de columnas: ", "Diagramme à colonnes : ", "Säulendiagramm: ",
                          "Gráfico de colunas: "},
    [TS_CHART_STACKED] = {"Divided bar: ", "Barra dividida: ", "Barre divisée : ", "Geteilter Balken: ",
                          "Barra dividida: "},
    [TS_CHART_PAIRED] = {"Bar chart: ", "Gráfico de barras: ", "Diagramme à barres : ", "Balkendiagramm: ",
                         "Gráfico de barras: "},
    [TS_CHART_LINE] = {"Line chart: ", "Gráfico de líneas: ", "Courbes : ", "Liniendiagramm: ",
                       "Gráfico de linhas: "},
    [TS_CHART_SPARK] = {"Line: ", "Línea: ", "Courbe : ", "Linie: ", "Linha: "},
    [TS_CHART_SLOPE] = {"Slope chart: ", "Gráfico de pendientes: ", "Diagramme de pentes : ", "Steigungsdiagramm: ",
                        "Gráfico de inclinação: "},
    [TS_CHART_AREA] = {"Area chart: ", "Gráfico de áreas: ", "Diagramme en aires : ", "Flächendiagramm: ",
                       "Gráfico de áreas: "},
    [TS_CHART_DONUT] = {"Ring chart: ", "Gráfico de anillo: ", "Diagramme en anneau : ", "Ringdiagramm: ",
                        "Gráfico de anel: "},
    [TS_CHART_WAFFLE] = {"Squares by share: ", "Cuadros por parte: ", "Carrés par part : ", "Kästchen nach Anteil: ",
                         "Quadrados por parte: "},
    [TS_CHART_PICTOGRAM] = {"Pictogram: ", "Pictograma: ", "Pictogramme : ", "Piktogramm: ", "Pictograma: "},
    [TS_CHART_TREEMAP] = {"Treemap: ", "Mapa de rectángulos: ", "Carte proportionnelle : ", "Kacheldiagramm: ",
                          "Mapa de retângulos: "},
    [TS_CHART_FLOW] = {"Flow", "Flujo", "Flux", "Fluss", "Fluxo"},
    [TS_CHART_TABLE] = {"Table: ", "Tabla: ", "Tableau : ", "Tabelle: ", "Tabela: "},
    [TS_CHART_MAP] = {"Map: ", "Mapa: ", "Carte : ", "Karte: ", "Mapa: "},
    [TS_CHART_BULLET] = {"Bars with targets: ", "Barras con metas: ", "Barres avec objectifs : ",
                         "Balken mit Zielen: ", "Barras com metas: "},
    [TS_CHART_DOTS] = {"Dot plot: ", "Gráfico de puntos: ", "Diagramme à points : ", "Punktdiagramm: ",
                       "Gráfico de pontos: "},
    [TS_CHART_SANKEY] = {"Flow diagram: ", "Diagrama de flujos: ", "Diagramme de flux : ", "Flussdiagramm: ",
                         "Diagrama de fluxos: "},
    [TS_CHART_TIMELINE] = {"Timeline: ", "Cronología: ", "Chronologie : ", "Zeitleiste: ", "Linha do tempo: "},
};

static const char *const words[TS_SAID_COUNT][LANGUAGES] = {
    [TS_SAID_NO_VALUE] = {"no value", "sin dato", "sans valeur", "ohne Wert", "sem valor"},
    [TS_SAID_FROM] = {"from", "de", "de", "von", "de"},
    [TS_SAID_TO] = {"to", "a", "à", "auf", "a"},
    [TS_SAID_TOWARDS] = {"to", "a", "vers", "nach", "para"},
    [TS_SAID_HIGHEST] = {"highest", "máximo", "maximum", "Höchstwert", "máximo"},
    [TS_SAID_LOWEST] = {"lowest", "mínimo", "minimum", "Tiefstwert", "mínimo"},
    [TS_SAID_GROWN] = {"growth", "crecimiento", "croissance", "Wachstum", "crescimento"},
    [TS_SAID_VALUE] = {"Value", "Valor", "Valeur", "Wert", "Valor"},
    [TS_SAID_GROWTH] = {"Growth", "Crecimiento", "Croissance", "Wachstum", "Crescimento"},
    [TS_SAID_TARGET] = {"Target", "Meta", "Objectif", "Ziel", "Meta"},
    [TS_SAID_FULL] = {"Full length", "Total", "Total", "Ganzes", "Total"},
    [TS_SAID_LOW] = {"Low", "Mínimo", "Minimum", "Tiefstwert", "Mínimo"},
    [TS_SAID_HIGH] = {"High", "Máximo", "Maximum", "Höchstwert", "Máximo"},
    [TS_SAID_ORIGIN] = {"From", "De", "De", "Von", "De"},
    [TS_SAID_DESTINATION] = {"To", "A", "Vers", "Nach", "Para"},
    [TS_SAID_NAME] = {"Name", "Nombre", "Nom", "Name", "Nome"},
    [TS_SAID_TIME] = {"Time", "Fecha", "Date", "Zeit", "Data"},
    [TS_SAID_OF] = {"of", "de", "sur", "von", "de"},
    [TS_SAID_CENTER] = {"in the middle", "al centro", "au milieu", "in der Mitte", "no meio"},
    [TS_SAID_NOTE] = {"Note", "Nota", "Note", "Anmerkung", "Nota"},
    [TS_SAID_COLON] = {": ", ": ", " : ", ": ", ": "},
    [TS_SAID_EVENT] = {"Event", "Suceso", "Événement", "Ereignis", "Evento"},
};

static int find_language(const ts_binder *binder)
{
    const char *tag = binder->edition->language;
    for (int i = 0; i < LANGUAGES; i++)
        if (strncmp(tag, languages[i], 2) == 0 && (!tag[2] || tag[2] == '-'))
            return i;
    return -1;
}

const char *ts_bind_said(const ts_binder *binder, ts_said said)
{
    int language = find_language(binder);
    return language < 0 ? NULL : words[said][language];
}

const char *ts_bind_said_kind(const ts_binder *binder, int kind)
{
    int language = find_language(binder);
    return language < 0 ? NULL : kinds[kind][language];
}

/* "$1.6T" is not for the ear: magnitudes become words. */
static ts_format aloud_of(const ts_format *format)
{
    ts_format aloud = *format;
    aloud.style = format->style == TS_FORMAT_SHORT ? TS_FORMAT_LONG : format->style;
    return aloud;
}

/* Notes what is heard. NULL: there was nothing to say, or memory is out. */
static const char *heard(ts_charting *c, const char *name, ts_nought as)
{
    c->binder->machine = !ts_bind_hear(c, name, as) || c->binder->machine;
    return as.text;
}

const char *ts_bind_number_aloud(ts_charting *c, const char *name, double number, const char *unit)
{
    const char *of = unit ? unit : "number";
    ts_format own = ts_format_default(of), aloud = aloud_of(c->values ? c->values : &own);
    return heard(c, name, (ts_nought){.text = ts_bind_print_number(c->binder, number, of, &aloud), .number = number, .unit = of, .format = c->values});
}

const char *ts_bind_shape_aloud(ts_charting *c, const ts_datapoint *shape)
{
    const char *name = ts_arena_print(c->binder->arena, "%s/%s", c->chart->fill_by.text, shape->category);
    return name ? ts_bind_number_aloud(c, name, shape->value, c->out->unit) : NULL;
}

const char *ts_bind_result_aloud(ts_charting *c, const ts_result *result)
{
    const ts_format *format = c->values ? c->values : &result->format;
    ts_format aloud = aloud_of(format);
    return heard(c, result->name, (ts_nought){.text = ts_bind_print(c->binder, result, &aloud).text,
                                              .number = result->value.kind == TS_VALUE_NUMBER ? result->value.number : 0,
                                              .unit = result->value.unit, .format = format});
}

/* A share of a series has lost the amount that it came from: it reads as it is printed. */
static const char *share_aloud(ts_charting *c, const ts_mark_bound *mark)
{
    bool percent = !c->values || c->values->style == TS_FORMAT_PERCENT || c->values->style == TS_FORMAT_PERCENT_WORDS;
    const char *text = *mark->printed ? mark->printed : ts_bind_print_number(c->binder, mark->value, "share", NULL);
    return heard(c, mark->number, (ts_nought){.text = text, .number = mark->value, .unit = "share", .format = percent ? c->values : NULL, .part = !percent});
}

const char *ts_bind_mark_aloud(ts_charting *c, const ts_mark_bound *mark)
{
    bool parts = ts_bind_chart_is_parts(c->chart);
    const char *name = mark->item ? mark->item->value.text : mark->number;
    const ts_result *result = name ? ts_bind_find_result(c->binder, name) : NULL;
    if (!mark->known)
        return NULL;
    if (parts && (!result || c->values))
        return share_aloud(c, mark);
    if (!result)
        return ts_bind_number_aloud(c, mark->number, mark->value, c->out->unit);
    return ts_bind_result_aloud(c, result);
}
