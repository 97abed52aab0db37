/*
 * job.h - what a print shop is told of the files that it gets: pages, printing
 * condition, the inks with what they cover, the faces with what their makers
 * allow, the files. As JSON for a workflow and as text for the people in it.
 */
#ifndef TS_ANSWER_JOB_H
#define TS_ANSWER_JOB_H

#include "bind/edition.h"
#include "canvas/page.h"

#include <stdio.h>

typedef struct ts_job_ink {
    const char *name;
    bool spot;
    double cmyk[4];         /* a spot's process equivalent, 0..1 */
    const double *coverage; /* of the trim of each page, 0..1 */
} ts_job_ink;

typedef struct ts_job_file {
    const char *name, *means;
} ts_job_file;

typedef struct ts_job {
    const ts_edition *edition;
    const ts_document *document;
    const char *standards; /* "PDF/X-4, PDF/A-2b"; NULL: the file claims none */
    const char *condition; /* of printing, by the name of its profile; NULL: none is known */
    struct { ts_job_ink *items; size_t count, capacity; } inks;
    struct { ts_job_file *items; size_t count, capacity; } files;
    size_t warnings; /* of preflight; a job with errors is not handed over */
} ts_job;

/* How the JSON begins: by this a folder is known as one of ours. */
#define TS_JOB_BEGIN "{\n  \"tearsheet-package\": 1,"

/* False: memory is out. The caller looks at ferror(out). */
bool ts_job_print_json(const ts_job *job, FILE *out);
bool ts_job_print_text(const ts_job *job, FILE *out);

#endif
