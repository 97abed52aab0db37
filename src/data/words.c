/*
 * Number words that ICU does not have in the form that print wants: English
 * writes thousands out in running text, Spanish counts in millones, mil
 * millones and billones (RAE, Ortografia 2010, cap. VIII) where CLDR's short
 * forms are "k", "M" and "B".
 */
#include "data/language.h"

#include <string.h>

#define SPANISH_LARGE                                                                                        \
    {"{n} millón", "{n} millones"}, {NULL, "{n} mil millones"},                                              \
    {                                                                                                        \
        "{n} billón", "{n} billones"                                                                         \
    }
#define SPANISH                                                                                              \
    {                                                                                                        \
        {{NULL, "{n} mil"}, SPANISH_LARGE},                                                                  \
        {                                                                                                    \
            {NULL, NULL}, SPANISH_LARGE                                                                      \
        }                                                                                                    \
    }

static const ts_builtin builtins[] = {
    {"en",
     {{{NULL, "{n}K"}, {NULL, "{n}M"}, {NULL, "{n}B"}, {NULL, "{n}T"}},
      {{NULL, NULL}, {NULL, "{n} million"}, {NULL, "{n} billion"}, {NULL, "{n} trillion"}}},
     NULL,
     {{NULL}},
     "read {d}"},
    {"es-MX",
     SPANISH,
     "{n}.º",
     {{"USD", "${n}", "{n} de dólares", "US${n}"},
      {"MXN", "MX${n}", "{n} de pesos", "MX${n}"},
      {"EUR", "€{n}", "{n} de euros", "€{n}"}},
     "consultado el {d}"},
    {"es",
     SPANISH,
     "{n}.º",
     {{"USD", NULL, "{n} de dólares", NULL},
      {"EUR", NULL, "{n} de euros", NULL},
      {"MXN", NULL, "{n} de pesos mexicanos", NULL}},
     "consultado el {d}"},
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
