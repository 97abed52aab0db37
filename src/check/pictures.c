/* Pictures: how fine they are, and what the press makes of their colours. */
#include "check/flight.h"

#include <math.h>

/* A tenth under the limit is told, nine tenths of that are refused: a printer's usual 300 and 266. */
static void check_resolution(ts_flight *flight, const ts_item *item)
{
    static const double TOLERATED = 266.0 / 300;
    const ts_image *image = item->u.image.image;
    double limit = ts_flight_limit(flight, TS_RULE_IMAGE_PPI);
    double across = image->width / (item->u.image.box.w / 72), down = image->height / (item->u.image.box.h / 72);
    double ppi = fmin(across, down);
    ts_breach breach = {.rule = TS_RULE_IMAGE_PPI, .item = item, .measured = true, .value = ppi, .limit = limit,
                        .milder = ppi >= limit * TOLERATED};
    if (ppi < limit - 0.5)
        ts_flight_tell(flight, &breach, "a picture of %.0f pixels an inch, and the least is %.0f", ppi, limit);
}

static void check_colour(ts_flight *flight, const ts_item *item)
{
    const ts_image *image = item->u.image.image;
    ts_breach rgb = {.rule = TS_RULE_RGB, .item = item}, through = {.rule = TS_RULE_TRANSPARENCY, .item = item};
    if (flight->condition)
        return;
    if (image->space == TS_IMAGE_RGB || image->from_rgb)
        ts_flight_tell(flight, &rgb, "a picture in RGB, and the profile has no \"icc\" to make inks of it by");
    if (image->alpha)
        ts_flight_tell(flight, &through, "a picture that shows through, and the profile has no \"icc\" to blend it in");
}

void ts_check_picture(ts_flight *flight, const ts_item *item)
{
    check_resolution(flight, item);
    check_colour(flight, item);
}
