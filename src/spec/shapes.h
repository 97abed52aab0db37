/*
 * shapes.h - all shapes that have a place in the schema, in its order.
 */
#ifndef TS_SPEC_SHAPES_H
#define TS_SPEC_SHAPES_H

#include "spec/shape.h"

extern const ts_shape *const ts_shapes[]; /* ended by NULL */

#endif
