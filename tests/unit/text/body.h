/* Type for running text and for heads, and texts set in it. */
#ifndef TEST_BODY_H
#define TEST_BODY_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

#define SPARE __attribute__((unused)) /* not all tests use all of it */

SPARE static const ts_type *body(void)
{
    static ts_type type;
    type = (ts_type){.font = face.inter, .size = 8.75, .leading = 12, .tracking = -4, .language = "en-US"};
    return &type;
}

SPARE static const ts_type *head(void)
{
    static ts_type type;
    type = (ts_type){.font = face.display, .size = 22, .leading = 26, .tracking = -5, .language = "en-US"};
    return &type;
}

SPARE static const ts_block *set_pieces(const ts_text_piece *pieces, size_t count, ts_setting_rules rules)
{
    ts_text_paragraph paragraph = {pieces, count, pieces[0].type, rules};
    const ts_block *block = ts_text_set(face.setter, face.arena, &paragraph, 1);
    assert_non_null(block);
    return block;
}

SPARE static const ts_block *set_text(const ts_type *type, const char *text, ts_setting_rules rules)
{
    ts_text_piece *piece = TS_NEW(face.arena, ts_text_piece);
    *piece = (ts_text_piece){.text = text, .length = strlen(text), .type = type};
    return set_pieces(piece, 1, rules);
}

#endif
