/*
 * schema.h - the JSON Schema (2020-12) of sheets, brand files and copy decks,
 * printed from the very tables that read them.
 */
#ifndef TS_SPEC_SCHEMA_H
#define TS_SPEC_SCHEMA_H

#include <stdio.h>

void ts_schema_print(FILE *out);

#endif
