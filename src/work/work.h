/*
 * work.h - the inside of a ts_work, for the files that carry out the calls of tearsheet.h:
 *
 *     ../tearsheet.c  makes editions and pages: the steps, in order
 *     share.c         what works have in common, and what is a work's own
 *     shelf.c         profiles, faces and art
 *     ahead.c         these and more, made by a second thread while the tables are loaded
 *     render.c        pages become files
 *     package.c       what a print shop gets
 *     ask.c           answers for numbers
 *     accept.c        the accepted edition
 *     records.c       ledgers that were read back or made, and what they answer
 *     findings.c      what there is to say of an edition
 *     variants.c      the rows of a batch
 *     inputs.c        what an edition follows from
 *     given.c         tables and files from memory
 *     embed.c         callbacks in place of streams
 *     progress.c      how far a call has come, and its end before its end
 */
#ifndef TS_WORK_WORK_H
#define TS_WORK_WORK_H

#include "tearsheet.h"

#include "base/digest.h"
#include "base/files.h"
#include "base/memo.h"
#include "base/plain.h"
#include "bind/edition.h"
#include "check/findings.h"
#include "device/device.h"
#include "layout/compose.h"

#include <stdatomic.h>
#include <sys/types.h>

typedef struct ts_colour_entry {
    const char *icc, *folder; /* as the sheet has them; or NULL */
    int intent;
    const ts_colour *colour;
} ts_colour_entry;

typedef struct ts_stock_entry {
    ts_shown shown;
    ts_stock *stock; /* NULL: not all faces can be used */
    ts_diags lost;   /* which not, told to each who asks */
} ts_stock_entry;

typedef struct ts_given { /* a table's file, in memory */
    const char *table; /* its name in the sheet */
    const void *bytes;
    size_t size;
} ts_given;

typedef struct ts_shelf { /* made when first needed */
    ts_arena *arena;
    struct { ts_colour_entry *items; size_t count, capacity; } colours;
    struct { ts_stock_entry *items; size_t count, capacity; } stocks;
    ts_cache *cache; /* of what is common: the same folder, for the thread that writes it */
} ts_shelf;

typedef struct ts_expected { /* of editions to come */
    const char *profile, *edition; /* as in ts_options */
    bool proof;
} ts_expected;

/* What works share. It is written by ts_work_load and ts_work_prepare alone, while one work holds it: shelf, memo and
 * digests by the thread that goes ahead, while that lives. */
typedef struct ts_common {
    atomic_size_t holders; /* and whether one of them writes: share.c */
    ts_arena *arena;       /* of what is given before loading */
    ts_arena *sheet_arena; /* of the sheet and the tables */
    ts_shelf shelf;
    ts_memo *memo;         /* of files that editions will write; NULL: nothing is known of them */
    ts_map digests;        /* as a work has them */
    struct { ts_expected *items; size_t count, capacity; } expected;
    ts_diags loading;
    bool loaded;           /* well, or with diagnostics */
    ts_sheet *sheet;
    ts_database *database; /* once prepared: frozen, and each work has its own over it */
    ts_lender lender; /* given tables first, then the embedder's reader */
    ts_reader reader; /* its read NULL: there is none */
    struct { ts_given *items; size_t count, capacity; } given;
    ts_cache *cache; /* on disk; NULL: none. Of the work that loads, while it does */
} ts_common;

typedef struct ts_made { /* an edition and its pages, in the work's edition arena */
    ts_edition *edition;
    ts_document *document;
    const ts_colour *colour;
    const ts_stock *stock;
    ts_fit_report fits;
    ts_findings findings; /* of preflight */
    bool checked;         /* it was looked for them */
} ts_made;

typedef struct ts_input { /* a file that is read, by where it is */
    dev_t device;
    ino_t inode;
    const char *path;
} ts_input;

typedef struct ts_hearing { /* who hears how far a call has come */
    ts_hear_progress hear;  /* NULL: nobody */
    void *user;
    ts_stages stages;       /* what the rooms tell */
    ts_progress last;       /* what was told */
    double from, to;        /* parts of the call, that the things of a stage are spread over */
} ts_hearing;

struct ts_work { /* of one thread */
    ts_common *common;
    const ts_sheet *sheet;
    ts_shelf own; /* what was not prepared */
    ts_database *database;
    ts_lasting lasting;
    ts_typesetter *setter; /* once pages are made */
    ts_cache *cache; /* the same folder, once the tables are shared; NULL: none, or not needed yet */
    ts_memo *memo; /* of the editions before */
    ts_arena *edition_arena; /* of the last call */
    ts_diags diags;          /* loading's and the last call's */
    ts_made last;            /* what the last call composed */
    const char *const *inputs; /* the files that are read, once somebody asks */
    size_t input_count;
    struct { ts_input *items; size_t count, capacity; } known; /* where these are, in order, once somebody asks */
    ts_map digests; /* path -> SHA-256 in hexadecimal, "": it cannot be read */
    unsigned char build[TS_DIGEST_BYTES]; /* of the program and its libraries, once somebody asks */
    bool build_known;
    const char *why;
    bool lacked; /* memory was out: what the work keeps may have been half made */
    ts_options options; /* of the last call, whole */
    atomic_bool stop;   /* set by any thread; heeded by the edition's arena */
    ts_hearing hearing;
    ts_stages *stages;  /* NULL: nobody measures */
};

/* What a row of variants.csv asks for beyond its parameters, where the request says nothing. */
void ts_variant_ask(const ts_variant *variant, ts_edition_request *request);
const ts_setting *ts_variant_settings(const ts_variant *variant, size_t *count);
/* The edition of a row is at fault: notes name the row, or those of its cells that the mistakes stand on. */
void ts_variant_blame(ts_work *work, const ts_variant *variant);

/* The work's, made in its own shelf where they were not prepared. NULL: see the diagnostics, or memory is out. */
const ts_colour *ts_work_colour(ts_work *work, const ts_profile *profile, bool proof); /* proof: absolute colorimetric */
ts_typesetter *ts_work_setter(ts_work *work); /* NULL: memory is out */
ts_stock *ts_work_stock(ts_work *work, ts_shown shown);

/* The caller's options as this library has them, kept in the work; from NULL: the usual ones. NULL: they are not of a
 * size that can be, which is told. */
const ts_options *ts_work_options(ts_work *work, const ts_options *from);
bool ts_options_widen(ts_options *whole, const ts_options *from);

/* Begins a new call: what the last one made is gone. TEARSHEET_FAULT: the sheet could not be loaded. */
int ts_work_begin(ts_work *work);
/* The same of a call that asks for nothing that has been loaded. False: memory is out, or it is cancelled. */
bool ts_work_begin_alone(ts_work *work);

void ts_work_begin_lending(ts_common *common); /* from then on its lender can be lent by */

/* Progress: a call begins; a stage of it that the rooms do not tell, with the part of the call that its things are spread
 * over; the file that is written next, unless who hears of it cancels. */
void ts_work_begin_progress(ts_work *work);
void ts_work_tell_stage(ts_work *work, const char *stage, double from, double to);
int ts_work_tell_file(ts_work *work, const char *name, size_t file, size_t files);
bool ts_work_is_cancelled(const ts_work *work);
int ts_work_end(ts_work *work); /* what is done well ends with TEARSHEET_OK, or _CANCELLED */
const char *ts_work_unknown_table(const ts_work *work); /* a given one that the sheet has not; NULL: all are known */

/* What the options ask for, its settings split, in the edition's arena. */
int ts_work_request(ts_work *work, const ts_options *options, ts_edition_request *request);

/* Language, profile and parameters alone, within a call; *edition is NULL when one of them cannot be. */
int ts_work_settle(ts_work *work, ts_arena *arena, const ts_options *options, ts_edition **edition);

/* Each begins a new call. */
int ts_work_edition(ts_work *work, const ts_options *options, ts_edition **edition);
int ts_work_compose(ts_work *work, const ts_options *options, ts_made *made);

/* Looks for what a print shop or a reader would send back; tells it in the diagnostics given. False: memory is out. */
bool ts_work_preflight(ts_work *work, ts_made *made, ts_diags *diags);

/* The ledger of what was made, as text, in a form of answer/ledger.h; without a document: without pages. NULL: memory is out. */
const char *ts_work_ledger_text(ts_work *work, const ts_made *made, unsigned form);

/* What a file is to hold of its numbers goes into the document, with the tables of an archive. */
int ts_work_add_ledger(ts_work *work, ts_made *made);

/* share.c: an arena that the embedder's files are lent to; the folder of the cache, as the work has it, or NULL; nothing is on
 * the shelf, then, nor in what was made of it. */
ts_arena *ts_work_new_arena(const ts_common *common);
ts_cache *ts_work_folder(ts_work *work);
void ts_work_clear_shelf(ts_common *common);

/* What the profile's editions share but for tables goes on the shelf. */
int ts_work_prepare_stock(ts_work *work, const ts_profile *profile, bool proof, ts_stock **stock);

/* While tables are loaded a second thread makes what is expected to be asked for. NULL: nothing is, or it cannot be. */
typedef struct ts_ahead ts_ahead;
ts_ahead *ts_work_begin_ahead(ts_work *work);
void ts_work_end_ahead(ts_ahead *ahead); /* waits for it; NULL is fine */

/* Of the files that are read: path -> SHA-256. Two works of a sheet that share next, at first 0, do each a part of them. */
void ts_work_digest_inputs(ts_work *work, ts_arena *arena, atomic_size_t *next, ts_map *digests);

/* What was asked for against what there is: TEARSHEET_USAGE. */
int ts_work_check_order(ts_work *work, const ts_made *made, const ts_options *options, ts_file_kind kind);

typedef struct ts_wanted { /* one file of what was made */
    ts_file_kind kind;
    size_t page; /* of a PNG or SVG, from 0 */
    const ts_writer *writer; /* where its bytes go */
} ts_wanted;

/* Diagnostics or `why` tell what failed. */
int ts_work_write(ts_work *work, const ts_made *made, const ts_options *options, const ts_wanted *wanted);
unsigned ts_work_claims(ts_work *work, const ts_made *made, const ts_options *options); /* of a PDF: TS_CLAIM_ bits */

/* The file that the sheet is made of and that stands where an output is to be; NULL: none. */
const char *ts_work_input_at(ts_work *work, const char *file);

/* The edition's ledger, as it is read back: TEARSHEET_OK, or _MACHINE. */
struct ts_account;
int ts_work_account(ts_work *work, const ts_made *made, struct ts_account **account);

/* Tells, as notes, what moved against the accepted edition, if there is one. */
int ts_work_tell_moved(ts_work *work, const ts_made *made);

void ts_print_diagnostics(const ts_diags *diags, ts_diagnostics_form form, FILE *out);

/* One after the other, by file and place, with sentences made in the arena. */
void ts_each_diagnostic(ts_diags *diags, ts_arena *arena, ts_hear_diagnostic hear, void *user);

size_t ts_word_place(const char *const *words, const char *word); /* in a list that ends with NULL; its length: it has none such */

int ts_work_machine(ts_work *work, const char *why); /* TEARSHEET_MACHINE, or _CANCELLED; NULL: memory is out */
int ts_work_usage(ts_work *work, const char *why);   /* TEARSHEET_USAGE */
int ts_work_cannot_write(ts_work *work, const char *name, const char *why); /* "-": standard output */
int ts_work_status(ts_work *work, ts_status status); /* by the diagnostics, where no machine failed */

#endif
