/* What files are that were named where a text should be. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/magic.h"

#include <string.h>

static const struct {
    const char *bytes;
    size_t length;
    ts_magic magic;
} files[] = {{"PK\x03\x04\x14\0", 6, TS_MAGIC_ZIP},
             {"PK\x03", 3, TS_MAGIC_NONE},
             {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", 9, TS_MAGIC_OLD_BOOK},
             {"%PDF-1.7", 8, TS_MAGIC_PDF},
             {"\x1F\x8B\x08", 3, TS_MAGIC_GZIP},
             {"SQLite format 3\0\x10", 17, TS_MAGIC_SQLITE},
             {"SQLite format 3\n", 16, TS_MAGIC_NONE},
             {"\x89PNG\r\n", 6, TS_MAGIC_PICTURE},
             {"\xFF\xD8\xFF\xE0", 4, TS_MAGIC_PICTURE},
             {"GIF89a\1\0", 8, TS_MAGIC_GIF},
             {"GIF,JPEG\n", 9, TS_MAGIC_NONE},
             {"II*\0\x08\0", 6, TS_MAGIC_TIFF},
             {"MM\0*\0\0", 6, TS_MAGIC_TIFF},
             {"RIFF\x10\0\0\0WEBPVP8 ", 16, TS_MAGIC_WEBP},
             {"id,name,WEBP", 12, TS_MAGIC_NONE},
             {"\0\0\0\x18" "ftypheic", 12, TS_MAGIC_HEIF},
             {"\0\0\0\x18" "ftypisom", 12, TS_MAGIC_NONE}, /* a film */
             {"PAR1\x15\x04", 6, TS_MAGIC_PARQUET},
             {"PAR1,value\n", 11, TS_MAGIC_NONE}, /* a head of a CSV file */
             {"PAR1\r\n1\r\n", 9, TS_MAGIC_NONE},
             {"PAR1\xC3\xA9\n", 7, TS_MAGIC_NONE},
             {"PAR1", 4, TS_MAGIC_NONE},
             {"\n <!DOCTYPE HTML>", 17, TS_MAGIC_HTML},
             {"<Html lang=\"en\">", 16, TS_MAGIC_HTML},
             {"\xEF\xBB\xBF<?xml version=\"1.0\"?>", 24, TS_MAGIC_XML},
             {"{ \"a\": 1 }", 10, TS_MAGIC_JSON},
             {"[\n  {", 5, TS_MAGIC_JSON},
             {"[[", 2, TS_MAGIC_JSON},
             {"[note],value", 12, TS_MAGIC_NONE}, /* heads of a CSV file may be anything else */
             {"{x},y", 5, TS_MAGIC_NONE},
             {"[", 1, TS_MAGIC_NONE},
             {"<5,>5", 5, TS_MAGIC_NONE},
             {"year,value\n", 11, TS_MAGIC_NONE},
             {"\0\0\0\0", 4, TS_MAGIC_NONE},
             {"", 0, TS_MAGIC_NONE}};

static void test_files_are_known_by_how_they_begin(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_int_equal(ts_magic_of(files[i].bytes, files[i].length), files[i].magic);
}

static void test_what_is_far_behind_says_nothing(void **state)
{
    (void)state;
    char text[TS_MAGIC_BYTES + 16];
    memset(text, ' ', sizeof text);
    memcpy(text + TS_MAGIC_BYTES - 4, "<html>", 6);
    assert_int_equal(ts_magic_of(text, sizeof text), TS_MAGIC_NONE);
    memcpy(text + TS_MAGIC_BYTES - 5, "<html>", 6);
    assert_int_equal(ts_magic_of(text, sizeof text), TS_MAGIC_HTML);
}

static void test_each_has_a_name(void **state)
{
    (void)state;
    for (int magic = TS_MAGIC_NONE; magic <= TS_MAGIC_JSON; magic++)
        assert_true(strlen(ts_magic_noun((ts_magic)magic)) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_are_known_by_how_they_begin),
        cmocka_unit_test(test_what_is_far_behind_says_nothing),
        cmocka_unit_test(test_each_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
