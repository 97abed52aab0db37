"""Stories: through columns, frames and pages, round pictures, on the grid. Nothing of a text is lost.

Small sheets are made for each case, and the places of their runs read back from the trace. All type is Inter 10 on 12,
whose first baseline lies 9.64 under the top of its line.
"""
import json
import pathlib
import random
import re

from common import ROOT, expect, run, scratch

BRAND = {
    "folders": {"art": str(ROOT / "layouts/art"), "fonts": str(ROOT / "fonts")},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "swatches": {"Black": {"ink": "K100"}},
    "text-styles": {
        "body": {"font": "Inter Regular", "set": "10/12"},
        "locked": {"based-on": "body", "grid": True},
        "even": {"based-on": "body", "align": "justify", "first-indent": 10, "drop-cap": {"lines": 2}},
        "fitted": {"based-on": "body", "ladder": "less"},
        "wider": {"based-on": "body", "ladder": "columns"},
        "tall": {"font": "Inter Regular", "set": "23/31"},
    },
    "ladders": {"less": {"steps": [{"set": "9/11"}, {"set": "8/10"}, {"set": "7/9"}]}, "columns": {"steps": [{"across": 2}]}},
    "art": {"ship": {"file": "icons/ship.svg"}},
    "paper": {"trim": "letter", "bleed": 0, "margins": {"left": 36, "right": 36, "top": 40, "bottom": 36}, "columns": 12, "gutter": 12, "baseline": 12},
}
FIRST = 9.64
RUN = re.compile(r'^run "(.*)" Inter Regular ([\d.]+)/([\d.]+) \S+ at (-?[\d.]+) (-?[\d.]+) .*?(?: key (\S+))?$')


class Line:
    def __init__(self, page, match):
        self.page, self.text, self.key = page, match[1].replace('\\"', '"'), match[6]
        self.size, self.x, self.y = float(match[2]), float(match[4]), float(match[5])


def words(count, word="goods"):
    return " ".join(f"{word}{i}" for i in range(count))


def write(folder, copy, pages, **more):
    sheet = pathlib.Path(folder) / "sheet.json"
    sheet.write_text(json.dumps({"tearsheet": 1, **BRAND, "copy": {"title": "T", **copy}, **more,
                                 "pages": [{"body": page} for page in pages]}))
    return sheet


def lines_of(copy, pages, *options, **more):
    with scratch() as name:
        out = pathlib.Path(name) / "out.trace"
        run("render", write(name, copy, pages, **more), "-o", out, *options)
        lines, page = [], 0
        for line in out.read_text().splitlines():
            if line.startswith("page "):
                page = int(line.split()[1])
            match = RUN.match(line)
            if match and match[6]:
                lines.append(Line(page, match))
        return lines


def refused(copy, pages, **more):
    with scratch() as name:
        done = run("check", write(name, copy, pages, **more), ok=False)
        expect(done.returncode == 1, f"exit {done.returncode}: {done.stderr}")
        return done.stderr


def read(lines, key="story"):
    """The text again: runs of one baseline belong together as they are."""
    return " ".join("".join(line.text for line in lines if line.key == key).replace("\u00ad", "").split())


def near(a, b, what):
    expect(abs(a - b) < 0.011, f"{what}: {a} is not {b}")


def columns_are_even_without_a_height():
    lines = lines_of({"story": words(120)}, [[{"text": "story", "style": "body", "across": 3, "gap": 15}]])
    expect(read(lines) == words(120), "all words, in their order")
    lefts = sorted({line.x for line in lines})
    expect(lefts == [36, 221, 406], f"three columns of 170, 15 apart: {lefts}")
    counts = [sum(line.x == left for line in lines) for left in lefts]
    expect(max(counts) - min(counts) <= 1 and counts[0] == max(counts), f"even columns: {counts}")
    near(min(line.y for line in lines), 40 + FIRST, "the first baseline")


def columns_of_a_height_are_filled_one_after_the_other():
    lines = lines_of({"story": words(75)}, [[{"text": "story", "style": "body", "across": 2, "height": 120}]])
    counts = [sum(line.x == left for line in lines) for left in sorted({line.x for line in lines})]
    expect(counts[0] == 10 and 0 < counts[1] < 10, f"the first is full: {counts}")


def a_frame_grows_unless_it_is_fixed():
    story = {"story": words(150)}
    lines = lines_of(story, [[{"text": "story", "style": "body", "across": 2, "height": 40}]])
    expect(read(lines) == words(150), "all words are there")
    said = refused(story, [[{"text": "story", "style": "body", "across": 2, "height": 40, "fixed": True}]])
    match = re.search(r'"story" overset in en-US by (\d+) lines, (\d+) words, ([\d.]+) pt', said)
    expect(match, said)
    expect(0 < int(match[2]) < 150, said)


def stories_go_on_in_the_next_frame_and_over_the_leaf():
    pages = [[{"name": "one", "text": "story", "style": "body", "height": 60},
              {"continue": "one", "height": 36, "across": 2}],
             [{"text": "other", "style": "body"}, {"continue": "one"}]]
    lines = lines_of({"story": words(300), "other": "Before it."}, pages)
    expect(read(lines) == words(300), "all words, in their order")
    first = [line for line in lines if line.page == 1 and line.y < 40 + 60]
    second = [line for line in lines if line.page == 1 and line.y > 40 + 60]
    expect(len(first) == 5 and len(second) == 6, f"{len(first)} lines of 60 pt, {len(second)} of two columns of 36")
    near(min(line.y for line in lines if line.page == 2 and line.key == "story"), 40 + 12 + 14 + FIRST, "under the other")


def only_the_last_frame_of_a_story_may_be_overset():
    pages = [[{"name": "one", "text": "story", "style": "body", "height": 24}, {"name": "two", "continue": "one", "height": 24, "fixed": True}]]
    said = refused({"story": words(200)}, pages)
    match = re.search(r'"two" overset in en-US by (\d+) lines, (\d+) words', said)
    expect(match, said)
    with scratch() as name: # in a draft all is drawn, and what is said to be over is what is below
        out = pathlib.Path(name) / "out.trace"
        run("render", write(name, {"story": words(200)}, pages), "-o", out, "--draft")
        lines = [Line(1, m) for m in map(RUN.match, out.read_text().splitlines()) if m and m[6] == "story"]
    inside = [line for line in lines if line.y < 40 + 24 + 14 + 24]
    expect(len(lines) - len(inside) == int(match[1]), said)
    expect(200 - len(read(inside).split()) == int(match[2]), said)


def a_story_that_is_not_there_goes_on_nowhere():
    pages = [[{"name": "one", "text": "story", "style": "body", "height": 24, "when": "has lost"},
              {"continue": "one"}, {"text": "other", "style": "body"}]]
    facts = {"lost": {"unknown": "nobody counted", "unit": "count", "missing": "hide"}}
    lines = lines_of({"story": words(20), "other": "Alone."}, pages, facts=facts)
    expect([line.key for line in lines] == ["other"], "nothing of the story")
    expect(lines[0].y < 80, "and no room for it but its gap")


def words_that_fit_leave_the_frames_after_them_empty():
    pages = [[{"name": "one", "text": "story", "style": "body", "height": 60}, {"continue": "one"}]]
    expect(read(lines_of({"story": "Short."}, pages)) == "Short.", "once")


def stories_climb_as_one():
    pages = [[{"name": "one", "text": "story", "style": "fitted", "height": 60},
              {"continue": "one", "height": 60, "fixed": True}]]
    lines = lines_of({"story": words(170)}, pages)
    expect(len({line.size for line in lines}) == 1 and lines[0].size < 10, "one smaller size in both frames")
    expect(read(lines) == words(170), "all words")
    expect(len({line.y for line in lines if line.y > 40 + 60 + 14}) > 2, "the second is used")


def a_rung_may_change_the_columns():
    frame = {"text": "story", "style": "wider", "height": 60, "fixed": True}
    one = lines_of({"story": words(60)}, [[frame]])
    expect(len({line.x for line in one}) == 1, "one column where it fits")
    narrow = " ".join(["a"] + ["wide wide wide|"] * 8)
    two = lines_of({"story": narrow}, [[frame]])
    expect(len({line.x for line in two if line.text.startswith("wide")}) == 2, "two where one is too low")


def text_goes_round_what_comes_before_it():
    picture = {"image": "ship", "left": 200, "top": 30, "width": 80, "height": 80, "tag": "artifact"}
    for shape in "box", "round":
        place = {"place": [{**picture, "wrap": {"clear": 6, "shape": shape}},
                           {"text": "story", "style": "body", "left": 0, "width": 260, "top": 0}]}
        lines = lines_of({"story": words(120)}, [[place]])
        expect(read(lines) == words(120), "all words, in their order")
        beside = [line for line in lines if 40 + 24 < line.y - FIRST + 12 and line.y - FIRST < 40 + 116]
        expect(beside and all(line.x == 36 for line in beside), f"{shape}: to the left of it")
        # 194 points are left of the box: about three words of 45 to 50
        most = max(len(line.text.split()) for line in beside)
        rest = max(len(line.text.split()) for line in lines if line not in beside)
        expect(most < rest, f"{shape}: {most} words beside, {rest} elsewhere")
    later = {"place": [{"text": "story", "style": "body", "left": 0, "width": 260, "top": 0}, {**picture, "wrap": {}}]}
    free = {"place": [{"text": "story", "style": "body", "left": 0, "width": 260, "top": 0}]}
    expect([line.text for line in lines_of({"story": words(120)}, [[later]])] ==
           [line.text for line in lines_of({"story": words(120)}, [[free]])], "what comes later is not in the way")


def locked(lines, key):
    for line in lines:
        if line.key == key:
            off = (line.y - 40) % 12
            expect(min(off, 12 - off) < 0.011, f'"{line.text}" on page {line.page} is {off} off the grid')
    expect(any(line.key == key for line in lines), "there are lines")


def locked_baselines_stand_on_the_grid():
    text = {"text": "story", "style": "locked"}
    odd = {"text": "odd", "style": "tall"}
    cases = {
        "stacks": [odd, text, {"padding": 5, "gap": 3, "stack": [odd, text, odd, text]}],
        "rows": [odd, {"row": [text, {"stack": [odd, text]}, {"padding": 7, "stack": [text]}]}],
        "places": [odd, {"place": [{**text, "top": 5, "width": 200}, {**text, "top": 17, "left": 220, "width": 200}]}],
        "columns": [odd, {**text, "across": 3}],
        "given height": [odd, {"height": 300, "give": 250, "stack": [odd]}, text, {"height": 420, "give": 50, "stack": [odd]}, text],
        "columns that go on": [odd, {"name": "one", **text, "height": 41, "across": 2}, odd, {"continue": "one"}],
    }
    for name, body in cases.items():
        lines = lines_of({"story": words(40), "odd": "Odd"}, [body])
        locked(lines, "story")
        expect(len({line.y for line in lines if line.key == "odd"}) > 0, name)


def grid_and_ladder_agree():
    body = [{"text": "odd", "style": "tall"}, {"text": "first", "style": "fitted", "height": 40, "fixed": True},
            {"text": "story", "style": "locked"}]
    locked(lines_of({"story": words(30), "odd": "Odd", "first": words(60)}, [body]), "story")


def nothing_is_lost_on_any_page():
    """Random pages: frames of all kinds of widths, stories over them; each text is there word for word."""
    for seed in range(60):
        draw = random.Random(seed)
        copy, pages, threads = {}, [], []

        def text(left=None):
            key = f"t{len(copy)}"
            copy[key] = words(draw.randrange(0, 90), f"w{draw.randrange(10 ** draw.randrange(1, 9))}-") or "x"
            frame = {"text": key, "style": draw.choice(["body", "even", "locked", "fitted"])}
            if draw.random() < 0.4:
                frame["across"] = draw.randrange(1, 5)
            if draw.random() < 0.4:
                frame.update(name=key, height=draw.randrange(5, 120))
                threads.append(key)
            elif draw.random() < 0.3:
                frame["height"] = draw.randrange(5, 150)
            return frame

        def frame(depth):
            kind = draw.randrange(6) if depth else 0
            if kind == 1:
                return {"stack": [frame(depth - 1) for _ in range(draw.randrange(1, 3))], "padding": draw.randrange(9)}
            if kind == 2:
                return {"row": [frame(depth - 1) for _ in range(draw.randrange(1, 4))]}
            if kind == 3:
                return {"place": [{"image": "ship", "left": draw.randrange(300), "top": draw.randrange(60), "width": 50, "height": 50,
                                   "tag": "artifact", "wrap": {"clear": draw.randrange(20), "shape": draw.choice(["box", "round"])}},
                                  {**text(), "left": 0, "width": draw.randrange(10, 540), "top": draw.randrange(20)}]}
            if kind == 4 and threads:
                return {"continue": draw.choice(threads), "height": draw.randrange(5, 90), "across": draw.randrange(1, 4)}
            return text()

        for _ in range(2):
            pages.append([frame(2) for _ in range(draw.randrange(1, 4))])
        for name in threads:
            pages[-1].append({"continue": name})
        lines = lines_of(copy, pages, "--draft")
        for key, story in copy.items():
            got = "".join(line.text for line in lines if line.key == key).replace("\u00ad", "")
            expect("".join(got.split()) == "".join(story.split()), f"seed {seed}, {key}: \"{story}\" became \"{got}\"")


for case in [columns_are_even_without_a_height, columns_of_a_height_are_filled_one_after_the_other,
             a_frame_grows_unless_it_is_fixed, stories_go_on_in_the_next_frame_and_over_the_leaf,
             only_the_last_frame_of_a_story_may_be_overset, a_story_that_is_not_there_goes_on_nowhere,
             words_that_fit_leave_the_frames_after_them_empty, stories_climb_as_one, a_rung_may_change_the_columns,
             text_goes_round_what_comes_before_it, locked_baselines_stand_on_the_grid, grid_and_ladder_agree,
             nothing_is_lost_on_any_page]:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
