/*
 * vision.h - how colours are told apart: in CIELAB, in grey, and by eyes that lack
 * one kind of cone.
 *
 * Colours are sRGB, 0..1, under D65 (IEC 61966-2-1). The simulation is that of
 * Machado, Oliveira and Fernandes (2009), severity 1, in linear light.
 */
#ifndef TS_CANVAS_VISION_H
#define TS_CANVAS_VISION_H

typedef enum ts_vision { TS_VISION_FULL, TS_VISION_PROTAN, TS_VISION_DEUTAN, TS_VISION_TRITAN, TS_VISIONS } ts_vision;

/* The colour that a full eye would have to see to see the same. */
void ts_vision_see(ts_vision vision, const double rgb[3], double seen[3]);

void ts_vision_lab(const double rgb[3], double lab[3]); /* L* 0..100, a*, b* (CIE 15:2004, 8.2.1) */
double ts_vision_apart(const double a[3], const double b[3]); /* Delta E*ab, 1976, of two sRGB colours */

#endif
