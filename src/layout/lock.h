/*
 * lock.h - baselines on the document's grid.
 *
 * The grid of a page begins at its top margin and has `paper.baseline` as its step.
 * A text whose style says `grid` has lines a whole number of steps apart (the text
 * room sees to that); here its frame's content moves down until the first of them
 * stands on the grid, and what is below moves with it. Cells of a row that share a
 * baseline move together. Texts of a given height, or round pictures, are set again
 * for the room that is left. Texts of masters, in flows,
 * and those that hang from the bottom of a place or stand in its middle are not moved.
 */
#ifndef TS_LAYOUT_LOCK_H
#define TS_LAYOUT_LOCK_H

#include "layout/fitting.h"

/* The step, if a text of the page's body locks to the grid; else 0. */
double ts_leaf_grid(const ts_leaf *leaf);

/* Locks the texts of a page that is measured, from above. What it moves is as high again after the next measuring. */
void ts_leaf_lock(ts_leaf *leaf);

#endif
