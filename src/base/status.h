/*
 * status.h - the two kinds of failure.
 *
 * The author's mistakes are data: they are collected in a ts_diags, each with
 * its place, and a run goes on to find the next one. The machine's failures
 * (memory, files, a library) are a ts_status that a caller passes up.
 */
#ifndef TS_BASE_STATUS_H
#define TS_BASE_STATUS_H

typedef enum ts_status {
    TS_OK = 0,
    TS_FAULT = 1,   /* the sheet, its data or a rule is at fault; see the diagnostics */
    TS_USAGE = 2,   /* the caller asked for something that cannot be asked for */
    TS_MACHINE = 3  /* memory, a file or a library failed */
} ts_status;

#endif
