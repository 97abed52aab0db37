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


def on_the_grid_lines_still_keep_off_pictures():
    picture = {"image": "ship", "left": 0, "top": 22, "width": 100, "height": 40, "tag": "artifact", "wrap": {"clear": 0}}
    body = [{"text": "title", "style": "body"}, {"place": [picture, {"text": "story", "style": "locked", "left": 0, "width": 260, "top": 5}]}]
    lines = lines_of({"story": words(60)}, [body])
    locked(lines, "story")
    top = 40 + 12 + 14 + 22
    for line in lines:
        high, low = line.y - FIRST, line.y - FIRST + 12
        if line.key == "story" and low > top + 0.01 and high < top + 40 - 0.01:
            expect(line.x > 36 + 99, f'"{line.text}" at {line.x} {line.y} is over the picture')


def on_the_grid_a_fixed_height_still_holds():
    title, gap = {"text": "title", "style": "body"}, 3
    fixed = {"text": "story", "style": "locked", "height": 12, "fixed": True}
    expect("overset in en-US by 1 line" in refused({"story": words(3)}, [[{"stack": [title, fixed], "gap": gap}]]), "the drop counts")
    thread = [title, {"name": "one", "text": "story", "style": "locked", "height": 36, "fixed": True}, {"text": "other", "style": "body"}, {"continue": "one"}]
    lines = lines_of({"story": words(200), "other": "Other"}, [[{"stack": thread, "gap": gap}]])
    expect(read(lines) == words(200), "all words")
    locked(lines, "story")
    last = max(line.y for line in lines if line.key == "story" and line.y < 40 + 12 + gap + 36)
    expect(last - FIRST + 12 <= 40 + 12 + gap + 36 + 0.01, "the first frame's lines are in it")
    other = next(line for line in lines if line.key == "other")
    near(other.y, 40 + 12 + gap + 36 + gap + FIRST, "what is below stays")


def rows_keep_their_common_baseline_on_the_grid():
    row = {"align": "baseline", "row": [{"text": "story", "style": "locked"}, {"text": "odd", "style": "tall"}]}
    lines = lines_of({"story": "one", "odd": "two", "other": "three"}, [[{"text": "other", "style": "tall"}, row]])
    locked(lines, "story")
    ys = [line.y for line in lines if line.key in ("story", "odd")]
    near(ys[0], ys[1], "one baseline")
    cell = lambda style: {"gap": 1, "stack": [{"text": "odd", "style": "tall"}, {"text": "story", "style": style}]}
    lines = lines_of({"story": "one", "odd": "two"}, [[{"align": "baseline", "row": [cell("locked"), cell("body")]}]])
    locked(lines, "story")
    captions = [line.y for line in lines if line.key == "story"]
    near(captions[0], captions[1], "captions, too")


def what_hangs_from_the_bottom_needs_a_height_to_hang_in():
    picture = {"image": "ship", "left": 0, "bottom": 0, "width": 100, "height": 40, "tag": "artifact", "wrap": {"clear": 0}}
    place = {"place": [picture, {"text": "story", "style": "body", "left": 0, "width": 260, "top": 0}]}
    expect("hangs from the bottom" in refused({"story": words(60)}, [[place]]), "no height")
    expect("hangs from the bottom" in refused({"story": words(60)}, [[{**place, "height": 80}]]), "one that may grow")
    lines = lines_of({"story": words(25)}, [[{**place, "height": 80, "fixed": True}]])
    expect(all(line.x > 135 for line in lines if line.y - FIRST + 12 > 40 + 40.01), "it is gone round")
    low = {"place": [{**picture, "top": 0, "bottom": 0}, {"text": "story", "style": "body", "left": 0, "width": 260, "bottom": 0}], "height": 80, "fixed": True}
    del low["place"][0]["bottom"]
    expect("a text that hangs" in refused({"story": words(5)}, [[low]]), "nor is a text's own height known")


def columns_as_even_however_much_is_in_the_way():
    ball = {"image": "ship", "left": 0, "top": 0, "width": 540, "height": 500, "tag": "artifact", "wrap": {"clear": 0}}
    place = {"place": [ball, {"text": "story", "style": "body", "left": 0, "width": 540, "top": 0, "across": 3, "gap": 12}]}
    lines = lines_of({"story": words(130)}, [[place]])
    expect(read(lines) == words(130), "all words")
    counts = [sum(line.x == left for line in lines) for left in sorted({line.x for line in lines})]
    expect(len(counts) == 3 and max(counts) - min(counts) <= 1, f"even columns: {counts}")


def reading_order(copy, pages):
    import pikepdf
    with scratch() as name:
        out = pathlib.Path(name) / "out.pdf"
        run("render", write(name, copy, pages), "-o", out, "--profile", "screen")
        with pikepdf.open(out) as pdf:
            page, words_of, open_mark = pdf.pages[0], {}, None
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and "/MCID" in operands[1]:
                    open_mark = int(operands[1]["/MCID"])
                elif str(operator) == "Td" or str(operator) == "Tm":
                    words_of.setdefault(open_mark, (float(operands[-2]), -float(operands[-1])))
            found, todo = [], [pdf.Root.StructTreeRoot]
            while todo:
                kid = todo.pop()
                if isinstance(kid, int):
                    found.append(words_of[kid])
                elif "/K" in kid and kid.get("/S") != "/Link":
                    kids = kid["/K"] if isinstance(kid["/K"], pikepdf.Array) else [kid["/K"]]
                    todo.extend(int(k) if not isinstance(k, (pikepdf.Dictionary, pikepdf.Array)) else k for k in reversed(list(kids)))
            return found


def a_thread_is_read_in_its_order_whatever_lies_on_top():
    place = {"place": [{"name": "f", "text": "story", "style": "body", "left": 0, "width": 160, "top": 0, "height": 60, "layer": "front"},
                       {"continue": "f", "left": 200, "width": 300, "top": 0, "layer": "back"}]}
    found = reading_order({"story": words(150)}, [[place]])
    expect(len(found) >= 2, f"a sequence a frame at least: {found}")
    expect(found == sorted(found), f"the left frame is read first: {found}")


def the_link_of_an_initial_lies_on_it():
    styles = {**BRAND["text-styles"], "opening": {"based-on": "body", "drop-cap": {"lines": 4}}}
    story = "[Zeta](https://a.example/) " + words(40)
    with scratch() as name:
        out = pathlib.Path(name) / "out.pdf"
        run("render", write(name, {"story": story}, [[{"text": "story", "style": "opening", "width": 200}]], **{"text-styles": styles}),
            "-o", out, "--profile", "screen")
        import pikepdf
        with pikepdf.open(out) as pdf:
            boxes = [[float(v) for v in note["/Rect"]] for note in pdf.pages[0]["/Annots"]]
    initial = max(boxes, key=lambda box: box[3] - box[1])
    top = 792 - 40 - FIRST  # the first baseline; three lines below it is the initial's
    expect(initial[1] < top - 36 < initial[3], f"{initial} is not on the baseline {top - 36}")
    expect(initial[3] < top + 14, f"{initial} is above its letter")


def a_text_without_its_initial_is_told():
    styles = {**BRAND["text-styles"], "opening": {"based-on": "body", "drop-cap": {"lines": 4}}}
    with scratch() as name:
        done = run("check", write(name, {"story": "— " + words(40)}, [[{"text": "story", "style": "opening"}]], **{"text-styles": styles}))
        expect("[drop-cap]" in done.stderr, done.stderr)


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
             text_goes_round_what_comes_before_it, locked_baselines_stand_on_the_grid,
             on_the_grid_lines_still_keep_off_pictures, on_the_grid_a_fixed_height_still_holds,
             rows_keep_their_common_baseline_on_the_grid, what_hangs_from_the_bottom_needs_a_height_to_hang_in,
             columns_as_even_however_much_is_in_the_way, a_thread_is_read_in_its_order_whatever_lies_on_top,
             the_link_of_an_initial_lies_on_it, a_text_without_its_initial_is_told, grid_and_ladder_agree,
             nothing_is_lost_on_any_page]:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
