/*
 * paper.h - the sheet's paper, from what its files say of it.
 */
#ifndef TS_SPEC_PAPER_H
#define TS_SPEC_PAPER_H

#include "spec/read.h"

/* Sizes and margins that nothing is said of are the usual ones; what leaves no room is told [paper]. */
void ts_paper_set(ts_reader *reader, ts_sheet_file *file);

#endif
