/* Where the viewer's pen stands while runs follow each other on a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_pdf.h"

#include <stdlib.h>
#include <string.h>

enum { RUNS = 40 };

/* Each stands a little farther off than the last one ended, less than is printed: together it is not lost. */
static void what_is_left_out_between_runs_adds_up_to_what_is_printed(void **state)
{
    (void)state;
    static const double GAP = 0.0009;
    const char *why = NULL;
    ts_arena *arena = ts_arena_new(0);
    ts_typesetter *setter = ts_typesetter_new(0);
    const ts_font *font = ts_font_load(arena, "Inter Regular", "fonts/Inter-Regular.otf", &why);
    assert_non_null(font);
    const ts_type type = {.font = font, .size = 10, .leading = 12};
    const ts_run *run = ts_text_line(setter, arena, "a", &type, 0)->lines[0].runs;
    const ts_swatch black = {.name = "Black", .dark = true};
    const ts_pdf_options options = {0};
    ts_pdf pdf = {.arena = arena, .options = &options, .sink = ts_pdf_sink_new(arena, 7, &options)};
    ts_pdf_collect_run(&pdf, run);
    ts_pdf_embed_fonts(&pdf);
    ts_pdf_content *content = ts_pdf_content_new(&pdf);
    ts_item item = {.kind = TS_ITEM_RUN, .u.run = {.run = run, .ink = {&black, 1}}};
    for (int i = 0; i < RUNS; i++) {
        item.u.run.x = i * (run->width + GAP);
        ts_pdf_paint_run(content, &item);
    }
    assert_false(ts_pdf_failed(&pdf) || content->out->failed);
    double moved = 0;
    for (size_t at = 0; at + 2 < content->out->count; at++)
        if (!memcmp(content->out->items + at, "[-", 2))
            moved += strtod((const char *)content->out->items + at + 1, NULL);
    const double wanted = (RUNS - 1) * GAP * 1000 / type.size;
    assert_true(-moved > wanted - .2 && -moved < wanted + .2);
    ts_typesetter_drop(setter);
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_left_out_between_runs_adds_up_to_what_is_printed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
