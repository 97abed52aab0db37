/* What reaches a device, and in what order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sheet.h"

#include <math.h>

typedef struct record { /* a letter a call */
    char calls[256];
    size_t count;
    ts_item last; /* fill or stroke */
    size_t fail_after;
} record;

static void note(record *r, char call)
{
    if (r->count < sizeof r->calls - 1)
        r->calls[r->count++] = call;
}

static ts_status status(void *self)
{
    const record *r = self;
    return r->fail_after && r->count >= r->fail_after ? TS_MACHINE : TS_OK;
}

static void begin_document(void *self, const ts_document *document)
{
    (void)document;
    note(self, '{');
}

static void end_document(void *self, const ts_document *document)
{
    (void)document;
    note(self, '}');
}

static void begin_page(void *self, const ts_page *page, size_t number)
{
    (void)page;
    note(self, (char)('0' + number));
}

static void end_page(void *self, const ts_page *page)
{
    (void)page;
    note(self, '.');
}

static void mark(void *self, const ts_item *item)
{
    note(self, item->tag ? 'T' : 'A');
}

static void fill(void *self, const ts_item *item)
{
    ((record *)self)->last = *item;
    note(self, 'f');
}

static void stroke(void *self, const ts_item *item)
{
    ((record *)self)->last = *item;
    note(self, 's');
}

static void begin_art(void *self, const ts_item *item)
{
    (void)item;
    note(self, '<');
}

static void end_art(void *self, const ts_item *item)
{
    (void)item;
    note(self, '>');
}

static void clip(void *self, const ts_item *item)
{
    (void)item;
    note(self, '(');
}

static void unclip(void *self, const ts_item *item)
{
    (void)item;
    note(self, ')');
}

static ts_device device_of(record *r)
{
    return (ts_device){
        .self = r,
        .status = status,
        .begin_document = begin_document,
        .end_document = end_document,
        .begin_page = begin_page,
        .end_page = end_page,
        .mark = mark,
        .fill = fill,
        .stroke = stroke,
        .begin_art = begin_art,
        .end_art = end_art,
        .clip = clip,
        .unclip = unclip,
    };
}

static void assert_calls(sheet *s, const char *expected)
{
    record r = {0};
    ts_device device = device_of(&r);
    assert_int_equal(ts_device_play(&device, &s->document), TS_OK);
    assert_string_equal(r.calls, expected);
}

static void a_mark_comes_only_where_the_tag_changes(void **state)
{
    sheet *s = *state;
    ts_item item = fill_of(sheet_rect(s, (ts_rect){0, 0, 1, 1}), &black, 1);
    sheet_add(s, item);
    sheet_add(s, item);
    item.artifact = TS_ARTIFACT_PAGINATION;
    sheet_add(s, item);
    item.tag = s->head;
    sheet_add(s, item);
    item.artifact = TS_ARTIFACT_BACKGROUND; /* of no matter within a tag */
    sheet_add(s, item);
    assert_calls(s, "{0AffAfTff.}");
}

static void clips_are_balanced_whatever_the_page_says(void **state)
{
    sheet *s = *state;
    const ts_path *path = sheet_rect(s, (ts_rect){0, 0, 1, 1});
    sheet_add(s, unclip_of());
    sheet_add(s, clip_of(path));
    sheet_add(s, clip_of(path));
    sheet_add(s, fill_of(path, &black, 1));
    sheet_add(s, unclip_of());
    assert_calls(s, "{0((Af)).}");
}

static void what_a_broken_clip_holds_does_not_show(void **state)
{
    sheet *s = *state;
    const ts_path *path = sheet_rect(s, (ts_rect){0, 0, 1, 1});
    ts_path *broken = ts_path_new(s->arena);
    ts_path_move(broken, NAN, 0);
    sheet_add(s, clip_of(broken));
    sheet_add(s, clip_of(path));
    sheet_add(s, fill_of(path, &black, 1));
    sheet_add(s, unclip_of());
    sheet_add(s, fill_of(path, &black, 1));
    sheet_add(s, unclip_of());
    sheet_add(s, stroke_of(path, &black, 1));
    assert_calls(s, "{0As.}");
}

static void art_comes_with_the_ink_and_the_line_of_its_place(void **state)
{
    sheet *s = *state;
    ts_item icon = art_of(sheet_icon(s), ts_matrix_identity());
    icon.tag = s->figure;
    icon.u.art.ink = (ts_ink){&poppy, 0.5};
    icon.u.art.stroke_scale = 3;
    sheet_add(s, icon);
    record r = {0};
    ts_device device = device_of(&r);
    assert_int_equal(ts_device_play(&device, &s->document), TS_OK);
    assert_string_equal(r.calls, "{0T<fs>.}");
    assert_ptr_equal(r.last.u.stroke.paint.ink.swatch, &poppy);
    assert_true(r.last.u.stroke.stroke.width == 3);
    assert_ptr_equal(r.last.tag, s->figure);
}

static void a_logo_keeps_its_own_inks(void **state)
{
    sheet *s = *state;
    ts_art *art = sheet_icon(s);
    art->one_colour = false;
    ts_item item = art_of(art, ts_matrix_identity());
    item.u.art.ink = (ts_ink){&poppy, 1};
    const ts_item painted = ts_device_art_item(&item, &art->items.items[0]);
    assert_ptr_equal(painted.u.fill.paint.ink.swatch, &black);
}

static void art_that_is_flat_or_endless_is_not_drawn(void **state)
{
    sheet *s = *state;
    ts_art *self = sheet_icon(s);
    sheet_add(s, art_of(self, (ts_matrix){1, 2, 2, 4, 0, 0}));
    sheet_add(s, art_of(self, (ts_matrix){NAN, 0, 0, 1, 0, 0}));
    assert_calls(s, "{0A.}");
    s->page.items.count = 0;
    self->items.count = 0;
    assert_true(ts_items_add(s->arena, &self->items, art_of(self, ts_matrix_identity()))); /* holds itself */
    sheet_add(s, art_of(self, ts_matrix_identity()));
    assert_calls(s, "{0A<<<<<<<<<<<<<<<<>>>>>>>>>>>>>>>>.}");
}

static void after_a_failure_nothing_more_comes(void **state)
{
    sheet *s = *state;
    const ts_path *path = sheet_rect(s, (ts_rect){0, 0, 1, 1});
    for (int i = 0; i < 9; i++)
        sheet_add(s, fill_of(path, &black, 1));
    record r = {.fail_after = 5};
    ts_device device = device_of(&r);
    assert_int_equal(ts_device_play(&device, &s->document), TS_MACHINE);
    assert_string_equal(r.calls, "{0Aff.}");
}

static void a_page_that_is_not_there_is_refused(void **state)
{
    sheet *s = *state;
    record r = {0};
    ts_device device = device_of(&r);
    assert_int_equal(ts_device_play_page(&device, &s->document, 1), TS_USAGE);
    assert_int_equal(r.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHEET_CASE(a_mark_comes_only_where_the_tag_changes),
        SHEET_CASE(clips_are_balanced_whatever_the_page_says),
        SHEET_CASE(what_a_broken_clip_holds_does_not_show),
        SHEET_CASE(art_comes_with_the_ink_and_the_line_of_its_place),
        SHEET_CASE(a_logo_keeps_its_own_inks),
        SHEET_CASE(art_that_is_flat_or_endless_is_not_drawn),
        SHEET_CASE(after_a_failure_nothing_more_comes),
        SHEET_CASE(a_page_that_is_not_there_is_refused),
    };
    return cmocka_run_group_tests_name("device.play", tests, NULL, NULL);
}
