"""Copy fitting, worked out by hand: what climbs, in which order, how far, and what is said when nothing helps.

US Letter with 738 of live height (36 above, 18 below) and 540 of width. The body style is 10 on 12; forced lines ("|")
make a text's lines the same at every size, so that heights are lines times leading.
"""
import json
import pathlib
import re

from common import ROOT, expect, run, scratch

STEP = {"set": "8/10"}
SHEET = {
    "tearsheet": 1, "preflight": {"condition": "off"},
    "folders": {"fonts": str(ROOT / "fonts")},
    "swatches": {"Black": {"ink": "K100"}, "Red": {"ink": "M100 Y100"}},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "text-styles": {"body": {"font": "Inter Regular", "set": "10/12"}, "numeral": {"font": "Inter Regular", "set": "20/24"}},
    "ladders": {
        "small": {"steps": [{"set": "9/11"}, {"set": "8/10"}]},
        "grows": {"steps": [{"grow": 4}, {"set": "9/11"}, {"set": "8/10"}]},
        "one-line": {"steps": [{"lines": 1}, {"set": "9/11"}, {"set": "8/10"}]},
        "narrow": {"steps": [{"tracking": -20}, {"shrink": "80%"}]},
        "goes": {"steps": [{"hide": "frame"}]},
        "brief": {"steps": [{"use": "short"}]},
        "lenient": {"steps": [{"lines": 1}], "else": "warn"},
    },
    "copy": {
        "title": "T", "one": "One", "two": "One|two", "three": "One|two|three", "four": "One|two|three|four",
        "long": "The quick brown fox jumps", "more": "One|and\u00a0two words\u2003more", "marked": "Said[^us]",
        "wordy": "Twelve plain words that say how a long story can be short", "wordy.short": "Short",
    },
    "sources": {"us": {"publisher": "Us", "title": "Ours"}},
    "facts": {"million": {"value": 1234567, "unit": "count", "source": "us", "format": "plain"}},
    "formats": {"plain": {"as": "plain"}},
    "components": {"card": {"slots": {"caption": {"type": "copy"}},
                            "frame": {"row": [{"text": "{caption}", "ladder": "one-line", "span": 1}, {"text": "one", "span": 3}]}}},
}


def check(body, *options, **more):
    """The report of a page of these frames, its messages, and the exit status."""
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        sheet.write_text(json.dumps({**SHEET, **more, "pages": [{"body": body}]}))
        done = run("check", sheet, "--format", "json", *options, ok=False)
        expect(done.stdout, f"{json.dumps(body)}\n{done.stderr}")
        messages = [m[1] for m in re.finditer(r": ((?:error|warning): .*\[[a-z-]+\])$", done.stderr, re.M)]
        return json.loads(done.stdout)["needed"], messages, done.returncode


def steps(body, **more):
    needed, messages, status = check(body, **more)
    expect(status == 0, f"{json.dumps(body)} fits: {messages}")
    return {record["frame"]: record["steps"] for record in needed}


def takes(body, wanted, **more):
    got = steps(body, **more)
    expect(got == wanted, f"{json.dumps(body)}\n  wanted {wanted}\n  got    {got}")


def says(body, *wanted, status=1, options=(), **more):
    _, messages, got = check(body, *options, **more)
    expect(messages == list(wanted) and got == status, f"{json.dumps(body)}: exit {got}\n  wanted {list(wanted)}\n  got    {messages}")


def filler(height, **members):
    return {"ground": "Red", "height": height, **members}


def what_fits_needs_nothing():
    takes([{"text": "three", "ladder": "small"}, filler(600)], {})


def a_ladder_with_growth_makes_the_height_a_bound():
    takes([{"text": "three", "ladder": "grows", "height": 32}], {"three": "grow 4"})
    takes([{"text": "three", "ladder": "grows", "height": 29}], {"three": "grow 4, 9/11"})
    takes([{"text": "three", "ladder": "small", "height": 20}], {})


def a_fixed_height_is_a_bound():
    takes([{"text": "three", "ladder": "small", "height": 33, "fixed": True}], {"three": "9/11"})


def a_head_of_one_line_shrinks_and_does_not_wrap():
    takes([{"text": "long", "ladder": "one-line", "width": 135}], {})
    # It is wider than 120 at 10, and not at 9.
    needed, _, _ = check([{"text": "long", "ladder": "one-line", "width": 120}])
    expect([(r["steps"], r["lines-before"], r["lines"], r["rungs"], r["of"]) for r in needed] == [("9/11", 2, 1, 2, 3)], needed)


def a_numeral_that_is_too_wide_is_set_closer_and_smaller():
    # 83.0 wide; 20/1000 of 20 less after six of its seven figures is 80.6.
    takes([{"value": "million", "width": 82, "ladder": "narrow"}], {"million": "tracking -20"})
    # Down to 16 in six steps of two thirds: 18 is the largest that makes 80.6 less than 75.
    takes([{"value": "million", "width": 75, "ladder": "narrow"}], {"million": "tracking -20, 18/21.6"})


def what_the_smallest_size_lets_in_is_not_hidden():
    # Seven figures, 83.0 wide at 20: less than 71 at the fifth of six sizes down to 16, and never less than 60.
    more = {"ladders": {**SHEET["ladders"], "out": {"steps": [{"shrink": "80%"}, {"hide": "frame"}]}},
            "copy": {**SHEET["copy"], "figures": "1234567"}}
    cell = lambda name, width: {"text": "figures", "style": "numeral", "name": name, "width": width, "ladder": "out", "group": "both"}
    takes([cell("wide", 71)], {"wide": "16.67/20"}, **more)
    takes([cell("wide", 71), cell("narrow", 60)], {"wide": "80%", "narrow": "80%, hide"}, **more)


def the_short_form_is_taken_where_the_deck_has_one():
    takes([{"text": "wordy", "ladder": "brief", "height": 12, "fixed": True, "width": 150}], {"wordy": "short"})


def nothing_goes_below_the_smallest_type():
    tiny = {**SHEET["ladders"], "tiny": {"steps": [{"set": "9/11"}, {"set": "5/7"}]}}
    needed, messages, status = check([{"text": "three", "ladder": "tiny", "height": 30, "fixed": True}], ladders=tiny)
    expect(status == 1 and "after 9/11 [overset]" in messages[-1] and needed[0]["steps"] == "9/11", (needed, messages))


def cells_of_a_repeat_stand_on_the_rung_of_the_neediest():
    cards = {"repeat": "card", "across": 1, "for": ["long", "one", "two.short"], "width": 516}  # a caption is 120 wide
    copy = {**SHEET["copy"], "two": {"short": "Two"}}
    takes([cards], {"long": "9/11", "one": "9/11", "two.short": "9/11"}, copy=copy)


def a_named_group_holds_over_the_page():
    body = [{"text": "long", "ladder": "one-line", "width": 120, "group": "heads"}, filler(50),
            {"text": "two", "ladder": "small"}, {"text": "one", "ladder": "one-line", "group": "heads"}]
    takes(body, {"long": "9/11", "one": "9/11"})


def a_full_page_takes_the_lowest_rung_that_wins_most():
    # 48 + 36 + 2 gaps of 14; four lines win 4 at 9/11, three win 3.
    page = lambda room: [{"text": "three", "ladder": "small"}, {"text": "four", "ladder": "small"}, filler(738 - 112 + room)]
    takes(page(0), {})
    takes(page(3), {"four": "9/11"})
    takes(page(4.5), {"three": "9/11", "four": "9/11"})
    takes(page(8), {"four": "9/11, 8/10"})
    takes(page(9), {"three": "9/11", "four": "9/11, 8/10"})
    takes(page(14), {"three": "9/11, 8/10", "four": "9/11, 8/10"})


def height_is_given_before_type_gets_smaller():
    takes([{"text": "four", "ladder": "small"}, filler(738 - 62 + 3, give=3)], {})


def neighbours_climb_together_when_none_wins_alone():
    row = [{"text": "four", "name": "left", "ladder": "small"}, {"text": "four", "name": "right", "ladder": "grows"}]
    takes([{"row": row}, filler(738 - 62 + 7)], {"left": "9/11, 8/10", "right": "9/11, 8/10"})


def what_was_not_needed_is_taken_back():
    # The row wins nothing until both climb; the text below wins too little first, and is not needed after.
    row = [{"text": "four", "name": "left", "ladder": "small"}, {"text": "four", "name": "right", "ladder": "small", "group": "own"}]
    below = {"text": "one", "name": "below", "ladder": "small"}
    takes([{"row": row}, below, filler(738 - 88 + 4)], {"left": "9/11", "right": "9/11"})


def the_frame_of_least_priority_is_hidden_with_its_gap():
    aside = lambda name, priority: {"text": "one", "name": name, "ladder": "goes", "priority": priority}
    page = lambda over: [aside("dear", 5), aside("cheap", 1), aside("middling", 3), filler(738 - 78 + over)]
    takes(page(0), {})
    takes(page(20), {"cheap": "hide"})
    takes(page(30), {"cheap": "hide", "middling": "hide"})


def a_hidden_frame_leaves_the_page_and_its_tags():
    with scratch() as name:
        sheet, out = pathlib.Path(name) / "sheet.json", pathlib.Path(name) / "out.trace"
        body = [{"text": "three", "ladder": "goes"}, {"text": "one"}, filler(738 - 12 - 14)]
        sheet.write_text(json.dumps({**SHEET, "pages": [{"body": body}]}))
        run("render", sheet, "-o", out)
        trace = out.read_text()
        expect("key three" not in trace and "key one" in trace, trace)
        expect(re.search(r"^fill 36 62 540 712 Red", trace, re.M), "the others close up\n" + trace)


def what_no_rung_solves_is_overset_with_lines_words_points_and_steps():
    says([{"text": "four", "ladder": "grows", "height": 30, "name": "intro"}],
         'error: "intro" overset in en-US by 1 line, 1 word, 6.0 pt, after grow 4, 9/11, 8/10 [overset]')
    says([{"text": "more", "ladder": "one-line"}],
         'error: "more" overset in en-US by 1 line, 4 words, 10.0 pt, after 9/11, 8/10 [overset]')


def a_full_page_names_the_frame_where_it_begins_to_be_overset():
    says([filler(700), {"text": "four", "ladder": "small", "name": "tail"}],
         'error: "tail" overset in en-US by 2 lines, 2 words, 16.0 pt: page "1" is too full, after 9/11, 8/10 [overset]')


def a_word_that_is_too_wide_is_told_with_its_measure():
    needed, messages, status = check([{"text": "long", "width": 20, "ladder": "small"}])
    expect(status == 1 and re.fullmatch(r'error: "long" overset in en-US: a word is wider than its measure '
                                        r'\([\d.]+ pt in 20\.0 pt\): "[^"]+", after 9/11, 8/10 \[overset\]', messages[0]), messages)
    expect([r["fits"] for r in needed] == [False], needed)


def a_lenient_ladder_warns_and_a_draft_always_does():
    by = '"two" overset in en-US by 1 line, 1 word, 12.0 pt'
    lenient = [{"text": "two", "ladder": "lenient"}]
    says(lenient, f"warning: {by} [overset]", status=0, options=["--profile", "screen"])
    says(lenient, f"error: {by} [overset]", status=1)  # the print profile refuses it
    body = [{"text": "four", "ladder": "grows", "height": 30, "name": "intro"}]
    says(body, 'warning: "intro" overset in en-US by 1 line, 1 word, 6.0 pt, after grow 4, 9/11, 8/10 [overset]',
         status=0, options=["--draft"])


def a_frame_with_a_source_mark_is_never_hidden():
    body = [{"text": "marked", "ladder": "goes"}, {"sources": "cited", "style": "body"}, filler(738)]
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        sheet.write_text(json.dumps({**SHEET, "pages": [{"body": body}]}))
        done = run("check", sheet, "--format", "json", ok=False)
        expect(done.returncode == 1 and 'hides the frame, but "marked" has a source mark' in done.stderr, done.stderr)


def the_brochure_in_spanish_tells_its_steps_and_twice_the_same():
    one, other = (run("check", "layouts/cross-border-brochure.json", "--lang", "es-MX", "--format", "json", ok=False).stdout
                  for _ in range(2))
    report = json.loads(one)
    expect(one == other, "the same bytes")
    expect(report["language"] == "es-MX" and report["frames"] > len(report["needed"]) > 0, one)
    expect(any(r["steps"] and r["rungs"] <= r["of"] for r in report["needed"]), one)
    groups = {}
    for record in report["needed"]:
        if record["group"]:
            groups.setdefault((record["group"], record["ladder"]), set()).add(record["steps"])
    expect(groups and all(len(each) == 1 for each in groups.values()), f"a group stands on one rung: {groups}")


def the_brochure_in_english_needs_none():
    text = run("check", "layouts/cross-border-brochure.json", "--format", "text").stdout
    expect(re.match(r"0 of \d+ texts in en-US needed their ladders: nothing is tight\n", text), text)


def the_list_for_people_is_aligned():
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        body = [{"text": "long", "ladder": "one-line", "width": 120}, {"text": "three", "ladder": "grows", "height": 32}]
        sheet.write_text(json.dumps({**SHEET, "pages": [{"body": body}]}))
        wanted = ("2 of 2 texts in en-US needed their ladders\n"
                  "page  frame  group  ladder    rungs   lines   steps   fits\n"
                  "1     long   -      one-line  2 of 3  2 -> 1  9/11    yes\n"
                  "1     three  -      grows     1 of 3  3 -> 3  grow 4  yes\n")
        got = run("check", sheet, "--format", "text").stdout
        expect(got.startswith(wanted), got)


def only_three_formats_are_known():
    done = run("check", "layouts/hello.json", "--format", "csv", ok=False)
    expect(done.returncode == 2 and "text, json or html" in done.stderr, done.stderr)


def main():
    helpers = ("check", "steps", "takes", "says", "filler", "main")
    cases = [case for name, case in sorted(globals().items()) if callable(case) and case.__module__ == "__main__"
             and name not in helpers]
    for case in cases:
        case()
    print(f"{len(cases)} cases")


main()
