/* A text style after one rung of its ladder. */
#include "layout/kit.h"

/* "85%" -> 0.85; the reader has seen to its form. */
static double share_of(const char *text)
{
    return ((text[0] - '0') * 10 + (text[1] - '0')) / 100.0;
}

/* A style inside the line keeps its proportion to the text around it. */
static void rescale(ts_type *type, const ts_type *host, double size)
{
    type->size = type->size == host->size ? size : type->size * (size / host->size);
}

static void resize(ts_style *style, double size, double leading)
{
    ts_type *inner[] = {&style->strong, &style->emphasis, &style->mark, &style->magnitude, &style->marker};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        rescale(inner[i], &style->type, size);
        inner[i]->leading = leading;
    }
    style->type.size = size;
    style->type.leading = leading;
    ts_kit_raise(style);
}

/* A character style that has a tracking of its own keeps it. */
static void retrack(ts_style *style, double tracking)
{
    ts_type *inner[] = {&style->strong, &style->emphasis, &style->mark, &style->magnitude, &style->marker};
    const ts_character_style *specs[] = {style->strong_spec, style->emphasis_spec, style->mark_spec,
                                         style->magnitude_spec, style->marker_spec};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if (!specs[i] || !specs[i]->tracking.given)
            inner[i]->tracking = tracking;
    style->type.tracking = tracking;
    ts_kit_raise(style);
}

/* The smallest type that the sheet allows: reversed type loses to the ink around it. */
static double least_size(const ts_kit *kit, bool reversed)
{
    const ts_preflight *limits = &kit->stock->sheet->preflight;
    double plain = limits->type_size.level != TS_LEVEL_OFF ? limits->type_size.limit : 0;
    double turned = reversed && limits->type_reversed.level != TS_LEVEL_OFF ? limits->type_reversed.limit : 0;
    return turned > plain ? turned : plain;
}

/* Whether no type became smaller than that. */
static bool readable(const ts_style *now, const ts_style *before, double least)
{
    const ts_type *types[] = {&now->type, &now->strong, &now->emphasis, &now->mark, &now->magnitude, &now->marker};
    const ts_type *was[] = {&before->type, &before->strong,    &before->emphasis,
                            &before->mark, &before->magnitude, &before->marker};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i]->size < least && types[i]->size < was[i]->size)
            return false;
    return true;
}

const ts_style *ts_kit_step(ts_kit *kit, const ts_style *style, const ts_step *step, bool reversed)
{
    if (!step->set.given && !step->tracking.given && !step->shrink.text)
        return style;
    ts_style *made = TS_NEW(kit->arena, ts_style);
    if (!made)
        return NULL;
    *made = *style;
    made->rules.drop_cap.type = style->rules.drop_cap.type ? &made->initial : NULL;
    if (step->set.given)
        resize(made, step->set.size, step->set.leading);
    if (step->shrink.text)
        resize(made, style->size * share_of(step->shrink.text), style->leading * share_of(step->shrink.text));
    if (step->tracking.given)
        retrack(made, step->tracking.value);
    return readable(made, style, least_size(kit, reversed)) ? made : NULL;
}
