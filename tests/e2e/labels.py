"""Labels of charts keep off each other and off the marks, and what has no room is told by its name."""
import json
import pathlib
import re

from common import ROOT, expect, run, scratch

BASE = {
    "tearsheet": 1,
    "folders": {"fonts": str(ROOT / "fonts")},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "swatches": {"Black": {"ink": "K100"}, "Red": {"ink": "M100 Y100", "dark": True}, "Blue": {"ink": "C100 M50", "dark": True},
                 "Sky": {"ink": "C30"}, "Leaf": {"ink": "C60 Y80"}},
    "text-styles": {"body": {"font": "Inter Regular", "set": "8/10"}},
    "copy": {"title": "Title", "rail": "Railways", "ship": "Shipping lines", "road": "Road", "rest": "All of the others"},
    "sources": {"us": {"publisher": "Us", "title": "Ours"}},
}


def values(**numbers):
    return {name: {"value": value, "unit": "count", "source": "us"} for name, value in numbers.items()}


def series(rows, time=False):
    head = "column1 as time" if time else "column1 as category"
    listed = ", ".join(f"('{name}', {value})" for name, value in rows)
    return {"sql": f"select {head}, column2 as value from (values {listed})", "unit": "count", "sources": ["us"]}


def drawn(chart, width, height=None, **more):
    """The trace of the page, and what was told."""
    frame = {"width": width, "alt": "auto", "chart": chart, **({"height": height} if height else {})}
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        sheet.write_text(json.dumps({**BASE, **more, "pages": [{"body": [frame]}]}))
        out = pathlib.Path(name) / "out.trace"
        told = run("render", sheet, "-o", out, "--draft", ok=False).stderr
        return out.read_text() if out.exists() else "", told


def runs(trace):
    return {m[1].strip(): (float(m[2]), float(m[3])) for m in re.finditer(r'^run "(.*?)" .*? at (-?[\d.]+) (-?[\d.]+) ', trace, re.M)}


def stems(trace):
    return [(float(m[1]), float(m[2]), float(m[3])) for m in
            re.finditer(r"^stroke line ([\d.]+) ([\d.]+) to \1 ([\d.]+) ", trace, re.M)]


def boxes(trace, ink):
    return [tuple(map(float, m)) for m in re.findall(rf"^fill (-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) even-odd {ink}", trace, re.M)]


def groups_of_columns_that_print_no_value_say_so():
    years = [(str(year), 100000 + year) for year in range(2014, 2025)]
    more = {"series": {"rail": series(years, True), "ship": series(years, True)}}
    chart = {"columns": ["rail", "ship"], "from": 2014, "to": 2024, "values": "full"}
    _, told = drawn(chart, 540, 120, **more)
    expect("too narrow for their values" in told, "eleven pairs, none with a value: " + told)
    trace, told = drawn({**chart, "from": 2023}, 540, 120, **more)
    expect("too narrow" not in told and "102,024" in trace, "two pairs have room: " + told)
    _, told = drawn({**chart, "values": "none"}, 540, 120, **more)
    expect("too narrow" not in told, "nobody asked for values: " + told)


def flags_at_the_right_end_cross_no_leader():
    parts = [{"name": "road", "value": "a"}, {"name": "rail", "value": "b"}, {"name": "ship", "value": "c"}, {"name": "rest", "value": "d"}]
    trace, told = drawn({"stacked": parts, "colors": ["Red", "Sky", "Blue", "Leaf"], "values": "none"}, 360,
                        facts=values(a=79, b=7, c=7, d=7))
    expect("no room" not in told, told)
    words, lines = runs(trace), stems(trace)
    expect(len(lines) == 3, f"three flags: {lines}\n{trace}")
    for name, width in (("Railways", 31), ("Shipping lines", 52), ("All of the others", 60)):
        x, y = words[name]
        for stem, top, foot in lines:
            expect(not (x < stem < x + width and top < y < foot), f"a leader at {stem} goes through {name} at {x} {y}")


def wide_values_stand_over_the_columns_that_they_reach():
    rows = [(str(2001 + i), 1234567 if i == 0 else 6000000 + i) for i in range(16)]
    trace, told = drawn({"columns": "s", "colors": ["Red"], "values": "full"}, 150, 120, series={"s": series(rows, True)},
                        formats={"full": {"as": "full"}})
    first, columns = runs(trace)["1,234,567"], boxes(trace, "Red")
    reached = [c for c in columns if c[0] < first[0] + 34 and c[0] + c[2] > first[0]]
    expect(len(reached) > 1 and all(first[1] < c[1] for c in reached), f"{first} over {reached}")
    expect("stands" not in told and first[0] > 35.9, f"within the chart: {told} {first}")
    expect(any(abs(x - (columns[0][0] + columns[0][2] / 2)) < 0.1 for x, _, _ in stems(trace)), "a leader says whose it is")


def a_thin_part_says_its_value_or_that_it_has_no_room():
    pair = {"low": series([("2020", 1), ("2021", 2)], True), "high": series([("2020", 100), ("2021", 90)], True)}
    chart = {"columns": ["low", "high"], "arrange": "stacked", "colors": ["Red", "Blue"]}
    trace, told = drawn({**chart, "gap": 40}, 200, 120, series=pair)
    words, red = runs(trace), boxes(trace, "Red")
    expect(words["1"][0] > max(r[0] + r[2] for r in red[:2] if r[2] > 7), f"beside its column: {words} {red}")
    expect(words["1"][1] < max(r[1] + r[3] for r in red) - 1, f"over the line at nought: {words} {red}")
    trace, told = drawn({**chart, "gap": 4}, 100, 120, series=pair)
    expect('"1" has no room in its part of a column' in told, told)


def values_of_two_series_stand_two_points_apart():
    pair = {"low": series([("2020", 888), ("2021", 888)], True), "high": series([("2020", 888), ("2021", 888)], True)}
    for width in range(50, 90, 2):
        trace, told = drawn({"columns": ["low", "high"], "colors": ["Red", "Blue"]}, width, 100, series=pair)
        found = sorted(float(m[1]) for m in re.finditer(r'^run "888" .*? at (\S+) ', trace, re.M))
        for left, right in zip(found, found[1:]):
            expect(right - left > 13.5 + 2, f"{width}: {found}")  # "888" is 14 wide


def parts_of_a_treemap_without_room_for_a_number_are_named():
    rows = [(f"place {i:02d}", 1000 if i == 0 else 1) for i in range(12)]
    _, told = drawn({"treemap": "s"}, 300, 120, series={"s": series(rows)})
    expect(re.search(r'the part of "place \d\d" \(and \d+ more\) is too small for its number', told), told)


def a_part_of_nothing_stands_below_a_treemap():
    """Without a number, as none can stand in the map; no height would help, and nothing is told."""
    trace, told = drawn({"treemap": "s"}, 300, 120, series={"s": series([("much", 700), ("some", 300), ("nothing", 0)])})
    words = runs(trace)
    expect("too small" not in told and "nothing" in words and not {"1", "2", "3"} & set(words), f"{told}{sorted(words)}")


def a_key_with_long_bounds_takes_two_rows():
    square = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": n}, "geometry": {"type": "Polygon", "coordinates": [
            [[x, 0], [x + 10, 0], [x + 10, 10], [x, 10], [x, 0]]]}} for n, x in zip("abcd", (0, 10, 20, 30))]}
    rows = [(n, 1111111 * 10 ** i) for i, n in enumerate("abcd")]
    with scratch() as name:
        (pathlib.Path(name) / "land.json").write_text(json.dumps(square))
        chart = {"map": "land", "fill-by": "s", "ramp": ["Sky", "Leaf", "Blue", "Red"], "classes": "quantile"}
        shapes = {"land": {"file": str(pathlib.Path(name) / "land.json"), "name": "name", "source": "us"}}
        trace, told = drawn(chart, 150, 140, series={"s": series(rows)}, shapes=shapes)
    rows_of = sorted({y for text, (x, y) in runs(trace).items() if text[0].isdigit()})
    expect(len(rows_of) == 2 and abs(rows_of[1] - rows_of[0] - 9) < 0.1, f"{runs(trace)} {told}")
    expect("stand on each other" not in told, told)


def only_shapes_that_meet_are_neighbours():
    """Of four in a row the palest and the next meet nowhere: an island parts them."""
    def land(order):
        return {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": n}, "geometry": {"type": "Polygon", "coordinates": [
                [[x, 0], [x + 10, 0], [x + 10, 10], [x, 10], [x, 0]]]}} for n, x in order]}
    chart = {"map": "land", "fill-by": "s", "ramp": ["Sky", "Pale", "Red"], "classes": "equal",
             "outline": {"swatch": "Black", "weight": 0.25}, "border": {"swatch": "Black", "weight": 0.25}}
    more = {"swatches": {**BASE["swatches"], "Pale": {"ink": "C34"}}, "series": {"s": series([("a", 1), ("b", 5), ("c", 9)])}}
    for order, breach in ((zip("abc", (0, 10, 20)), True), (zip("abc", (0, 40, 10)), False)):
        with scratch() as name:
            (pathlib.Path(name) / "land.json").write_text(json.dumps(land(order)))
            _, told = drawn(chart, 300, 100, shapes={"land": {"file": str(pathlib.Path(name) / "land.json"), "name": "name", "source": "us"}}, **more)
        expect(("Pale beside Sky" in told or "Sky beside Pale" in told) == breach, f"{breach}: {told}")


def a_highlight_too_small_to_see_is_ringed():
    def land(size):
        return {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": n}, "geometry": {"type": "Polygon", "coordinates": [
                [[x, 0], [x + w, 0], [x + w, w], [x, w], [x, 0]]]}} for n, x, w in (("large", 0, 20), ("small", 30, size))]}
    for size, ringed in ((10, False), (0.2, True)):
        with scratch() as name:
            (pathlib.Path(name) / "land.json").write_text(json.dumps(land(size)))
            chart = {"map": "land", "fills": {"others": "Sky"}, "highlight": "small", "highlight-color": "Red"}
            trace, _ = drawn(chart, 300, 100, shapes={"land": {"file": str(pathlib.Path(name) / "land.json"), "name": "name", "source": "us"}})
        rings = re.findall(r"^ *stroke .*Red width 1 ", trace, re.M)
        expect(bool(rings) == ringed, f"{size}: {rings} {trace[:1500]}")


def a_year_lasts_to_its_end():
    events = [{"at": 2020, "until": 2021, "label": "rail", "color": "Red"}, {"at": 2022, "label": "ship", "color": "Blue"}]
    trace, _ = drawn({"timeline": events, "from": 2020, "to": 2023}, 400)
    bar = [b for b in boxes(trace, "Red") if b[3] < 5][0]
    expect(abs(bar[2] - 200) < 1, f"two of four years on 400 points: {bar}")


def what_a_ring_holds_and_a_bar_is_measured_by_is_said():
    numbers = values(a=60, b=40, all=100, goal=80)
    trace, _ = drawn({"donut": [{"name": "rail", "value": "a"}, {"name": "ship", "value": "b"}], "center": "all"}, 300, 120, facts=numbers)
    expect('alt "Ring chart: Railways 60, Shipping lines 40; in the middle 100."' in trace, trace[:400])
    trace, _ = drawn({"bullet": [{"name": "rail", "value": "a", "of": "all", "target": "goal"}, {"name": "ship", "value": "b"}]}, 300, facts=numbers)
    expect("Railways 60 (of 100; Target 80), Shipping lines 40." in trace, re.findall('alt ".*"', trace))


def the_widest_ribbon_carries_a_nodes_words():
    numbers = values(a=60, b=40, c=100)
    links = [{"from": "road", "to": "rail", "value": "c"}, {"from": "rail", "to": "ship", "value": "b", "color": "Blue"},
             {"from": "rail", "to": "rest", "value": "a", "color": "Sky"}]
    said = [sorted(re.findall(r'^run "Railways" .*', drawn({"sankey": order}, 500, 160, facts=numbers)[0], re.M))
            for order in (links, [links[0], links[2], links[1]])]
    expect(said[0] and said[0] == said[1], str(said))


def moments_far_apart_keep_their_distance():
    rows = [(year, 5) for year in ("1996", "1998", "2020", "2021", "2022", "2023", "2024")]
    trace, told = drawn({"area": "s", "colors": ["Red"]}, 300, 100, series={"s": series(rows, True)})
    expect("label-distance" not in told, told)
    words = runs(trace)
    expect("2024" in words and "1996" in words and "2023" not in words, str(words))


def a_break_parts_an_area():
    rows = series([(str(year), 10) for year in range(2018, 2024)], True)
    whole, _ = drawn({"area": "s", "colors": ["Red"]}, 300, 120, series={"s": rows})
    parted, _ = drawn({"area": "s", "colors": ["Red"]}, 300, 120,
                      series={"s": {**rows, "breaks": [{"at": 2021, "note": "rail"}]}})
    count = [len(re.findall(r"^fill .*Red", trace, re.M)) for trace in (whole, parted)]
    expect(count == [1, 2], str(count))


def numbers_without_a_place_are_an_error_and_no_machine_failure():
    chart = {"columns": "s", "values": "none"}
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        sheet.write_text(json.dumps({**BASE, "series": {"s": series([("x", "1.7e308"), ("y", "-1.7e308")])},
                                     "pages": [{"body": [{"height": 100, "alt": "title", "chart": chart}]}]}))
        done = run("check", sheet, ok=False)
    expect(done.returncode == 1 and "no place on a page" in done.stderr, f"{done.returncode} {done.stderr}")


def at_the_ends_of_lines(values, kind="line", **more):
    """A line each, and where its last value is: the trace, names by their words, leaders as (x, y, x, y)."""
    lines = {f"s{i}": series([(str(year), value if year == 2024 else 50) for year in range(2015, 2025)], True) for i, value in enumerate(values)}
    copy = {**BASE["copy"], "lines": {f"s{i}": f"Line {i}" for i in range(len(values))}}
    trace, told = drawn({kind: list(lines), "ends": "name", "labels": "lines", "colors": ["Red", "Blue", "Sky", "Leaf"], **more}, 300, 120, series=lines, copy=copy)
    leaders = re.findall(r"^stroke line (\S+) (\S+) to (\S+) (\S+) .*(?:Red|Blue|Sky|Leaf) width 0.5 ", trace, re.M)
    return trace, runs(trace), [tuple(map(float, leader)) for leader in leaders], told


def a_leader_keeps_off_its_dot_and_its_words():
    trace, words, leaders, told = at_the_ends_of_lines([50, 51, 52, 53])
    left = words["Line 0"][0]
    dots = [float(x) + 4 for x in re.findall(r"^fill shape (\S+) \S+ 4 4 ", trace, re.M)]
    expect(len(leaders) >= 2 and dots, f"four names have no room beside their dots: {leaders} {dots}")
    for x, y, to, _ in leaders:
        expect(to <= left - 2 + 0.05 and x >= max(dots) + 0.9 and to - x > 5, f"from {x} to {to}, words at {left}, dots to {dots}")


def a_name_beside_its_end_needs_no_leader():
    for kind, values in (("line", [40, 44]), ("line", [0, 100]), ("area", [40, 60])):
        trace, words, leaders, told = at_the_ends_of_lines(values, kind)
        expect(len(words) > 2 and not leaders, f"{kind} {values}: {leaders} {told}")


def two_long_names(second, width):
    """Their baselines and those of their values, 50 and the second."""
    lines = {f"s{i}": series([("2020", 50), ("2024", end)], True) for i, end in enumerate([50, second])}
    copy = {**BASE["copy"], "lines": {"s0": "The first of two long names", "s1": "The second of two long names"}}
    trace = drawn({"line": list(lines), "labels": "lines", "colors": ["Red", "Blue"]}, width, 120, series=lines, copy=copy)[0]
    words = runs(trace)
    return [words[word][1] for word in ("The first of two long names", "50", "The second of two long names", str(second))], trace


def two_lines_of_a_name_are_nearer_than_two_names():
    levels = sorted(two_long_names(66, 300)[0])
    inside, between = levels[1] - levels[0], levels[2] - levels[1]
    expect(inside > 5 and abs(levels[3] - levels[2] - inside) < 0.1 and between > inside + 0.9, f"{levels}")


def names_of_two_lines_that_would_crowd_have_one():
    """Where that leaves the lines their room; and where one of them has a leader both have."""
    (first, its, second, other), trace = two_long_names(51, 300)
    expect(first == its and second == other and second - first < -9, f"{first} {its} {second} {other}")
    expect(len(re.findall(r"^stroke line .* (?:Red|Blue) width 0.5 ", trace, re.M)) == 2, trace)
    first, its, *_ = two_long_names(51, 200)[0]
    expect(its > first + 5, "the lines would have no room left")


def the_first_moment_has_room_under_the_value_at_the_foot():
    words = at_the_ends_of_lines([50])[1]
    capital = 0.727 * 8
    expect(words["2015"][0] < words["0"][0] + 5, f"under each other: {words}")
    expect(words["2015"][1] - capital - words["0"][1] > 4, f"{words}")


def labels_that_leave_the_marks_hardly_any_room_are_told():
    numbers = values(a=60, b=40)
    wordy = {**BASE["copy"], "rail": "Railways and their subsidiaries", "ship": "Shipping lines of every flag", "s": {"s": "A line with a name that goes on and on"}}
    line = {"series": {"s": series([(str(year), 5) for year in range(2015, 2025)], True)}}
    parts = [{"name": "rail", "value": "a"}, {"name": "ship", "value": "b"}]
    for chart, width, more in (({"line": "s", "labels": "s"}, 200, line), ({"area": "s", "labels": "s"}, 200, line),
                               ({"donut": parts, "colors": ["Red", "Sky"]}, 180, {"facts": numbers}),
                               ({"bars": parts, "values": "percent-words"}, 56, {"facts": numbers})):
        if chart.get("values"):
            more = {"facts": {n: {**f, "unit": "share", "value": f["value"] / 100} for n, f in numbers.items()}}
        _, told = drawn(chart, width, None if "bars" in chart else 100, copy=wordy, **more)
        expect(re.search(r"warning: labels leave \d+ percent of the chart to its marks, at least 25.*\[plot-share\]", told), f"{chart}: {told}")
        _, told = drawn(chart, width * 3, None if "bars" in chart else 100, copy=wordy, **more)
        expect("plot-share" not in told, f"{chart}: {told}")
    off = {"preflight": {"plot-share": {"level": "off"}}}
    expect("plot-share" not in drawn({"line": "s", "labels": "s"}, 200, 100, copy=wordy, **line, **off)[1], "it is off")


def parts_that_are_told_by_their_colours_have_different_ones():
    names = ["title", "rail", "ship", "road", "rest", "air"]
    more = {"copy": {**BASE["copy"], "air": "Air"}, "facts": values(**{name: 10 for name in names})}
    parts = [{"name": name, "value": name} for name in names]
    for kind in "donut", "waffle", "stacked":
        told_by = [{}, {"colors": ["Red", "Blue", "Leaf"]}, {"colors": ["Blue", "Red"]}]
        for chart in told_by:
            trace, told = drawn({kind: parts, **chart}, 400, 150 if kind == "donut" else None, **more)
            inks = set(re.findall(r"^fill .* even-odd (\w+(?: [\d.]+%)?) tag", trace, re.M))
            expect(len(inks) >= 6 and "look like another" not in told, f"{kind}, {chart}: {inks} {told}")
        trace, told = drawn({kind: parts, "colors": ["Sky"]}, 400, 150 if kind == "donut" else None, **more)
        expect(told.count("of 6 parts look like another") == 1, f"{kind}: {told}")
    years = [(str(year), 1000) for year in range(2014, 2025)]
    more = {"series": {name: series(years, True) for name in ("rail", "ship", "road")}}
    for chart in {"area": ["rail", "ship", "road"]}, {"columns": ["rail", "ship", "road"], "arrange": "stacked"}:
        trace, told = drawn({**chart, "colors": ["Blue", "Red"]}, 500, 150, **more)
        inks = set(re.findall(r"^fill .* even-odd (\w+(?: [\d.]+%)?) tag", trace, re.M))
        expect({"Blue", "Red", "Blue 45%"} <= inks, f"{chart}: {inks} {told}")


def one_bar_against_its_target_is_a_chart():
    more = {"facts": {**values(rail=40, ship=60), "road": {"value": 0.5, "unit": "share", "source": "us"}}}
    trace, told = drawn({"bullet": [{"name": "rail", "value": "rail", "target": "ship"}]}, 300, **more)
    expect('"Railways"' in trace and '"40"' in trace and not told.count("error"), told)
    trace, told = drawn({"paired": [{"name": "rail", "value": "rail", "growth": "road"}]}, 300, **more)
    expect('"Railways"' in trace and not told.count("error"), told)


CASES = [one_bar_against_its_target_is_a_chart, parts_that_are_told_by_their_colours_have_different_ones, groups_of_columns_that_print_no_value_say_so, flags_at_the_right_end_cross_no_leader, wide_values_stand_over_the_columns_that_they_reach,
         a_thin_part_says_its_value_or_that_it_has_no_room, values_of_two_series_stand_two_points_apart,
         parts_of_a_treemap_without_room_for_a_number_are_named, a_part_of_nothing_stands_below_a_treemap, a_key_with_long_bounds_takes_two_rows,
         only_shapes_that_meet_are_neighbours, a_highlight_too_small_to_see_is_ringed, a_year_lasts_to_its_end, what_a_ring_holds_and_a_bar_is_measured_by_is_said,
         the_widest_ribbon_carries_a_nodes_words, moments_far_apart_keep_their_distance, a_leader_keeps_off_its_dot_and_its_words,
         a_name_beside_its_end_needs_no_leader, two_lines_of_a_name_are_nearer_than_two_names, names_of_two_lines_that_would_crowd_have_one, the_first_moment_has_room_under_the_value_at_the_foot,
         labels_that_leave_the_marks_hardly_any_room_are_told, a_break_parts_an_area, numbers_without_a_place_are_an_error_and_no_machine_failure]

for case in CASES:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
