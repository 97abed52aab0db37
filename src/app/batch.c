/* batch.c - the command `batch`: the steps, in order. */
#include "app/batch.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* ---- the rows of this shard */

/* FNV-1a, 64 bits: the same part for an id whatever rows stand beside it. */
static uint64_t hash_of(const char *id)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (; *id; id++)
        hash = (hash ^ (unsigned char)*id) * UINT64_C(0x100000001B3);
    return hash;
}

static bool is_mine(const app_batch *asked, const char *id)
{
    return !asked->shards || hash_of(id) % (uint64_t)asked->shards == (uint64_t)asked->shard - 1;
}

static int read_rows(batch *b)
{
    const ts_variant *variants;
    int status = ts_work_read_variants(b->work, &b->line->options, b->line->batch.variants, &variants, &b->row_count);
    if (status != TEARSHEET_OK)
        return status;
    b->rows = calloc(b->row_count, sizeof *b->rows);
    if (!b->rows)
        return TEARSHEET_MACHINE;
    for (size_t i = 0; i < b->row_count; i++) {
        bool mine = is_mine(&b->line->batch, variants[i].id);
        b->rows[i] = (batch_row){.variant = &variants[i], .number = i + 1, .line_at = -1,
                                 .state = mine ? BATCH_WAITING : BATCH_ELSEWHERE};
        b->mine += mine;
    }
    return TEARSHEET_OK;
}

/* ---- the manifest's name */

static int name_manifest(batch *b)
{
    if (b->line->batch.manifest && !*b->line->batch.manifest)
        return app_wrong("--manifest is a file's name, and no empty one", "");
    b->manifest.path = b->line->batch.manifest;
    if (!b->manifest.path)
        b->manifest.path = b->manifest.named = batch_manifest_name(b->line, b->outputs[0].pattern);
    return b->manifest.path ? TEARSHEET_OK : TEARSHEET_MACHINE;
}

/* ---- what each row follows from */

/* The outputs as they were asked for: another name or resolution is another row. */
static char *describe_outputs(const batch *b, const batch_row *row)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; out && i < b->output_count; i++)
        fprintf(out, "%s %g %d %s\n", b->outputs[i].profile ? b->outputs[i].profile : "", b->outputs[i].dpi, b->outputs[i].page,
                row->files[i]);
    if (!out || fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static int fingerprint_row(batch *b, batch_row *row)
{
    ts_options options = b->line->options;
    options.variant = row->variant;
    char *outputs = describe_outputs(b, row);
    int status = outputs ? ts_work_fingerprint(b->work, &options, outputs, row->inputs) : TEARSHEET_MACHINE;
    free(outputs);
    return status;
}

/* The profiles that -o's name: a row's own is looked at with the row. */
static int check_profiles(batch *b)
{
    char ignored[TEARSHEET_SHA256];
    ts_options options = b->line->options;
    int status = TEARSHEET_OK;
    for (size_t i = 0; i < b->output_count && status == TEARSHEET_OK; i++) {
        options.profile = b->outputs[i].profile;
        if (options.profile)
            status = ts_work_fingerprint(b->work, &options, "", ignored);
    }
    return status;
}

/* All rows together, those of other shards too, are the run. */
static int fingerprint(batch *b)
{
    enum { DIGITS = TEARSHEET_SHA256 - 1 };
    char *all = malloc(b->row_count * DIGITS + 1);
    int status = all ? TEARSHEET_OK : TEARSHEET_MACHINE;
    for (size_t i = 0; i < b->row_count && status == TEARSHEET_OK; i++) {
        status = fingerprint_row(b, &b->rows[i]);
        if (status == TEARSHEET_OK)
            memcpy(all + i * DIGITS, b->rows[i].inputs, DIGITS + 1);
    }
    ts_options options = b->line->options;
    options.variant = b->rows[0].variant;
    if (status == TEARSHEET_OK)
        status = ts_work_fingerprint(b->work, &options, all, b->run);
    free(all);
    return status;
}

/* ---- the steps */

/* Before the work and, since its name may lead to the manifest, when that is there. */
static int spare_others(batch *b)
{
    const char *index = b->line->batch.index;
    return !index || batch_index_may_replace(index) ? TEARSHEET_OK : TEARSHEET_USAGE;
}

/* Nothing is drawn before all of this is clean. */
static int plan(batch *b)
{
    static int (*const steps[])(batch *b) = {batch_outputs_read,        name_manifest, read_rows,
                                             batch_outputs_name,        batch_claims_make,
                                             batch_claims_check_names,  batch_claims_spare_inputs,
                                             spare_others,              check_profiles,
                                             fingerprint,
                                             batch_outputs_make_folders,
                                             batch_claims_check_places, batch_claims_spare_inputs, /* behind folders that are new */
                                             batch_manifest_open,       spare_others};
    if (!b->line->batch.variants)
        return app_wrong("a batch wants --variants FILE.csv", "");
    if (b->line->batch.strict && b->line->batch.keep_going)
        return app_wrong("--strict and --keep-going are two ways", "");
    int status = TEARSHEET_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == TEARSHEET_OK; i++)
        status = steps[i](b);
    return status;
}

/* What all editions share, as far as rows that may be at fault let it be made; their mistakes are told with them. */
static int prepare(batch *b)
{
    ts_options options = b->line->options;
    for (size_t i = b->row_count; i > 0; i--)
        if (b->rows[i - 1].state == BATCH_WAITING)
            options.variant = b->rows[i - 1].variant;
    for (size_t i = 0; i < b->output_count; i++) {
        options.profile = b->outputs[i].profile ? b->outputs[i].profile : b->line->options.profile;
        int status = ts_work_prepare(b->work, &options);
        if (status > TEARSHEET_FAULT)
            return app_report(b->line, b->work, status);
    }
    return TEARSHEET_OK;
}

static char *read_line(void *user, size_t row)
{
    const batch *b = user;
    return batch_manifest_read(b, &b->rows[row]);
}

static int write_index(batch *b)
{
    const char *slash = strrchr(b->line->sheet, '/');
    const batch_index index = {.path = b->line->batch.index, .title = slash ? slash + 1 : b->line->sheet,
                               .line = read_line, .user = b, .count = b->row_count};
    return index.path ? batch_index_write(&index) : TEARSHEET_OK;
}

static int status_of(const batch *b)
{
    if (b->counts[BATCH_MACHINE] || b->counts[BATCH_CRASHED] || b->counts[BATCH_TIMEOUT])
        return TEARSHEET_MACHINE;
    return b->counts[BATCH_FAULT] ? TEARSHEET_FAULT : TEARSHEET_OK;
}

static bool all_over(const batch *b)
{
    for (size_t i = 0; i < b->row_count; i++)
        if (b->rows[i].state == BATCH_WAITING)
            return false;
    return true;
}

/* What is put in order reaches the disk as it is written anew; what is not, as it is. */
static int settle_manifest(batch *b, int ran)
{
    bool whole = ran == TEARSHEET_OK && all_over(b);
    int written = whole ? batch_manifest_finish(b) : TEARSHEET_OK;
    if ((!whole || written != TEARSHEET_OK) && !batch_manifest_sync(b))
        return TEARSHEET_MACHINE;
    return written;
}

static int finish(batch *b, int ran)
{
    batch_progress_end(b);
    int written = settle_manifest(b, ran);
    if (ran != TEARSHEET_OK)
        return ran;
    int indexed = write_index(b);
    int status = status_of(b);
    status = written > status ? written : status;
    return indexed > status ? indexed : status;
}

static int run(batch *b, int *stopped)
{
    int planned = plan(b);
    if (planned != TEARSHEET_OK)
        return planned == TEARSHEET_FAULT ? app_report(b->line, b->work, planned) : planned;
    for (size_t i = 0; i < b->row_count; i++)
        b->counts[BATCH_UNCHANGED] += b->rows[i].state == BATCH_UNCHANGED;
    if (b->counts[BATCH_UNCHANGED] < b->mine) {
        int prepared = prepare(b);
        if (prepared != TEARSHEET_OK)
            return prepared;
    }
    if (batch_earlier_note(b) != TEARSHEET_OK || !batch_progress_begin(b))
        return TEARSHEET_MACHINE;
    int ran = b->counts[BATCH_UNCHANGED] < b->mine ? batch_pool_run(b, stopped) : TEARSHEET_OK;
    int status = finish(b, ran);
    batch_pool_end(b);
    return status;
}

static void drop(batch *b)
{
    batch_manifest_close(b);
    batch_claims_drop(b);
    for (size_t i = 0; b->rows && i < b->row_count; i++) {
        for (size_t k = 0; b->rows[i].files && k < b->output_count; k++)
            free(b->rows[i].files[k]);
        free(b->rows[i].files);
        free(b->rows[i].earlier);
    }
    free(b->rows);
    free(b->outputs);
    free(b->thumbnail);
    free(b->manifest.named);
    free(b->progress);
}

int app_run_batch(const command_line *line, ts_work *work)
{
    batch b = {.line = line, .work = work, .manifest = {.fd = -1}};
    int stopped = 0;
    int status = run(&b, &stopped);
    drop(&b);
    if (stopped) { /* as whoever sent it expects, now that all is in order */
        signal(stopped, SIG_DFL);
        raise(stopped);
    }
    return status;
}
