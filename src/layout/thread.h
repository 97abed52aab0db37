/*
 * thread.h - which frame goes on with whose text.
 *
 * A thread is a row of boxes in the order of the file: a text, and the frames that
 * continue it, on later pages too. What changes in one moves the text of all that
 * come after it.
 */
#ifndef TS_LAYOUT_THREAD_H
#define TS_LAYOUT_THREAD_H

#include "layout/fitting.h"

/* Sets head, before and next of the boxes of all bodies. False: memory is out. */
bool ts_threads_link(ts_fitting *fitting);

/* Frames of the page that go on with a text inside this one are to be measured again. */
void ts_threads_stale(const ts_box *root);

/* The nearest frame of its thread that is there, before or after this one; NULL: none. */
const ts_box *ts_thread_before(const ts_box *box);
const ts_box *ts_thread_next(const ts_box *box);

#endif
