/*
 * profile.h - what a sheet is made for: standards, colours and marks of a
 * file, and what preflight holds its pages against. A part of sheet.h.
 */
#ifndef TS_SPEC_PROFILE_H
#define TS_SPEC_PROFILE_H

#include "spec/member.h"

enum ts_standard {
    TS_STANDARD_X4 = 1, TS_STANDARD_A2B = 2, TS_STANDARD_A2A = 4, TS_STANDARD_UA1 = 8, TS_STANDARD_A3A = 16
};
enum ts_refuse { /* tbc stops every build but a draft, named or not */
    TS_REFUSE_TBC = 1, TS_REFUSE_UNMARKED = 2, TS_REFUSE_EXPECT = 4, TS_REFUSE_OVERSET = 8,
    TS_REFUSE_WARNINGS = 16
};
enum ts_mark_kind { TS_MARK_CROP = 1, TS_MARK_REGISTRATION = 2, TS_MARK_COLOUR_BAR = 4, TS_MARK_PAGE_INFO = 8 };

typedef struct ts_profile {
    const char *name;
    unsigned standards; /* enum ts_standard, or-ed */
    bool cmyk;          /* else sRGB */
    ts_word icc;
    ts_word condition;  /* what the profile characterises, by its name in the ICC's registry */
    ts_choice intent;   /* 0 relative, 1 perceptual, 2 absolute */
    bool bleed;
    unsigned marks;     /* enum ts_mark_kind: printed when --marks is asked for */
    bool spots_to_process;
    bool links, tags;
    ts_whole image_ppi;
    unsigned refuse; /* enum ts_refuse */
    const char *folder; /* where icc is looked for: folders.fonts, then fonts/ */
    ts_span span;
} ts_profile;

typedef struct ts_threshold {
    double limit;
    enum { TS_LEVEL_ERROR, TS_LEVEL_WARNING, TS_LEVEL_OFF } level;
    ts_span span;
} ts_threshold;

typedef struct ts_preflight { /* the defaults are a careful printer's */
    ts_threshold type_size, type_reversed, reversed_weight, type_plates, type_screened, line_weight, image_ppi, total_ink, spots,
        contrast, contrast_large, contrast_marks, safe, qr_module, label_distance, plot_share;
    /* without a number: only how bad it is to break the rule */
    ts_threshold condition, rgb, transparency, spot_twice, bleed, heading_order, title, link_target, source_list, alt;
} ts_preflight;

#endif
