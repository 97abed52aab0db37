/*
 * batch_index.c - a page for reviewers: each edition with its first picture,
 * its headline numbers, and what was found. One file without scripts; links
 * are relative, so that the folder can be moved as a whole. It is made of the
 * manifest's lines alone.
 */
#include "app/batch.h"

#include <cjson/cJSON.h>

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct page {
    FILE *out;
    const batch_index *index;
    char *folder; /* of the page, absolute, with its last slash */
    size_t total, failed, found; /* rows; with findings */
} page;

/* ---- small things */

static void put_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&': fputs("&amp;", out); break;
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        case '"': fputs("&quot;", out); break;
        default: fputc(*text, out);
        }
    }
}

static const cJSON *list_in(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static char *absolute(const char *path)
{
    char folder[4096];
    if (*path == '/')
        return strdup(path);
    if (!getcwd(folder, sizeof folder))
        return NULL;
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    size_t room = strlen(folder) + strlen(path) + 2;
    char *whole = malloc(room);
    if (whole)
        snprintf(whole, room, "%s/%s", folder, path);
    return whole;
}

/* The file as seen from the page's folder, fit for an address (RFC 3986). */
static void put_link(const page *p, const char *file)
{
    char *whole = absolute(file);
    if (!whole)
        return;
    size_t same = 0, slash = 0;
    for (; whole[same] && whole[same] == p->folder[same]; same++)
        if (whole[same] == '/')
            slash = same + 1;
    for (const char *up = p->folder + slash; (up = strchr(up, '/')); up++)
        fputs("../", p->out);
    for (const unsigned char *c = (const unsigned char *)whole + slash; *c; c++) {
        if (isalnum(*c) || strchr("-._~/", *c))
            fputc(*c, p->out);
        else
            fprintf(p->out, "%%%02X", *c);
    }
    free(whole);
}

static bool is_done(const cJSON *row)
{
    return strcmp(batch_text_in(row, "status"), batch_state_names[BATCH_DONE]) == 0;
}

static size_t count_findings(const cJSON *row)
{
    size_t count = *batch_text_in(row, "why") ? 1 : 0;
    const cJSON *rendering;
    cJSON_ArrayForEach(rendering, list_in(row, "renderings"))
        count += (size_t)cJSON_GetArraySize(list_in(list_in(rendering, "findings"), "diagnostics"));
    return count;
}

/* As a reviewer says it. */
static const char *word_for(const cJSON *row)
{
    static const char *const words[][2] = {{"fault", "at fault"}, {"machine", "not written"}, {"crashed", "crashed"}, {"timeout", "too slow"}};
    const char *status = batch_text_in(row, "status");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(status, words[i][0]) == 0)
            return words[i][1];
    return is_done(row) ? "done" : "not done";
}

/* ---- one edition */

static bool is_picture(const char *file)
{
    return ts_file_kind_of(file) == TS_FILE_PNG;
}

static void put_picture(const page *p, const cJSON *row)
{
    const cJSON *rendering, *output;
    cJSON_ArrayForEach(rendering, list_in(row, "renderings"))
        cJSON_ArrayForEach(output, list_in(rendering, "outputs"))
            if (is_picture(batch_text_in(output, "file"))) {
                fputs("<img loading=\"lazy\" src=\"", p->out);
                put_link(p, batch_text_in(output, "file"));
                fputs("\" alt=\"First page of ", p->out);
                put_text(p->out, batch_text_in(row, "id"));
                fputs("\">\n", p->out);
                return;
            }
    fputs("<p class=\"none\">No picture</p>\n", p->out);
}

static void put_file(const page *p, const char *file)
{
    const char *slash = strrchr(file, '/');
    fputs("<a href=\"", p->out);
    put_link(p, file);
    fputs("\">", p->out);
    put_text(p->out, slash ? slash + 1 : file);
    fputs("</a>", p->out);
}

/* Not this run's, and not to be taken for it. */
static void put_earlier(const page *p, const cJSON *row)
{
    const cJSON *file;
    cJSON_ArrayForEach(file, list_in(row, "earlier"))
    {
        if (!cJSON_IsString(file))
            continue;
        fputs("<li>an earlier ", p->out);
        put_file(p, file->valuestring);
        fputs(" is still there</li>\n", p->out);
    }
}

static void put_files(const page *p, const cJSON *row)
{
    const cJSON *rendering, *output;
    fputs("<ul class=\"files\">\n", p->out);
    cJSON_ArrayForEach(rendering, list_in(row, "renderings"))
        cJSON_ArrayForEach(output, list_in(rendering, "outputs"))
        {
            const cJSON *bytes = list_in(output, "bytes");
            fputs("<li>", p->out);
            put_file(p, batch_text_in(output, "file"));
            fputs(" (", p->out);
            put_text(p->out, batch_text_in(rendering, "profile"));
            fprintf(p->out, ", %.0f\u00a0KB)</li>\n", cJSON_IsNumber(bytes) ? bytes->valuedouble / 1e3 : 0);
        }
    put_earlier(p, row);
    fputs("</ul>\n", p->out);
}

/* They are the same in every profile. */
static void put_statistics(const page *p, const cJSON *row)
{
    enum { MOST = 8 };
    const cJSON *all = list_in(list_in(cJSON_GetArrayItem(list_in(row, "renderings"), 0), "findings"), "statistics"), *number;
    int count = 0;
    if (!cJSON_GetArraySize(all))
        return;
    fputs("<dl>\n", p->out);
    cJSON_ArrayForEach(number, all)
    {
        if (count++ == MOST)
            break;
        fputs("<div><dt>", p->out);
        put_text(p->out, batch_text_in(number, "name"));
        fputs("</dt><dd>", p->out);
        put_text(p->out, *batch_text_in(number, "printed") ? batch_text_in(number, "printed") : "no value");
        fputs("</dd></div>\n", p->out);
    }
    fputs("</dl>\n", p->out);
}

static void put_diagnostic(const page *p, const cJSON *diagnostic)
{
    const cJSON *line = list_in(diagnostic, "line");
    fputs("<li><strong>", p->out);
    put_text(p->out, batch_text_in(diagnostic, "severity"));
    fputs("</strong> ", p->out);
    put_text(p->out, batch_text_in(diagnostic, "message"));
    if (*batch_text_in(diagnostic, "file")) {
        fputs(" <code>", p->out);
        put_text(p->out, batch_text_in(diagnostic, "file"));
        if (cJSON_IsNumber(line))
            fprintf(p->out, ":%.0f", line->valuedouble);
        fputs("</code>", p->out);
    }
    fputs("</li>\n", p->out);
}

static void put_findings(const page *p, const cJSON *row)
{
    const cJSON *rendering, *diagnostic;
    if (!count_findings(row))
        return;
    fputs("<h3>Found</h3>\n<ul class=\"found\">\n", p->out);
    if (*batch_text_in(row, "why")) {
        fputs("<li><strong>error</strong> ", p->out);
        put_text(p->out, batch_text_in(row, "why"));
        fputs("</li>\n", p->out);
    }
    cJSON_ArrayForEach(rendering, list_in(row, "renderings"))
        cJSON_ArrayForEach(diagnostic, list_in(list_in(rendering, "findings"), "diagnostics"))
            put_diagnostic(p, diagnostic);
    fputs("</ul>\n", p->out);
}

static size_t count_fitting(const cJSON *row)
{
    const cJSON *rendering;
    size_t count = 0;
    cJSON_ArrayForEach(rendering, list_in(row, "renderings"))
        count += (size_t)cJSON_GetArraySize(list_in(list_in(rendering, "findings"), "fitting"));
    return count;
}

/* Folded: it is no fault, and may be long. */
static void put_fitting(const page *p, const cJSON *row)
{
    const cJSON *rendering, *frame;
    if (!count_fitting(row))
        return;
    fprintf(p->out, "<details>\n<summary>Made to fit: %zu</summary>\n<ul>\n", count_fitting(row));
    cJSON_ArrayForEach(rendering, list_in(row, "renderings"))
        cJSON_ArrayForEach(frame, list_in(list_in(rendering, "findings"), "fitting"))
        {
            fputs("<li>", p->out);
            put_text(p->out, batch_text_in(frame, "frame"));
            fputs(": ", p->out);
            put_text(p->out, *batch_text_in(frame, "steps") ? batch_text_in(frame, "steps") : "no step helps");
            fputs(" (", p->out);
            put_text(p->out, batch_text_in(rendering, "profile"));
            fputs(")</li>\n", p->out);
        }
    fputs("</ul>\n</details>\n", p->out);
}

static void put_edition(page *p, const cJSON *row, size_t number)
{
    bool done = is_done(row);
    fprintf(p->out, "<li id=\"row-%zu\"%s>\n<h2>", number + 1, done ? "" : " class=\"failed\"");
    put_text(p->out, batch_text_in(row, "id"));
    fputs("</h2>\n", p->out);
    put_picture(p, row);
    fputs("<p>", p->out);
    put_text(p->out, batch_text_in(row, "language"));
    fprintf(p->out, " · %s</p>\n", word_for(row));
    put_files(p, row);
    put_statistics(p, row);
    put_findings(p, row);
    put_fitting(p, row);
    fputs("</li>\n", p->out);
}

/* ---- the page */

static const char style[] =
    "body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1a1a1a;background:#fff}"
    "h1{font-size:1.5rem}h2{font-size:1.05rem;margin:0 0 .5rem}h3{font-size:.9rem;margin:.8rem 0 .2rem}"
    "ol.editions{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1.2rem}"
    "ol.editions>li{border:1px solid #8a8a8a;padding:.8rem;min-width:0;overflow-wrap:anywhere}"
    "ol.editions>li.failed{border:3px solid #a40000}"
    "img{width:100%;height:auto;border:1px solid #c8c8c8;background:#f4f4f4}"
    ".none{padding:4rem 0;text-align:center;background:#f0f0f0}"
    "ul{padding-left:1.1rem;margin:.3rem 0}ul.files{list-style:none;padding:0;font-size:.9rem}dl{margin:.4rem 0}dl div{display:flex;justify-content:space-between;gap:1rem}"
    "dd{margin:0;font-weight:600;text-align:right}a{color:#00437a}a:focus-visible{outline:3px solid #00437a}";

/* By which an earlier page is known. */
#define BEGIN "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"tearsheet batch\">\n"

bool batch_index_may_replace(const char *path)
{
    return app_file_may_replace(path, BEGIN, "index of a batch");
}

typedef void (*each_row)(page *p, const cJSON *row, size_t number);

static void for_each(page *p, each_row visit)
{
    for (size_t i = 0; i < p->index->count; i++) {
        char *text = p->index->line(p->index->user, i);
        cJSON *row = text ? cJSON_Parse(text) : NULL;
        if (row)
            visit(p, row, i);
        cJSON_Delete(row);
        free(text);
    }
}

static void count_row(page *p, const cJSON *row, size_t number)
{
    (void)number;
    p->total++;
    p->failed += !is_done(row);
    p->found += count_findings(row) > 0;
}

static void put_jump(page *p, const cJSON *row, size_t number)
{
    size_t count = count_findings(row);
    if (!count && is_done(row))
        return;
    fprintf(p->out, "<li><a href=\"#row-%zu\">", number + 1);
    put_text(p->out, batch_text_in(row, "id"));
    fprintf(p->out, "</a>: %s, %zu found</li>\n", word_for(row), count);
}

static void put_page(page *p)
{
    FILE *out = p->out;
    for_each(p, count_row);
    fputs(BEGIN "<meta name=\"viewport\" content=\"width=device-width\">\n<title>", out);
    put_text(out, p->index->title);
    fprintf(out, ", %zu editions</title>\n<style>%s</style>\n</head>\n<body>\n<header>\n<h1>", p->total, style);
    put_text(out, p->index->title);
    fprintf(out, ", %zu editions</h1>\n<p>%zu failed, findings in %zu.</p>\n</header>\n", p->total, p->failed, p->found);
    if (p->found || p->failed) {
        fputs("<nav aria-label=\"Editions to look at\">\n<h2>To look at</h2>\n<ul>\n", out);
        for_each(p, put_jump);
        fputs("</ul>\n</nav>\n", out);
    }
    fputs("<main>\n<ol class=\"editions\">\n", out);
    for_each(p, put_edition);
    fputs("</ol>\n</main>\n</body>\n</html>\n", out);
}

static char *folder_of(const char *path)
{
    char *whole = absolute(path), *slash = whole ? strrchr(whole, '/') : NULL;
    if (slash)
        slash[1] = '\0';
    return whole;
}

int batch_index_write(const batch_index *index)
{
    app_file file;
    if (!batch_index_may_replace(index->path))
        return TEARSHEET_USAGE;
    page p = {.index = index, .folder = folder_of(index->path)};
    if (!p.folder || !batch_make_folders(index->path)) {
        fprintf(stderr, "tearsheet: cannot make the folder of %s: %s\n", index->path, strerror(errno));
        free(p.folder);
        return TEARSHEET_MACHINE;
    }
    bool good = app_file_open(&file, index->path);
    if (good) {
        p.out = file.out;
        put_page(&p);
        good = app_file_close(&file, true);
    }
    free(p.folder);
    return good ? TEARSHEET_OK : TEARSHEET_MACHINE;
}
