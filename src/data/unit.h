/*
 * unit.h - what a number counts.
 *
 * Built-in units (count, persons, share ...), money by ISO 4217, and physical units by their signs, which are the same in
 * every language (SI Brochure, 5.2; ISO 80000-1, 6.5): "MWh", "km2", "t/ha", "tCO2e", "persons/km2". A sign is its base
 * with one of the prefixes that go with it; behind a stroke another may stand.
 */
#ifndef TS_DATA_UNIT_H
#define TS_DATA_UNIT_H

#include "base/arena.h"

/* Whether values of a unit may be added: counts, numbers, amounts of money and of anything physical but rates and
 * temperatures. */
bool ts_unit_adds(const char *unit);
bool ts_unit_known(const char *unit);
bool ts_unit_is_text(const char *unit); /* text, and date: a moment in words */
bool ts_unit_is_currency(const char *unit); /* three capitals, ISO 4217 */
bool ts_unit_is_physical(const char *unit);

/* A pattern with {n}: "{n} MWh", "{n} km²", "{n}/km²", "{n} t CO₂e". NULL: it is not physical, or memory is out. */
const char *ts_unit_sign(ts_arena *arena, const char *unit);

#endif
