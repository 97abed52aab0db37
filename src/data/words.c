/*
 * Number words that ICU does not have in the form that print wants: English
 * writes thousands out in running text, Spanish counts in millones, mil
 * millones and billones (RAE, Ortografia 2010, cap. VIII) where CLDR's short
 * forms are "k", "M" and "B".
 */
#include "data/language.h"

#include <string.h>

static const ts_builtin builtins[] = {
    {.language = "en",
     .scales = {{{NULL, "{n}K"}, {NULL, "{n}M"}, {NULL, "{n}B"}, {NULL, "{n}T"}},
                {{NULL, NULL}, {NULL, "{n} million"}, {NULL, "{n} billion"}, {NULL, "{n} trillion"}}},
     .units = {{"tonnes", {"{n} t", "{n} t"}, {"{n} tonne", "{n} tonnes"}},
               {"points", {"{n} point", "{n} points"}, {"{n} percentage point", "{n} percentage points"}}},
     .qualifiers = {[TS_QUALIFIER_MORE_THAN] = "more than {n}", [TS_QUALIFIER_LESS_THAN] = "less than {n}"},
     .read = "read {d}"},
    {.language = "es-MX",
     .scales = {{{NULL, "{n} mil"},
                 {"{n} millón", "{n} millones"},
                 {NULL, "{n} mil millones"},
                 {"{n} billón", "{n} billones"}},
                {{NULL, NULL},
                 {"{n} millón", "{n} millones"},
                 {NULL, "{n} mil millones"},
                 {"{n} billón", "{n} billones"}}},
     .ordinal = "{n}.º",
     .money = {{"USD", "${n}", "{n} de dólares", "US${n}"},
               {"MXN", "MX${n}", "{n} de pesos", "MX${n}"},
               {"EUR", "€{n}", "{n} de euros", "€{n}"}},
     .units = {{"tonnes", {"{n} t", "{n} t"}, {"{n} tonelada", "{n} toneladas"}},
               {"points", {"{n} punto", "{n} puntos"}, {"{n} punto porcentual", "{n} puntos porcentuales"}}},
     .qualifiers = {[TS_QUALIFIER_MORE_THAN] = "más de {n}", [TS_QUALIFIER_LESS_THAN] = "menos de {n}"},
     .read = "cons. {d}"},
    {.language = "es",
     .scales = {{{NULL, "{n} mil"},
                 {"{n} millón", "{n} millones"},
                 {NULL, "{n} mil millones"},
                 {"{n} billón", "{n} billones"}},
                {{NULL, NULL},
                 {"{n} millón", "{n} millones"},
                 {NULL, "{n} mil millones"},
                 {"{n} billón", "{n} billones"}}},
     .ordinal = "{n}.º",
     .money = {{"USD", NULL, "{n} de dólares", NULL},
               {"EUR", NULL, "{n} de euros", NULL},
               {"MXN", NULL, "{n} de pesos mexicanos", NULL}},
     .units = {{"tonnes", {"{n} t", "{n} t"}, {"{n} tonelada", "{n} toneladas"}},
               {"points", {"{n} punto", "{n} puntos"}, {"{n} punto porcentual", "{n} puntos porcentuales"}}},
     .qualifiers = {[TS_QUALIFIER_MORE_THAN] = "más de {n}", [TS_QUALIFIER_LESS_THAN] = "menos de {n}"},
     .read = "cons. {d}"},
};

bool ts_language_is(const char *language, const char *primary)
{
    size_t length = strlen(primary);
    return strncmp(language, primary, length) == 0 && (!language[length] || language[length] == '-');
}

const ts_builtin *ts_builtin_find(const char *language)
{
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (ts_language_is(language, builtins[i].language))
            return &builtins[i];
    return NULL;
}
