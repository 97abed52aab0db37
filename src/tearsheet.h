/*
 * tearsheet.h - fact sheets and infographics, from JSON and tables to print.
 *
 * A ts_work is one sheet with its decks, brand and tables. It is loaded once
 * and then rendered, checked or asked for its statistics as often as wanted,
 * with other parameters, languages or profiles. Nothing here prints, exits,
 * reads the environment or keeps anything outside of what the caller made. Libraries
 * below do read it: FreeType FREETYPE_PROPERTIES, ICU ICU_DATA and TZ, SQLite TMPDIR.
 * None of it is needed; the first two could change what is drawn.
 * Where memory is out inside such a library it may do all of this the same: libhyphen
 * exits, glibc's regcomp frees twice, ICU's and lcms2's formats and transforms read
 * what was not made, Cairo's rasters jump to where nobody waits.
 *
 * Threads. One ts_work or ts_record belongs to one thread at a time, and any
 * number of works share what one has prepared (ts_work_prepare, ts_work_share).
 * Only ts_work_cancel and ts_work_share may be called beside another call.
 *
 * Ownership. What the caller passes is read during the call and copied where it
 * is kept; a pointer is NULL only where its call says that it may be. What a call
 * gives back (texts, structures in callbacks) belongs to the work or record: texts
 * until its next call, structures while the callback runs. Texts are UTF-8, sentences
 * English, names of files the system's; a relative one is looked up from where the
 * process is when its file is opened, which may be after loading: stay there, or give
 * whole ones. A callback's first argument is the caller's pointer, untouched; a
 * callback must not call into the same work, and is called in the "C" locale of its
 * thread, which each call takes and gives back: what a program has set with setlocale
 * or uselocale changes nothing that is read or written. Of a FILE that is
 * printed to, what could not be written is the caller's to see (ferror).
 *
 * Errors. Calls return TEARSHEET_OK; TEARSHEET_FAULT when the sheet, its data or
 * a rule is at fault, or what is to be read is not there or may not be read (the
 * diagnostics say how); TEARSHEET_USAGE when something was asked for that cannot
 * be, a page, plate or number among it that the edition has not; TEARSHEET_MACHINE
 * when memory, descriptors, a file or a library failed; TEARSHEET_CANCELLED after
 * ts_work_cancel. ts_work_why tells the last three in a sentence. The program's
 * exit statuses are the first four. The work is good for further calls after each
 * of them, save where memory was out for the tables of a work that is not shared:
 * drop it then.
 *
 * Versions. The shared library's name changes (libtearsheet.so.N) when a program
 * would have to be built again. Until then calls, members at the end of
 * structures and values at the end of enumerations may be added: ts_options
 * tells its size, and of the structures that a callback is given a program
 * reads the members that it knows. ts_output, ts_variant and ts_variant_parameter, which
 * stand in arrays, keep theirs. Treat an unknown value as a default.
 */
#ifndef TEARSHEET_H
#define TEARSHEET_H

#define TEARSHEET_VERSION_MAJOR 0
#define TEARSHEET_VERSION_MINOR 1
#define TEARSHEET_VERSION_PATCH 0

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#if defined(__GNUC__)
#define TEARSHEET_API __attribute__((visibility("default")))
#else
#define TEARSHEET_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

enum { TEARSHEET_OK, TEARSHEET_FAULT, TEARSHEET_USAGE, TEARSHEET_MACHINE, TEARSHEET_CANCELLED };

typedef struct ts_work ts_work;
typedef struct ts_variant ts_variant; /* a row of a batch, below */

TEARSHEET_API const char *ts_version(void); /* of the library that is loaded: "0.1.0"; static */

/* NULL: memory is out. */
TEARSHEET_API ts_work *ts_work_new(void);
TEARSHEET_API void ts_work_drop(ts_work *work); /* NULL is fine */

/* Who hears how far a call has come: in the thread of the call, beginning with its first stage. stage: "load", "prepare",
 * "compute", "bind", "typeset", "compose", "check", "ledger" or "write". what: the table, piece of art or file that is next, or
 * NULL. part: how much of the call lies behind, from 0, never less than before; the call's end is its return. False cancels,
 * as ts_work_cancel does, which the callback may call, too, and nothing else of the work. Of the work alone, not of those
 * that it is shared with: each thread hears of its own. hear NULL: nobody. */
typedef struct ts_progress {
    const char *stage, *what;
    double part;
} ts_progress;
typedef bool (*ts_hear_progress)(void *user, const ts_progress *progress);
TEARSHEET_API void ts_work_hear_progress(ts_work *work, ts_hear_progress hear, void *user);

/* Before loading: a folder where what takes long to make is kept from run to run, by content (described tables and
 * their answers, flattened art, compressed streams); most: its bytes, 0: 64 MiB. It may be shared by any number of
 * processes, be full, read-only or damaged: the output is the same. Works that share what one has prepared use it, too. */
TEARSHEET_API int ts_work_cache(ts_work *work, const char *folder, unsigned long long most);

/* Before loading: the bytes of a table's file, copied (256 MiB at most), in place of the file that the sheet names for the
 * table of this name (whose ending says the kind: CSV, JSON, SQLite), also where another table names the same file.
 * A name that the sheet has not is a diagnostic of the loading; of two of one name the first is taken. */
TEARSHEET_API int ts_work_give_table(ts_work *work, const char *name, const void *bytes, size_t size);

/* Before loading: who is asked for every file first: the sheet, decks, brands, tables, shapes, art, faces, patterns, colour
 * profiles. read: sets the bytes, which stay as they are until release (or NULL: nobody need know) is called, and returns
 * TEARSHEET_LENT; or TEARSHEET_FROM_DISK: the file is read as ever; or TEARSHEET_NO_FILE. It may be asked more than once for
 * a file, for some only whether they are there, by any thread that has a work over this one's material. For a table's: three times at
 * most for each table that names it, five with a cache, and once by each work whose editions are fingerprinted; one that no query names is
 * not asked for once it is loaded, and is given back when the last of the works is dropped. Paths are as
 * the sheet and its folders make them. All is given back by the time the last of the works is dropped. Bounds of size
 * are those of files. The structure is copied, the user pointer kept; a sheet's folder is only looked through on
 * disk, so patterns of another country than asked for are not found by name. */
enum { TEARSHEET_FROM_DISK, TEARSHEET_LENT, TEARSHEET_NO_FILE };
typedef struct ts_reader {
    size_t size; /* sizeof(ts_reader) */
    int (*read)(void *user, const char *path, const void **bytes, size_t *size);
    void (*release)(void *user, const void *bytes, size_t size);
    void *user;
} ts_reader;
TEARSHEET_API int ts_work_read_with(ts_work *work, const ts_reader *reader);

/* Reads a sheet and all that it names; paths in a sheet are relative to its folder. A sheet that is not there is a
 * diagnostic. Once for a ts_work: TEARSHEET_USAGE the second time, save after TEARSHEET_MACHINE or TEARSHEET_CANCELLED. What
 * asks for an edition, its files or its rows is TEARSHEET_USAGE before it; counts are 0 then, and there are no diagnostics. */
TEARSHEET_API int ts_work_load(ts_work *work, const char *path);

/* What an edition is to be. Where a call takes options, NULL stands for the usual ones. Set `size` (ts_options_init does,
 * or an initializer): a library that knows more members takes the usual for those; one that knows fewer accepts the rest
 * while it is zero. Any other size is TEARSHEET_USAGE. */
typedef struct ts_options {
    size_t size;          /* sizeof(ts_options) */
    const char *language; /* BCP 47; NULL: the edition's, or the sheet's first */
    const char *profile;  /* "print" (default), "screen" or "archive" */
    const char *edition;  /* one of the sheet's named editions, or NULL */
    const char *const *settings; /* "NAME=VALUE", parameters of the sheet */
    size_t setting_count;
    bool draft;      /* TBC gaps and the DRAFT line instead of errors */
    bool marks;      /* printers' marks outside the bleed of a press PDF */
    const char *impose; /* NULL; press sheets, with marks: "2up" the two sides of a leaf side by side, to work and
                         * turn, "2up-repeat" each page twice */
    int page;        /* from 1; 0: all. TEARSHEET_USAGE: the edition has no such page */
    double dpi;      /* PNG; 0: 150. TEARSHEET_USAGE: less than 0, no number, more than 200 megapixels, of a plate 256 MB */
    const char *plate; /* PNG: one separation instead of the page, grey, ink dark: "Cyan", "Magenta", "Yellow", "Black" or
                          a spot's name as the sheet has it; NULL: none. TEARSHEET_USAGE: another name (the sentence says
                          which plates there are), another kind of file, or a profile without inks */
    bool proof;      /* PNG: all plates as the press lays them over each other, so that overprints show, on the profile's
                        paper (absolute colorimetric); a spot as its process equivalent. TEARSHEET_USAGE as for plate, or
                        with one */
    const char *ledger; /* a .json file for the statistics beside the pages, or NULL; there only when all pages are.
                         * TEARSHEET_USAGE where no file is named: ts_work_render; calls that make no pages do not look at it */
    long long epoch; /* SOURCE_DATE_EPOCH in seconds for a sheet without a date; -1: none */
    const ts_variant *variant; /* a row of ts_work_read_variants, which the members above override; or NULL */
} ts_options;

/* The usual options: print, the sheet's first language, no settings. size: sizeof(ts_options). */
TEARSHEET_API void ts_options_init(ts_options *options, size_t size);

/* Before loading, as often as one likes: editions with such a profile, edition and proof are to come. While ts_work_load then
 * loads the tables, a thread that ends with the call makes what they share beside these, as ts_work_prepare does, and of
 * their files what all of them have. It is a matter of time alone: nothing is told of it, and anything else may be asked for
 * afterwards. With a reader of one's own (ts_work_read_with) nothing is made ahead. TEARSHEET_USAGE once a sheet is loaded. */
TEARSHEET_API int ts_work_expect(ts_work *work, const ts_options *options);

/* Loads ahead what editions with these options need and other works can share: profile and faces, the art that
 * the sheet names (within 128 MiB), hyphenation, and the tables that queries name, indexed, as one piece of memory.
 * The others are read and checked by ts_work_load, and their files stay in memory (16 MiB of all, beside those that a reader
 * lends; a table of more, or of an SQLite file, is among the first): a work loads one for itself from there when an edition, a
 * trace or a tally asks for its rows, whatever became of the file. Settings are not looked at; what an edition finds missing is
 * told when it is made. A profile that is not known and faces that cannot be used are told at once, TEARSHEET_FAULT, and again
 * to each edition, which looks for the faces anew: the work can be shared all the same. May be called for several profiles one
 * after the other, as long as nobody shares the work: TEARSHEET_USAGE where somebody does. */
TEARSHEET_API int ts_work_prepare(ts_work *work, const ts_options *options);

/* Another work over what this one has prepared, counted: drop them in any order. Nothing shared is written while there
 * are several; each has its own reader of the tables, its own set texts and diagnostics, and loads for itself what was not
 * prepared (of the tables: out of the shared memory, no file). Each belongs to one thread, or to the child of a fork that makes its own there (prepare with one thread
 * alive; an edition that the parent made before the fork costs the child nothing but the connection it inherits, which
 * it must not use). May be called by several threads at a time, also while the work makes editions. NULL: it is not
 * prepared, is being loaded or prepared at the moment, or memory is out. */
TEARSHEET_API ts_work *ts_work_share(const ts_work *work);

/* What to write: by the ending of a file's name, or by name. */
typedef enum ts_file_kind { TS_FILE_UNKNOWN, TS_FILE_PDF, TS_FILE_PNG, TS_FILE_SVG, TS_FILE_TRACE } ts_file_kind;
TEARSHEET_API ts_file_kind ts_file_kind_of(const char *name); /* .pdf .png .svg .trace; "-" is PDF */

/* How many pages an edition may have: those of the sheet, of which it may leave some out. 0: none is loaded. */
TEARSHEET_API size_t ts_work_page_count(const ts_work *work);
/* How many each edition has: those that stand under no condition. */
TEARSHEET_API size_t ts_work_least_pages(const ts_work *work);

/* The file that the named edition of the options asks for, as long as the work lasts, or NULL. */
TEARSHEET_API const char *ts_work_edition_output(const ts_work *work, const ts_options *options);

/* Renders to a file; "-" is standard output. PNG and SVG are one file a page:
 * with several pages the name holds {page}. Written beside the target and
 * renamed when whole: no file is ever half there; what is no file of a disk (a
 * pipe) is written as the bytes come, and raises SIGPIPE as any write does.
 * TEARSHEET_USAGE where a file stands that the sheet is made of. */
TEARSHEET_API int ts_work_render_file(ts_work *work, const ts_options *options, const char *file);

/* Renders one file's bytes to a callback, piece by piece; it returns false to stop, which is TEARSHEET_MACHINE. PNG and
 * SVG give the options' page, the first when it is 0. */
typedef bool (*ts_write_bytes)(void *user, const void *bytes, size_t count);
TEARSHEET_API int ts_work_render(ts_work *work, const ts_options *options, ts_file_kind kind, ts_write_bytes write,
                                 void *user);

/* Several files of one edition, which is made once. Each name as above; a page or resolution of 0 is the options'. A ledger is one for all.
 * `written` (or NULL) hears of each file when it is whole: its name with {page} filled, its size, its SHA-256 in
 * hexadecimal. At the first that fails the call ends; the files before it stay. */
typedef struct ts_output {
    const char *file;
    int page;
    double dpi;
} ts_output;
typedef void (*ts_file_written)(void *user, const char *file, unsigned long long bytes, const char *sha256);
TEARSHEET_API int ts_work_render_files(ts_work *work, const ts_options *options, const ts_output *outputs, size_t count,
                                       ts_file_written written, void *user);

/* What a print shop gets: a folder, or a zip when the name ends in .zip, of the press PDF, a soft proof of each page
 * (options->dpi), the report of preflight, a list of inks and fonts, the ledger of sources, and SHA256SUMS; with
 * options->impose also the press sheets. Whole or not there. TEARSHEET_USAGE: a page, plate, proof or ledger in the options, a profile without inks, a draft, or a folder
 * or file that stands there and is no package, or one that somebody touched since it was made. */
TEARSHEET_API int ts_work_package(ts_work *work, const ts_options *options, const char *target);

/* Ends the work's call that is under way, soon (within the time of one query, of one thing that is painted or of one picture that
 * is loaded), and every later one at once, with TEARSHEET_CANCELLED, until ts_work_resume. No file is left half-written; a sheet
 * whose loading ended so is loaded anew, and preparing that ended so goes on where it was when it is asked for again. From
 * any thread, or from a signal's handler. */
TEARSHEET_API void ts_work_cancel(ts_work *work);
TEARSHEET_API void ts_work_resume(ts_work *work);

/* All that a rendering checks, without a file. */
TEARSHEET_API int ts_work_check(ts_work *work, const ts_options *options);

/* The same as a report of what was found: each finding with its rule, place in the sheet, page, box, measure and limit,
 * and which texts needed which steps of their ladders. "text"; "json" (one object: see layouts/FORMAT.md, section 12);
 * "html", a page with a picture of each page and the findings drawn on it. Preflight looks at a sheet at fault, too,
 * where its pages could be made; where they could not, nothing is written. */
TEARSHEET_API int ts_work_report(ts_work *work, const ts_options *options, const char *format, FILE *out);

/* Every number of the edition with its provenance: "table", "json" (a ledger without pages), "csv", or
 * "factcheck": an HTML page with each printed sentence, its numbers and their sources, for the one who signs off. */
TEARSHEET_API int ts_work_stats(ts_work *work, const ts_options *options, const char *format, FILE *out);

/* Records what the edition prints as the accepted one: a ledger in the folder SHEET.accepted beside the
 * sheet, under its language and parameters. Renderings and checks then tell as notes what moved against it.
 * *path: the file, until the next call. */
TEARSHEET_API int ts_work_accept(ts_work *work, const ts_options *options, const char **path);

/* The JSON Schema of sheets, brand files and copy decks. */
TEARSHEET_API void ts_print_schema(FILE *out);

/* How diagnostics are printed: for people, with the line and a mark under the place; one JSON object a line (file, line,
 * column, severity, rule, message, hint); one annotation a line, as GitHub's workflows and those like them read it. */
typedef enum ts_diagnostics_form { TS_DIAGNOSTICS_TEXT, TS_DIAGNOSTICS_JSON, TS_DIAGNOSTICS_GITHUB } ts_diagnostics_form;

/* Diagnostics of the last call (loading included), by file and place. */
TEARSHEET_API size_t ts_work_errors(const ts_work *work);
TEARSHEET_API size_t ts_work_warnings(const ts_work *work);
TEARSHEET_API void ts_work_print_diagnostics(ts_work *work, ts_diagnostics_form form, FILE *out);
TEARSHEET_API const char *ts_work_why(const ts_work *work); /* NULL: nothing failed */

/* One diagnostic, in the order of files and places. */
enum { TEARSHEET_NOTE, TEARSHEET_WARNING, TEARSHEET_ERROR };
typedef struct ts_diagnostic {
    const char *file;    /* as the sheet was named, or found from there; NULL: about no place */
    size_t line, column; /* from 1, the column in code points; 0: no place */
    int severity;        /* TEARSHEET_NOTE, _WARNING or _ERROR */
    const char *rule;    /* its short name, to rely on: "overset", "swatch" */
    const char *message; /* a sentence */
    const char *hint;    /* the likely intended word, or NULL */
} ts_diagnostic;
typedef bool (*ts_hear_diagnostic)(void *user, const ts_diagnostic *diagnostic); /* false: no more */
TEARSHEET_API void ts_work_each_diagnostic(ts_work *work, ts_hear_diagnostic hear, void *user);

/* One fact or statistic of an edition, in the sheet's order. */
typedef struct ts_statistic {
    const char *name;
    bool quoted;         /* a fact that someone is quoted for; else computed */
    bool known;          /* false: no value, and why says why */
    bool is_text;        /* the value is text, not number */
    double number;       /* 0 where it is not known or text; shares and growth as parts of one. As it was computed: a
                          * ledger has 15 digits of it */
    const char *text;    /* or NULL */
    const char *unit;    /* "USD", "count", "share", "tonnes", "MWh"...; NULL: none */
    const char *printed; /* in its own format and the edition's language; "": nothing */
    const char *period;  /* "2024"; NULL: none */
    const char *method;  /* how it was computed; NULL: quoted */
    const char *why;     /* or NULL */
    const char *const *sources; /* each as a ledger cites it */
    size_t source_count;
    const char *const *caveats;
    size_t caveat_count;
} ts_statistic;
typedef bool (*ts_hear_statistic)(void *user, const ts_statistic *statistic); /* false: no more */

/* A sheet at fault is heard all the same where its numbers could be computed. */
TEARSHEET_API int ts_work_each_statistic(ts_work *work, const ts_options *options, ts_hear_statistic hear, void *user);

/* The names that options and a trace may give of the loaded sheet, those of one kind in its order: numbers are statistics, facts
 * and series. */
typedef enum ts_name_kind { TS_NAMES_LANGUAGES, TS_NAMES_PROFILES, TS_NAMES_EDITIONS, TS_NAMES_PARAMETERS, TS_NAMES_NUMBERS } ts_name_kind;
typedef bool (*ts_hear_name)(void *user, const char *name); /* false: no more */
TEARSHEET_API int ts_work_each_name(ts_work *work, ts_name_kind kind, ts_hear_name hear, void *user);
/* The same of any sheet, by its path, of which the JSON alone is read: neither tables nor faces. What has been loaded
 * stays. Of a sheet at fault those are heard that could be read. */
TEARSHEET_API int ts_work_each_name_of(ts_work *work, const char *path, ts_name_kind kind, ts_hear_name hear, void *user);

/* What the calls above print to a FILE, as bytes to a callback, for languages that have none. A callback that returns
 * false ends them with TEARSHEET_MACHINE. */
TEARSHEET_API int ts_work_write_report(ts_work *work, const ts_options *options, const char *format, ts_write_bytes write,
                                    void *user);
TEARSHEET_API int ts_work_write_stats(ts_work *work, const ts_options *options, const char *format, ts_write_bytes write,
                                      void *user);
TEARSHEET_API int ts_work_write_diagnostics(ts_work *work, ts_diagnostics_form form, ts_write_bytes write, void *user);
TEARSHEET_API int ts_work_write_findings(ts_work *work, ts_write_bytes write, void *user);
TEARSHEET_API int ts_write_schema(ts_write_bytes write, void *user);

/* A record is what one edition says of its numbers and prints on its pages. It is made of a sheet, or read
 * from a PDF of ours or a ledger file, and answers the same either way, save that only a sheet can show the
 * rows of its tables. */
typedef struct ts_record ts_record;
TEARSHEET_API ts_record *ts_record_new(void); /* NULL: memory is out */
TEARSHEET_API void ts_record_drop(ts_record *record); /* NULL is fine */

/* Once for a record. From FILE.pdf or a ledger in JSON. TEARSHEET_FAULT: it is not there, cannot be read, or is neither. */
TEARSHEET_API int ts_record_read(ts_record *record, const char *path);
/* The same from memory, read during the call; what it is they tell themselves. name: what diagnostics call it. */
TEARSHEET_API int ts_record_read_bytes(ts_record *record, const char *name, const void *bytes, size_t size);
/* TEARSHEET_FAULT: the sheet is at fault; where its pages could be made, the record is there all the same. */
TEARSHEET_API int ts_record_make(ts_record *record, ts_work *work, const ts_options *options);
TEARSHEET_API bool ts_record_is_made(const ts_record *record);
/* Whether a file is a ledger in JSON (and not a sheet). */
TEARSHEET_API bool ts_record_is_ledger(const char *path);

/* One statistic, fact or series ("NAME", or "SERIES/CATEGORY" as a chart prints it): value, rounding, query, what
 * went in, sources, caveats, every place on the pages. Format "text" or "json". TEARSHEET_USAGE: there is none of the name. */
TEARSHEET_API int ts_record_trace(ts_record *record, const char *name, const char *format, FILE *out);

/* What differs: printed values, sources, words. Format "text", "json" or "html". *changes: how many. */
TEARSHEET_API int ts_record_diff(ts_record *before, ts_record *after, const char *format, FILE *out, size_t *changes);

/* As those of a work. A diagnostic is of the last call that was to read or make it. Of a diff's calls the second record tells. */
TEARSHEET_API const char *ts_record_why(const ts_record *record); /* NULL: nothing failed */
TEARSHEET_API void ts_record_print_diagnostics(ts_record *record, ts_diagnostics_form form, FILE *out);
TEARSHEET_API void ts_record_each_diagnostic(ts_record *record, ts_hear_diagnostic hear, void *user);
TEARSHEET_API int ts_record_write_diagnostics(ts_record *record, ts_diagnostics_form form, ts_write_bytes write, void *user);
TEARSHEET_API int ts_record_write_trace(ts_record *record, const char *name, const char *format, ts_write_bytes write,
                                        void *user);
TEARSHEET_API int ts_record_write_diff(ts_record *before, ts_record *after, const char *format, ts_write_bytes write,
                                       void *user, size_t *changes);

/* ---- batches: each row of a CSV file is an edition of one sheet */

typedef struct ts_variant_parameter { const char *name, *value; } ts_variant_parameter;
typedef struct ts_variant_cells ts_variant_cells; /* where they stand; the library's */
struct ts_variant {
    const char *id;      /* no other row has it */
    size_t line;         /* of the file, from 1 */
    const char *language, *profile; /* in the end: the options', the row's, the named edition's, the sheet's */
    const ts_variant_parameter *parameters; /* all of the sheet's, in its order, in the end */
    size_t parameter_count;
    const ts_variant_cells *cells;
};

/* Reads such a file (layouts/FORMAT.md, "Variants") and settles each row with the options: TEARSHEET_FAULT when a
 * column is unknown, an id stands twice or a value cannot be, with file:line:column. The rows are the work's. */
TEARSHEET_API int ts_work_read_variants(ts_work *work, const ts_options *options, const char *file,
                                        const ts_variant **variants, size_t *count);

/* Adds an error at a cell of the row (column NULL, or none of the file: its first), until the next call. Returns
 * TEARSHEET_FAULT. */
TEARSHEET_API int ts_work_tell(ts_work *work, const ts_variant *variant, const char *column, const char *rule,
                               const char *message);

/* The files that the work has read or may read for any of its editions; the list is the work's. */
TEARSHEET_API int ts_work_inputs(ts_work *work, const char *const **files, size_t *count);

enum { TEARSHEET_SHA256 = 64 + 1 }; /* hexadecimal digits and the NUL */

/* One digest for all that the files of an edition follow from: the build, that of each library it is linked with, sheet,
 * brands, deck, tables, art, faces, patterns and profiles by what is in them (when first asked for), the options,
 * parameters and what the caller puts beside (or NULL). The same digest: the same bytes. */
TEARSHEET_API int ts_work_fingerprint(ts_work *work, const ts_options *options, const char *beside,
                                      char sha256[TEARSHEET_SHA256]);

/* *why: a sentence when it cannot be read. */
TEARSHEET_API int ts_digest_of_file(const char *path, char sha256[TEARSHEET_SHA256], unsigned long long *bytes,
                                    const char **why);

/* What there is to say of the last edition that was composed, as one line of JSON: "fitting" (as ts_work_report),
 * "statistics" (numbers that stand alone on the pages, in reading order) and "diagnostics" (as
 * ts_work_print_diagnostics). */
TEARSHEET_API int ts_work_print_findings(ts_work *work, FILE *out);

#ifdef __cplusplus
}
#endif

#endif
