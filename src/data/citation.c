#include "data/citation.h"

#include "data/date.h"
#include "data/language.h"

#include <string.h>

static const char *append(ts_arena *arena, const char *text, const char *between, const char *more)
{
    if (!text || !more || !*more)
        return text;
    return ts_arena_print(arena, "%s%s%s", text, *text ? between : "", more);
}

enum { LONGEST_ADDRESS = 30 }; /* bytes: nobody types more; the whole address is in the link */

/* The address as a reader would type it: without its path when that is long. */
static const char *address(ts_arena *arena, const char *url)
{
    const char *scheme = strstr(url, "://");
    const char *host = scheme ? scheme + 3 : url;
    host += strncmp(host, "www.", 4) == 0 ? 4 : 0;
    size_t length = strlen(host);
    length -= length > 0 && host[length - 1] == '/';
    if (length > LONGEST_ADDRESS)
        length = strcspn(host, "/?#");
    return ts_arena_copy(arena, host, length);
}

static const char *day_of_reading(const ts_formatter *formatter, ts_arena *arena, const char *read)
{
    ts_period day;
    if (!ts_period_read(read, &day))
        return read;
    const ts_builtin *builtin = ts_builtin_find(formatter->language);
    const char *date = day.day ? ts_date_medium(formatter->dates, arena, day) : ts_date_print(formatter->dates, arena, day);
    const char *slot = builtin ? strstr(builtin->read, "{d}") : NULL;
    if (!date || !slot)
        return date;
    return ts_arena_print(arena, "%.*s%s%s", (int)(slot - builtin->read), builtin->read, date, slot + 3);
}

const char *ts_citation_print(const ts_formatter *formatter, ts_arena *arena, const ts_citation *citation)
{
    const char *text = append(arena, "", "", citation->publisher);
    text = append(arena, text, ", ", citation->title);
    text = append(arena, text, ", ", citation->edition);
    if (citation->year)
        text = append(arena, text, ", ", ts_arena_print(arena, "%d", citation->year));
    if (!citation->url || !*citation->url)
        return text;
    text = append(arena, text, ". ", address(arena, citation->url));
    /* Chicago Manual of Style 14.12: the day of reading stands in for a missing date of issue. */
    bool dated = citation->year || (citation->edition && *citation->edition);
    if (dated || !citation->read || !*citation->read)
        return text;
    const char *day = day_of_reading(formatter, arena, citation->read);
    return day ? append(arena, text, ", ", day) : NULL;
}
