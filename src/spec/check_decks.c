/* Decks: every name inside the texts. */
#include "spec/check.h"
#include "spec/plural.h"
#include "spec/value.h"

#include <string.h>

/* ---- inside a text */

typedef struct scan {
    ts_checker *checker;
    const ts_words *as_typed;
    bool *seen; /* of each of these: it stands in a text */
    const ts_json *json;
    const char *text;
    size_t at;
} scan;

static ts_span here(const scan *s, size_t from, size_t to)
{
    return ts_json_within(s->json, from, to);
}

static const char *part(const scan *s, size_t from, size_t to)
{
    const char *text = ts_arena_copy(s->checker->arena, s->text + from, to - from);
    return text ? text : "";
}

/* A parameter is a number only in what is computed of it. */
static void unknown_number(const scan *s, size_t from, size_t to, const char *name)
{
    ts_checker *checker = s->checker;
    if (ts_map_find(&checker->sheet->params, name)) {
        ts_error(checker->diags, here(s, from, to), "value", "\"%s\" is a parameter, which prints as it is: write {%s}", name, name);
        return;
    }
    ts_check_tell_number(checker, (ts_word){name, here(s, from, to)}, true);
}

static bool known_property(const char *name)
{
    static const char *const properties[] = {"from", "to", "period", "unit"};
    for (size_t i = 0; i < TS_COUNT(properties); i++)
        if (strcmp(properties[i], name) == 0)
            return true;
    return false;
}

/* {date} and {source.read}, where no number and no parameter has that name: days that the sheet says. */
static bool is_day(const scan *s, size_t from, size_t to, const char *name)
{
    const ts_sheet *sheet = s->checker->sheet;
    const ts_source_spec *source = ts_map_find(&sheet->sources, name);
    bool date = strcmp(name, "date") == 0 && from + 4 == to, read = source && strcmp(part(s, from + strlen(name), to), ".read") == 0;
    if (date && !sheet->date.text)
        ts_error(s->checker->diags, here(s, from, to), "value", "the sheet has no \"date\" that {date} could print");
    if (read && !source->read.text)
        ts_error(s->checker->diags, here(s, from, to), "value", "the source \"%s\" does not say when it was \"read\"", name);
    return date || read;
}

/* {name}, {name as format}, {name.period}; from and to stand inside the braces. */
static void check_value(const scan *s, size_t from, size_t to)
{
    ts_checker *checker = s->checker;
    size_t end = from + strcspn(s->text + from, " .}");
    const char *name = part(s, from, end);
    bool number = ts_map_find(&checker->numbers, name) != NULL;
    bool plain = end == to;
    if (!number && !(plain && ts_map_find(&checker->sheet->params, name))) {
        if (!is_day(s, from, to, name))
            unknown_number(s, from, end, name);
    } else if (!plain && s->text[end] == '.') {
        if (!known_property(part(s, end + 1, to)))
            ts_error(checker->diags, here(s, end + 1, to), "value",
                     "a number has .from, .to, .period and .unit, not \".%s\"",
                     ts_value_excerpt(checker->arena, part(s, end + 1, to)));
    } else if (!plain && strncmp(s->text + end, " as ", 4) == 0) {
        ts_word format = {part(s, end + 4, to), here(s, end + 4, to)};
        (void)ts_check_name(checker, format, &checker->sheet->formats, "format", "format");
    } else if (!plain) {
        ts_error(checker->diags, here(s, end, to), "value",
                 "write {name}, {name as format} or {name.period}");
    }
}

static void check_forms(const scan *s, size_t from, size_t to, const ts_plural *plural)
{
    ts_diags *diags = s->checker->diags;
    bool other = false;
    for (size_t i = 0; i < plural->count; i++) {
        const ts_plural_form *form = &plural->forms[i];
        ts_span span = here(s, from + form->from, from + form->to);
        other |= strcmp(form->category, "other") == 0;
        if (!ts_plural_category(form->category))
            ts_error(diags, span, "plural", "\"%s\" is no plural form: zero, one, two, few, many or other, then the words",
                     ts_value_excerpt(s->checker->arena, form->category));
        else if (!*form->words)
            ts_error(diags, span, "plural", "after \"%s\" come the words", form->category);
        else if (ts_plural_words(plural, form->category) != form->words)
            ts_error(diags, span, "plural", "\"%s\" is here twice", form->category);
    }
    if (!other)
        ts_error(diags, here(s, from, to), "plural", "a plural has the form \"other\"");
    if (plural->crowded)
        ts_error(diags, here(s, from, to), "plural", "a plural has at most %d forms", TS_PLURAL_FORMS);
}

/* {ports: one port | other ports} */
static void check_plural(const scan *s, size_t from, size_t to, const ts_plural *plural)
{
    ts_checker *checker = s->checker;
    size_t end = from + strcspn(s->text + from, " :");
    if (!ts_map_find(&checker->numbers, plural->name))
        unknown_number(s, from, end, plural->name);
    if (plural->format)
        (void)ts_check_name(checker, (ts_word){plural->format, here(s, end, to)}, &checker->sheet->formats, "format", "format");
    check_forms(s, from, to, plural);
}

static void take_value(scan *s)
{
    ts_plural plural;
    size_t begin = s->at + 1, end = begin + strcspn(s->text + begin, "{}");
    if (s->text[end] != '}') {
        ts_error(s->checker->diags, here(s, s->at, s->at + 1), "value",
                 "this brace is not closed; a brace itself is \\{");
        s->at++;
        return;
    }
    if (ts_plural_split(s->checker->arena, part(s, begin, end), &plural))
        check_plural(s, begin, end, &plural);
    else
        check_value(s, begin, end);
    s->at = end + 1;
}

static void take_mark(scan *s)
{
    ts_checker *checker = s->checker;
    size_t begin = s->at + 2, end = begin + strcspn(s->text + begin, "[]");
    if (s->text[end] != ']') {
        ts_error(checker->diags, here(s, s->at, s->at + 2), "mark", "this source mark is not closed");
        s->at += 2;
        return;
    }
    const char *name = part(s, begin, end);
    const ts_map *sources = &checker->sheet->sources;
    if (!ts_map_find(&checker->numbers, name) && !ts_map_find(sources, name)) {
        const char *near = ts_map_nearest(&checker->numbers, name);
        ts_check_lost(checker, (ts_word){name, here(s, begin, end)}, "mark", near ? near : ts_map_nearest(sources, name),
                      ts_arena_print(checker->arena, "no number or source \"%s\"", ts_value_excerpt(checker->arena, name)));
    }
    s->at = end + 1;
}

static void check_form(const scan *s, size_t from, size_t to, ts_pattern_id id)
{
    const ts_pattern *pattern = ts_pattern_find(id);
    const char *text = part(s, from, to);
    if (!ts_check_is_open(text) && !ts_matcher_test(s->checker->matcher, id, text))
        ts_error(s->checker->diags, here(s, from, to), pattern->rule, "\"%s\" is not %s: %s",
                 ts_value_excerpt(s->checker->arena, text), pattern->noun, pattern->advice);
}

/* The ] of [words]: an address in parentheses, or a language in braces, follows. */
static void take_end(scan *s)
{
    char open = s->text[s->at + 1];
    size_t begin = s->at + 2;
    if (open != '(' && open != '{') {
        ts_error(s->checker->diags, here(s, s->at, s->at + 1), "link",
                 "[words] goes on with (address) or {language}; a bracket itself is \\[");
        s->at++;
        return;
    }
    size_t end = begin + strcspn(s->text + begin, open == '(' ? ")" : "}");
    if (!s->text[end]) {
        ts_error(s->checker->diags, here(s, s->at + 1, s->at + 2), "link", "this is not closed");
        s->at += 2;
        return;
    }
    check_form(s, begin, end, open == '(' ? TS_P_LINK : TS_P_LANGUAGE);
    s->at = end + 1;
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* "Q4", "CH-53": the figures of a name follow its letters. */
static bool in_name(const scan *s)
{
    size_t at = s->at;
    if (at > 1 && s->text[at - 1] == '-')
        at--;
    return at > 0 && is_letter(s->text[at - 1]);
}

static bool is_year(const char *digits, size_t length)
{
    return length == 4 && strspn(digits, "0123456789") >= 4 && (digits[0] == '1' || digits[0] == '2');
}

/* A number belongs to a fact or a statistic, where it has an origin; years and names are words. */
static void take_digits(scan *s)
{
    size_t begin = s->at, length = strspn(s->text + begin, "0123456789.,");
    while (s->text[begin + length - 1] == '.' || s->text[begin + length - 1] == ',')
        length--;
    if (!in_name(s) && !is_year(s->text + begin, length))
        ts_warn(s->checker->diags, here(s, begin, begin + length), "digits",
                "\"%s\" is typed: give it as a fact or a stat and print it with {name}",
                ts_value_excerpt(s->checker->arena, part(s, begin, begin + length)));
    s->at = begin + length;
}

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* The bytes of a phrase whose digits are words, if one begins here: the longest; 0: none. */
static size_t phrase_here(scan *s)
{
    size_t longest = 0;
    for (size_t i = 0; i < s->as_typed->count; i++) {
        const char *phrase = s->as_typed->items[i].text;
        size_t length = strlen(phrase);
        bool begins = strncmp(s->text + s->at, phrase, length) == 0;
        bool cut = is_figure(s->text[s->at]) && s->at > 0 && is_figure(s->text[s->at - 1]);
        if (!begins || cut || (is_figure(phrase[length - 1]) && is_figure(s->text[s->at + length])))
            continue;
        s->seen[i] = true;
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* s: a scan that has not begun. */
static void check_text(scan s, const ts_wording *wording)
{
    s.json = wording->json;
    s.text = wording->say.text;
    size_t open = 0; /* place of the [ of words, plus 1 */
    while (s.text[s.at]) {
        char c = s.text[s.at];
        size_t phrase = phrase_here(&s);
        if (phrase) {
            s.at += phrase;
        } else if (c == '\\' && s.text[s.at + 1]) {
            s.at += 2;
        } else if (c == '{') {
            take_value(&s);
        } else if (c == '[' && s.text[s.at + 1] == '^') {
            take_mark(&s);
        } else if (c == ']' && open) {
            open = 0;
            take_end(&s);
        } else if (is_figure(c)) {
            take_digits(&s);
        } else {
            if (c == '[')
                open = s.at + 1;
            s.at++;
        }
    }
    if (open)
        ts_error(s.checker->diags, here(&s, open - 1, open), "link",
                 "this bracket is not closed; a bracket itself is \\[");
}

static void tell_unseen(const scan *s)
{
    for (size_t i = 0; i < s->as_typed->count; i++)
        if (!s->seen[i])
            ts_warn(s->checker->diags, s->as_typed->items[i].span, "digits", "no text of the deck has \"%s\"",
                    ts_value_excerpt(s->checker->arena, s->as_typed->items[i].text));
}

static void check_deck(ts_checker *checker, const ts_deck *deck)
{
    scan s = {.checker = checker, .as_typed = &deck->as_typed, .seen = TS_ARRAY(checker->arena, bool, deck->as_typed.count)};
    if (!s.seen)
        return; /* memory is out, which the arena tells */
    for (size_t i = 0; i < deck->copy.count; i++) {
        const ts_copy_entry *entry = deck->copy.items[i].value;
        for (size_t w = 0; w < entry->count; w++) {
            check_text(s, &entry->wordings[w]);
            ts_check_condition(checker, entry->wordings[w].when, true);
        }
    }
    tell_unseen(&s);
}

void ts_check_decks(ts_checker *checker)
{
    const ts_map *decks = &checker->sheet->decks;
    for (size_t i = 0; i < decks->count; i++)
        check_deck(checker, decks->items[i].value);
    ts_check_pairs(checker);
}
