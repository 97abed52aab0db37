#include "check/rules.h"

#include <stdint.h>
#include <string.h>

#define LIMIT(member) offsetof(ts_preflight, member)
#define FIXED SIZE_MAX

const ts_preflight_rule ts_preflight_rules[TS_RULE_COUNT] = {
    [TS_RULE_TYPE_SIZE] = {"type-size", "type is not smaller", "custom of print shops", "pt", LIMIT(type_size), TS_REACH_ALL},
    [TS_RULE_TYPE_REVERSED] = {"type-reversed", "type lighter than its ground is not smaller", "custom: ink spreads into it", "pt",
                               LIMIT(type_reversed), TS_REACH_ALL},
    [TS_RULE_REVERSED_WEIGHT] = {"reversed-weight", "type lighter than its ground is Medium (500) or heavier below this size",
                                 "custom: ink spreads into it", "pt", LIMIT(reversed_weight), TS_REACH_PRESS},
    [TS_RULE_TYPE_PLATES] = {"type-plates", "type of several plates is SemiBold (600) or heavier below this size",
                             "custom: plates are never in perfect register", "pt", LIMIT(type_plates), TS_REACH_PRESS},
    [TS_RULE_TYPE_SCREENED] = {"type-screened", "type of one plate is solid below this size", "custom: a screen breaks its edges into dots",
                               "pt", LIMIT(type_screened), TS_REACH_PRESS},
    [TS_RULE_LINE_WEIGHT] = {"line-weight", "lines are not thinner", "custom of print shops", "pt", LIMIT(line_weight), TS_REACH_ALL},
    [TS_RULE_IMAGE_PPI] = {"image-ppi", "pictures have pixels enough where they are placed (a warning down to 266 of 300)",
                           "custom: twice the screen ruling", "ppi", LIMIT(image_ppi), TS_REACH_ALL},
    [TS_RULE_CONDITION] = {"condition", "a press file says which printing condition its inks are for", "ISO 15930-7; ISO 19005-2, 6.2.4.3", NULL,
                           LIMIT(condition), TS_REACH_PRESS},
    [TS_RULE_RGB] = {"rgb", "all colour reaches the press as ink of a known printing condition", "ISO 15930-7; ISO 19005-2, 6.2.4.3", NULL, LIMIT(rgb),
                     TS_REACH_PRESS},
    [TS_RULE_TRANSPARENCY] = {"transparency", "what shines through is blended in the inks of a known printing condition",
                              "ISO 15930-7; ISO 19005-2, 6.2.10", NULL, LIMIT(transparency), TS_REACH_PRESS},
    [TS_RULE_TOTAL_INK] = {"total-ink", "no place has more ink", "the printing condition", "%", LIMIT(total_ink), TS_REACH_PRESS},
    [TS_RULE_SPOTS] = {"spots", "not more spot inks are used", "units of the press", "inks", LIMIT(spots), TS_REACH_PRESS},
    [TS_RULE_SPOT_TWICE] = {"spot-twice", "a spot ink has one process equivalent", "ISO 19005-2, 6.2.4.4", NULL, LIMIT(spot_twice),
                            TS_REACH_PRESS},
    [TS_RULE_SAFE] = {"safe", "text keeps off the trim", "custom: the knife's tolerance", "pt", LIMIT(safe), TS_REACH_PRESS},
    [TS_RULE_BLEED] = {"bleed", "what touches the trim reaches the bleed's edge", "custom: the knife's tolerance", "pt", LIMIT(bleed),
                       TS_REACH_PRESS},
    [TS_RULE_CONTRAST] = {"contrast", "text stands out from what lies under it", "WCAG 2.2, 1.4.3", ":1", LIMIT(contrast), TS_REACH_ALL},
    [TS_RULE_CONTRAST_LARGE] = {"contrast-large", "so does text of 18 points, or bold of 14", "WCAG 2.2, 1.4.3", ":1",
                                LIMIT(contrast_large), TS_REACH_ALL},
    [TS_RULE_CONTRAST_MARKS] = {"contrast-marks", "marks whose number is nowhere in words stand out", "WCAG 2.2, 1.4.11", ":1",
                                LIMIT(contrast_marks), TS_REACH_ALL},
    [TS_RULE_HEADING_ORDER] = {"heading-order", "headings begin with one H1 and skip no level", "ISO 14289-1, 7.4.2", NULL,
                               LIMIT(heading_order), TS_REACH_TAGGED},
    [TS_RULE_TITLE] = {"title", "the document has a title", "ISO 14289-1, 7.1; WCAG 2.2, 2.4.2", NULL, LIMIT(title), TS_REACH_TAGGED},
    [TS_RULE_LINK_TARGET] = {"link-target", "links are http, https, mailto or tel, and whole", "RFC 3986; RFC 6068; RFC 3966", NULL,
                             LIMIT(link_target), TS_REACH_ALL},
    [TS_RULE_LINK_PRESS] = {"link-press", "a press file has no links inside its bleed", "ISO 15930-7: no annotation lies inside of the BleedBox", NULL, FIXED,
                            TS_REACH_PRESS},
    [TS_RULE_SOURCE_LIST] = {"source-list", "what is marked with a source is listed on the pages", "custom of editors", NULL,
                             LIMIT(source_list), TS_REACH_ALL},
    [TS_RULE_ALT] = {"alt", "pictures have an alternative text", "ISO 14289-1, 7.3; WCAG 2.2, 1.1.1", NULL, LIMIT(alt), TS_REACH_TAGGED},
    [TS_RULE_LANGUAGE] = {"language", "languages are tags of BCP 47", "ISO 14289-1, 7.2; RFC 5646", NULL, FIXED, TS_REACH_ALL},
    [TS_RULE_FONT_EMBED] = {"font-embed", "faces may be embedded", "OpenType 1.9, OS/2 fsType", NULL, FIXED, TS_REACH_ALL},
    [TS_RULE_OVERSET] = {"overset", "all text fits", "no text is ever cut", NULL, FIXED, TS_REACH_ALL},
    [TS_RULE_VALUE] = {"value", "nothing is left to be confirmed", "no unknown number is printed", NULL, FIXED, TS_REACH_ALL},
    [TS_RULE_LINK] = {"link", "links inside of the document lead to a frame", "ISO 14289-1, 7.18.5", NULL, FIXED, TS_REACH_ALL},
    [TS_RULE_QR_MODULE] = {"qr-module", "a QR code can be read", "ISO/IEC 18004", "pt", LIMIT(qr_module), TS_REACH_ALL},
    [TS_RULE_LABEL_DISTANCE] = {"label-distance", "labels of a chart are apart from each other", "custom of mapmakers", "pt",
                                LIMIT(label_distance), TS_REACH_ALL},
    [TS_RULE_PLOT_SHARE] = {"plot-share", "labels of a chart leave its marks room", "custom of mapmakers: the picture comes first", "%",
                            LIMIT(plot_share), TS_REACH_ALL},
    [TS_RULE_GLYPH] = {"glyph", "the faces have every character", "ISO 19005-2, 6.2.11.8", NULL, FIXED, TS_REACH_ALL},
    [TS_RULE_EXPECT] = {"expect", "numbers print what was expected of them", "the sheet", NULL, FIXED, TS_REACH_ALL},
};

const ts_threshold *ts_rule_threshold(const ts_preflight *limits, ts_rule_id id)
{
    size_t at = ts_preflight_rules[id].threshold;
    return at == FIXED ? NULL : (const ts_threshold *)(const void *)((const char *)limits + at);
}

bool ts_rule_holds(const ts_profile *profile, ts_rule_id id)
{
    switch (ts_preflight_rules[id].reach) {
    case TS_REACH_PRESS: return profile->cmyk || (profile->standards & TS_STANDARD_X4);
    case TS_REACH_TAGGED: return profile->tags;
    default: return true;
    }
}

ts_rule_id ts_rule_find(const char *id)
{
    int at = 0;
    while (at < TS_RULE_COUNT && strcmp(ts_preflight_rules[at].id, id) != 0)
        at++;
    return (ts_rule_id)at;
}
