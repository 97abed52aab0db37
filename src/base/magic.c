#include "base/magic.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

typedef struct beginning {
    ts_magic magic;
    size_t length;
    const char *bytes;
} beginning;

static const beginning binary[] = {
    {TS_MAGIC_ZIP, 4, "PK\x03\x04"},    {TS_MAGIC_OLD_BOOK, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"},
    {TS_MAGIC_PDF, 5, "%PDF-"},         {TS_MAGIC_GZIP, 2, "\x1F\x8B"},
    {TS_MAGIC_SQLITE, 16, "SQLite format 3\0"}, {TS_MAGIC_PICTURE, 4, "\x89PNG"},
    {TS_MAGIC_PICTURE, 3, "\xFF\xD8\xFF"}, {TS_MAGIC_GIF, 6, "GIF87a"}, {TS_MAGIC_GIF, 6, "GIF89a"},
    {TS_MAGIC_TIFF, 4, "II*\0"},        {TS_MAGIC_TIFF, 4, "MM\0*"}};

/* In any case of letters, behind a mark of UTF-8 and blanks. */
static const beginning written[] = {
    {TS_MAGIC_HTML, 14, "<!doctype html"}, {TS_MAGIC_HTML, 5, "<html"}, {TS_MAGIC_XML, 5, "<?xml"}, {TS_MAGIC_XML, 4, "<svg"}};

static size_t blanks(const char *text, size_t count, size_t at)
{
    while (at < count && strchr(" \t\r\n", text[at]) && text[at])
        at++;
    return at;
}

/* Its first page follows at once, whose head begins with a byte of Thrift that is no text: a head of a CSV may be PAR1. */
static bool is_parquet(const char *text, size_t count)
{
    static const char mark[] = {'P', 'A', 'R', '1'};
    if (count <= sizeof mark || memcmp(text, mark, sizeof mark) != 0)
        return false;
    unsigned char next = (unsigned char)text[sizeof mark];
    return next < ' ' && !memchr("\t\r\n", next, 3);
}

/* Names of boxes behind a length that may be any (RIFF; ISO/IEC 14496-12, 4.3). */
static ts_magic boxed_or_none(const char *text, size_t count)
{
    static const char *const brands[] = {"heic", "heix", "mif1", "avif"};
    if (count >= 12 && memcmp(text, "RIFF", 4) == 0 && memcmp(text + 8, "WEBP", 4) == 0)
        return TS_MAGIC_WEBP;
    for (size_t i = 0; i < sizeof brands / sizeof *brands && count >= 12; i++)
        if (text[0] == '\0' && memcmp(text + 4, "ftyp", 4) == 0 && memcmp(text + 8, brands[i], 4) == 0)
            return TS_MAGIC_HEIF;
    return TS_MAGIC_NONE;
}

/* An object with its first name, or a list of objects, lists or texts: no CSV begins so. */
static ts_magic json_or_none(const char *text, size_t count, size_t at)
{
    if (at == count || (text[at] != '{' && text[at] != '['))
        return TS_MAGIC_NONE;
    const char *inside = text[at] == '{' ? "\"" : "{[\"";
    size_t next = blanks(text, count, at + 1);
    return next < count && text[next] && strchr(inside, text[next]) ? TS_MAGIC_JSON : TS_MAGIC_NONE;
}

ts_magic ts_magic_of(const void *bytes, size_t count)
{
    const char *text = bytes;
    count = count < TS_MAGIC_BYTES ? count : TS_MAGIC_BYTES;
    for (size_t i = 0; i < sizeof binary / sizeof *binary; i++)
        if (count >= binary[i].length && memcmp(text, binary[i].bytes, binary[i].length) == 0)
            return binary[i].magic;
    if (is_parquet(text, count))
        return TS_MAGIC_PARQUET;
    ts_magic boxed = boxed_or_none(text, count);
    if (boxed != TS_MAGIC_NONE)
        return boxed;
    size_t at = blanks(text, count, count >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (count - at >= written[i].length && strncasecmp(text + at, written[i].bytes, written[i].length) == 0)
            return written[i].magic;
    return json_or_none(text, count, at);
}

const char *ts_magic_noun(ts_magic magic)
{
    static const char *const nouns[] = {[TS_MAGIC_NONE] = "no known file",
                                        [TS_MAGIC_ZIP] = "a workbook (XLSX, ODS) or another zip file",
                                        [TS_MAGIC_OLD_BOOK] = "an old workbook (XLS)",
                                        [TS_MAGIC_PDF] = "a PDF",
                                        [TS_MAGIC_GZIP] = "a file pressed by gzip",
                                        [TS_MAGIC_SQLITE] = "an SQLite database",
                                        [TS_MAGIC_PICTURE] = "a picture",
                                        [TS_MAGIC_GIF] = "a GIF",
                                        [TS_MAGIC_TIFF] = "a TIFF",
                                        [TS_MAGIC_WEBP] = "a WebP picture",
                                        [TS_MAGIC_HEIF] = "a HEIC or AVIF picture",
                                        [TS_MAGIC_PARQUET] = "a Parquet file",
                                        [TS_MAGIC_HTML] = "a web page",
                                        [TS_MAGIC_XML] = "XML",
                                        [TS_MAGIC_JSON] = "JSON"};
    return nouns[magic];
}
