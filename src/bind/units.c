/* Units that are none, and money that had been given up before the moment that is counted in it. */
#include "bind/bind.h"

#include "base/utf8.h"

#include "data/currency.h"

#include <string.h>

/* The money that came after it has the country's letters. */
static void warn_of_old_money(ts_binder *b, const ts_word *unit, int year)
{
    char near[TS_CURRENCY_ROOM];
    bool followed = ts_currency_near(unit->text, year, near) && strncmp(near, unit->text, 2) == 0;
    ts_warn_near(b->diags, unit->span, "unit", followed ? near : NULL, "the currency \"%s\" was no longer in use in %d", unit->text, year);
}

void ts_bind_check_unit(ts_binder *b, const ts_word *unit, const char *time)
{
    char near[TS_CURRENCY_ROOM];
    ts_period period;
    if (!unit->text)
        return;
    bool money = ts_unit_is_currency(unit->text);
    if (!ts_unit_known(unit->text))
        ts_error_near(b->diags, unit->span, "unit", money && ts_currency_near(unit->text, 0, near) ? near : NULL,
                      "\"%.*s\" is no unit and no currency (ISO 4217)", ts_utf8_fit(unit->text, 40), unit->text);
    else if (money && time && ts_period_read(time, &period) && ts_currency_over(unit->text, period.year))
        warn_of_old_money(b, unit, period.year);
}
