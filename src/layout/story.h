/*
 * story.h - a box's text in its columns, round pictures, from frame to frame.
 *
 * What makes a text more than lines under each other: columns inside a frame
 * (`across`), frames that go on with another's text (`continue`, over pages),
 * siblings that it goes round (`wrap`), pictures beside paragraphs (`anchors`),
 * list markers. A thread is set frame by frame in reading order: each box takes
 * up where the one before it ended.
 */
#ifndef TS_LAYOUT_STORY_H
#define TS_LAYOUT_STORY_H

#include "layout/box.h"

/* Sets the box's text for its content width, on its rung (box->fit) where it
 * has one. Gives the content's height. May be called again for the same box. */
double ts_story_measure(ts_composer *composer, ts_box *box, double width);

#endif
