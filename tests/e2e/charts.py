"""Charts that share a scale are as high for the same value; what a chart says changes with its numbers."""
import inspect
import itertools
import json
import pathlib
import re

from common import ROOT, expect, run, scratch

SHEET = {
    "tearsheet": 1,
    "folders": {"fonts": str(ROOT / "fonts")},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "swatches": {"Black": {"ink": "K100"}, "Red": {"ink": "M100 Y100"}},
    "text-styles": {"body": {"font": "Inter Regular", "set": "8/10"}},
    "copy": {"two-words": "a b", "title": "T", "a": "A", "b": "B"},
    "sources": {"us": {"publisher": "Us", "title": "Ours"}},
}


def facts(**values):
    return {name: {"value": value, "unit": "count", "source": "us"} for name, value in values.items()}


def render(charts, suffix, numbers, *options):
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        body = [{"height": 120, "alt": "auto", "chart": chart} for chart in charts]
        sheet.write_text(json.dumps({**SHEET, "facts": facts(**numbers), "pages": [{"body": body}]}))
        out = pathlib.Path(name) / f"out.{suffix}"
        run("render", sheet, "-o", out, *options)
        return out.read_bytes()


def columns(charts, numbers):
    """Heights of the red columns, in painting order."""
    text = render(charts, "trace", numbers).decode()
    return [float(m[1]) for m in re.finditer(r"^fill -?[\d.]+ -?[\d.]+ -?[\d.]+ (-?[\d.]+) even-odd Red", text, re.M)]


def items(*names):
    return [{"name": "ab"[i % 2], "value": name} for i, name in enumerate(names)]


def charts_of_one_scale_are_as_high_for_one_value():
    numbers = {"five": 5, "ten": 10, "forty": 40, "twenty": 20}
    first, second = {"columns": items("ten", "five"), "colors": ["Red"]}, {"columns": items("forty", "twenty"), "colors": ["Red"]}
    own = columns([first, second], numbers)
    expect(abs(own[0] - own[2]) < 0.01, f"each has its own scale: {own}")
    same = columns([{**first, "scale": "all"}, {**second, "scale": "all"}], numbers)
    expect(len(same) == 4, str(same))
    for height, value in zip(same, [10, 5, 40, 20]):
        expect(abs(height / value - same[2] / 40) < 0.01, f"as high as their values: {same}")


def a_scale_leaves_two_lines_for_names_that_have_two_words():
    numbers = {"five": 5, "ten": 10}
    def height(name, scale):
        marks = [{"name": name, "value": "ten"}, {"name": "b", "value": "five"}]
        return columns([{"columns": marks, "colors": ["Red"], **scale}, {"columns": items("ten", "five"), "colors": ["Red"], **scale}], numbers)
    of_letters, alone, of_words = height("a", {"scale": "all"}), height("a", {}), height("two-words", {"scale": "all"})
    expect(of_letters[2] == alone[2], f"one line of names takes one: {of_letters} {alone}")
    expect(of_words[0] == of_words[2] < of_letters[2] - 5, f"where one may need two, all leave room: {of_words} {of_letters}")


def a_scale_reaches_below_nought_for_all():
    numbers = {"five": 5, "ten": 10, "loss": -10}
    charts = [{"columns": items("ten", "five"), "colors": ["Red"], "scale": "all"},
              {"columns": items("ten", "loss"), "colors": ["Red"], "scale": "all"}]
    heights = columns(charts, numbers)
    expect(abs(heights[0] - heights[2]) < 0.01 and abs(heights[0] - heights[3]) < 0.01, f"tens are alike: {heights}")


def changing_a_value_changes_what_is_said():
    chart = [{"columns": items("ten", "five")}]
    said = [render(chart, "trace", {"five": 5, "ten": ten}).decode() for ten in (10, 11)]
    alts = [re.search(r'alt "(.*?)"', text) for text in said]
    expect(all(alts), "the figure has an alternative text in the trace")
    expect(alts[0][1] != alts[1][1] and "10" in alts[0][1] and "11" in alts[1][1], f"{alts[0][1]} / {alts[1][1]}")


def sheet_of(folder, chart, rows, **more):
    (pathlib.Path(folder) / "rows.csv").write_text(rows)
    sheet = pathlib.Path(folder) / "sheet.json"
    sheet.write_text(json.dumps({**SHEET, "folders": {**SHEET["folders"], "data": str(folder)},
                                 "tables": {"rows": {"file": "rows.csv", "source": "us"}}, **more,
                                 "pages": [{"body": [{"height": 200, "alt": "auto", "chart": chart}]}]}))
    return sheet


def trace_of(chart, rows, **more):
    with scratch() as name:
        out = pathlib.Path(name) / "out.trace"
        run("render", sheet_of(name, chart, rows, **more), "-o", out, "--draft")
        return out.read_text()


YEARS = "year,out,back\n2020,10,30\n2021,20,30\n2022,30,30\n"
PAIR = {"out": {"table": "rows", "sum": "out", "over": "year", "unit": "count"},
        "back": {"table": "rows", "sum": "back", "over": "year", "unit": "count"}}


def boxes(trace, ink):
    return [tuple(map(float, m)) for m in re.findall(rf"^fill (-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) even-odd {ink}", trace, re.M)]


def columns_on_end_are_as_high_as_their_sum():
    chart = {"columns": ["out", "back"], "arrange": "stacked", "colors": ["Red", "Black"], "values": "none"}
    trace = trace_of(chart, YEARS, series=PAIR)
    red, black = boxes(trace, "Red"), boxes(trace, "Black")
    red, black = [box for box in red if box[2] > 6.5], [box for box in black if box[2] > 6.5]  # without the keys
    expect(len(red) == 3 and len(black) == 3, f"{red} {black}")
    unit = red[2][3] / 30
    for box, value in zip(red, (10, 20, 30)):
        expect(abs(box[3] - value * unit) < 0.02, f"{box} is not {value} of {unit}")
    for low, high in zip(red, black):
        expect(abs(high[1] + high[3] + 1 - low[1]) < 0.02, "a gap of 1 between the parts")


def two_that_diverge_stand_over_and_under_nought():
    chart = {"columns": ["out", "back"], "arrange": "diverging", "colors": ["Red", "Black"], "values": "none"}
    trace = trace_of(chart, YEARS, series=PAIR)
    red, black = [b for b in boxes(trace, "Red") if b[2] > 6.5], [b for b in boxes(trace, "Black") if b[2] > 6.5]
    expect(all(abs(r[1] + r[3] - b[1]) < 0.02 for r, b in zip(red, black)), "both begin at nought")
    expect(abs(red[2][3] - black[0][3]) < 0.02, "30 is as long as 30")


def a_recorded_break_parts_the_line_and_is_named():
    plain = trace_of({"line": ["out"], "colors": ["Red"]}, YEARS, series=PAIR)
    broken = {**PAIR, "out": {**PAIR["out"], "breaks": [{"at": 2021, "note": "b"}]}}
    parted = trace_of({"line": ["out"], "colors": ["Red"]}, YEARS, series=broken)
    ways = [re.findall(r"^stroke (.*?) Red", trace, re.M) for trace in (plain, parted)]
    expect(ways[0] != ways[1], "the line is drawn another way")
    expect(re.search(r'^run "B"', parted, re.M) and not re.search(r'^run "B"', plain, re.M), "its note is printed")
    expect(re.search(r'alt ".*; 2021: B\."', parted), "and said")


def ticks(rows, unit, language="en-US"):
    """What stands at the hairlines, from the foot up."""
    chart = {"line": ["out"], "colors": ["Red"], "ends": "none"}
    trace = trace_of(chart, "year,out\n" + rows, series={"out": {"table": "rows", "sum": "out", "over": "year", "unit": unit}}, languages=[language])
    runs = re.findall(r'^run "(.*?)" .* at [\d.]+ ([\d.]+) Black', trace, re.M)
    foot = max(float(y) for _, y in runs)
    return [words for words, y in sorted(runs, key=lambda run: -float(run[1])) if float(y) < foot]


def values_at_hairlines_have_digits_alike():
    expect(ticks("2020,1000000\n2021,1600000\n", "count") == ["0", "0.5M", "1.0M", "1.5M"], "as many as one of them needs")
    expect(ticks("2020,1000000\n2021,3500000\n", "count") == ["0", "1M", "2M", "3M"], "and no more")
    expect(ticks("2020,0.02\n2021,0.08\n", "share") == ["0%", "2%", "4%", "6%", "8%"], "of percent none")
    expect(ticks("2020,0.02\n2021,0.085\n", "share") == ["0.0%", "2.5%", "5.0%", "7.5%"], "but where steps need them")
    expect(ticks("2020,4000\n2021,9000\n", "count", "es-MX") == ["0", "2,500", "5,000", "7,500"], "thousands that are written out")
    expect(ticks("2020,1\n2021,1.6\n", "count") == ["0", "0.5", "1.0", "1.5"], "nor are they rounded to whole ones")
    expect(ticks("2020,0\n2021,1\n", "USD") == ["$0", "$0.25", "$0.50", "$0.75", "$1.00"], "of money, too")
    expect(ticks("2020,100\n2021,400\n", "USD") == ["$0", "$100", "$200", "$300", "$400"], "and no more")
    expect(ticks("2020,4000\n2021,9000\n", "count", "de-DE") == ["0", "2.500", "5.000", "7.500"], "where thousands have no word")
    expect(ticks("2020,4\n2021,9\n", "index") == ["0.0", "2.5", "5.0", "7.5"], "2.5 is not 3")


def hairlines_of_one_axis_print_no_value_twice():
    small = ticks("2020,0.00000001\n2021,0.00000007\n", "ratio")
    expect(small == [f"0.0000000{i}" for i in (0, 2, 4, 6)], f"as many digits as they need: {small}")
    tiny = f"2020,{1e-15:.15f}\n2021,{7e-15:.15f}\n"
    for rows, unit in (tiny, "ratio"), (tiny, "share"), (tiny.replace(",", ",-"), "index"):
        words = ticks(rows, unit)
        expect(len(words) == 1 and float(words[0].strip("%")) == 0, f"fewer hairlines where they would need more than are read: {words}")


ROUTES = "x1,y1,x2,y2,v\n-100,20,-98,30,10\n-100,20,-120,38,5\n-100,20,-84,42,5\n"
SQUARE = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "land"}, "geometry": {
    "type": "Polygon", "coordinates": [[[-130, 10], [-70, 10], [-70, 50], [-130, 50], [-130, 10]]]}}]}


def routes(rows, **more):
    with scratch() as name:
        (pathlib.Path(name) / "land.json").write_text(json.dumps(SQUARE))
        chart = {"map": "land", "fills": {"land": "Black"}, "routes": {
            "table": "rows", "from-longitude": "x1", "from-latitude": "y1", "to-longitude": "x2", "to-latitude": "y2", "value": "v", "swatch": "Red", "width": 8, **more}}
        sheet = sheet_of(name, chart, rows, shapes={"land": {"file": "land.json", "name": "name", "source": "us"}})
        out = pathlib.Path(name) / "out.trace"
        run("render", sheet, "-o", out, "--draft")
        return re.findall(r"^ *stroke .* Red width ([\d.]+).*$", out.read_text(), re.M), out.read_text()


def routes_are_as_wide_as_their_values():
    widths, _ = routes(ROUTES)
    expect(widths == ["8", "4", "4"], str(widths))


def the_largest_routes_print_their_values():
    _, trace = routes(ROUTES, label=2, unit="USD")
    printed = re.findall(r'^ *run "(\$[\d.]+)"', trace, re.M)
    expect(sorted(printed) == ["$10", "$5"], f"{printed}")
    expect("$" not in routes(ROUTES)[1], "none unless asked for")


def the_order_of_rows_changes_no_picture():
    head, *rest = ROUTES.splitlines()
    expect(routes(ROUTES)[1] == routes("\n".join([head, *rest[::-1]]) + "\n")[1], "routes")
    names = "name,v\nA,5\nB,3\nC,3\nD,1\n"
    head, *rest = names.splitlines()
    series = {"parts": {"table": "rows", "sum": "v", "by": "name", "unit": "count"}}
    for kind in "donut", "waffle", "treemap", "bullet", "dots", "bars", "stacked":
        there, turned = (trace_of({kind: "parts", "colors": ["Red", "Black"]}, "\n".join([head, *order]) + "\n", series=series)
                         for order in (rest, rest[::-1]))
        expect(there == turned, kind)


def charts_fill_the_height_they_are_given():
    chart = {"columns": items("ten", "five"), "colors": ["Red"]}
    for height in (60, 150):
        with scratch() as name:
            sheet = pathlib.Path(name) / "sheet.json"
            body = [{"height": height, "alt": "auto", "chart": chart}, {"text": "title", "style": "body"}]
            sheet.write_text(json.dumps({**SHEET, "facts": facts(ten=10, five=5), "pages": [{"body": body, "gap": 0}]}))
            run("render", sheet, "-o", pathlib.Path(name) / "out.trace", "--draft")
            trace = (pathlib.Path(name) / "out.trace").read_text()
            title = float(re.search(r'^run "T" .* at (\S+) (\S+) ', trace, re.M)[2])
            expect(abs(title - (36 + height + 7.7)) < 1.5, f"{title} under a chart of {height}")


def flows_say_what_goes_where():
    numbers = facts(five=5, ten=10)
    links = [{"from": "a", "to": "b", "value": "five"}, {"from": "title", "to": "b", "value": "ten"}]
    with scratch() as name:
        for links_now in (links, links[::-1]):
            sheet = pathlib.Path(name) / "sheet.json"
            sheet.write_text(json.dumps({**SHEET, "facts": numbers, "pages": [{"body": [{"alt": "auto", "chart": {"sankey": links_now, "as-table": True}}]}]}))
            run("render", sheet, "-o", pathlib.Path(name) / "out.trace", "--profile", "screen", "--draft")
            text = (pathlib.Path(name) / "out.trace").read_text()
            expect("Flow diagram: " in text and "A to B 5" in text and "T to B 10" in text, text[:600])
        sheet.write_text(json.dumps({**SHEET, "facts": numbers, "pages": [{"body": [
            {"alt": "auto", "chart": {"sankey": [links[0], {"from": "b", "to": "a", "value": "ten"}]}}]}]}))
        done = run("render", sheet, "-o", pathlib.Path(name) / "x.trace", "--draft", ok=False)
        expect("lead in a circle" in done.stderr, done.stderr)


def north_is_up_where_a_conic_is_viewed():
    with scratch() as name:
        (pathlib.Path(name) / "land.json").write_text(json.dumps(SQUARE))
        chart = {"map": "land", "fills": {"land": "Black"}, "projection": "albers",
                 "points": {"table": "rows", "name": "n", "longitude": "x", "latitude": "y", "swatch": "Red", "radius": 2},
                 "view": {"longitude": -80, "latitude": 30, "left": 100, "top": 100, "scale": 2}}
        sheet = sheet_of(name, chart, "n,x,y\na,-80,20\nb,-80,40\n", shapes={"land": {"file": "land.json", "name": "name", "source": "us"}})
        out = pathlib.Path(name) / "out.trace"
        run("render", sheet, "-o", out, "--draft")
        dots = re.findall(r"^ *fill shape ([\d.]+) ([\d.]+) .* Red", out.read_text(), re.M)
        expect(len(dots) == 2 and dots[0][0] == dots[1][0], f"one meridian, one above the other: {dots}")


def the_unknown_of_two_has_a_dash():
    pair = {name: {"table": "rows", "sum": name, "by": "who", "unit": "count"} for name in ("out", "back")}
    trace = trace_of({"dots": ["out", "back"]}, "who,out,back\na,8,\nb,5,7\n", series=pair)
    runs = {m[1]: (float(m[2]), float(m[3])) for m in re.finditer(r'^run "(.*?)" .*? at ([\d.]+) ([\d.]+)', trace, re.M)}
    expect("\u2013" in runs and abs(runs["\u2013"][1] - runs["8"][1]) < 0.01, f"a dash on the row of the 8: {runs}")
    expect(runs["\u2013"][0] > runs["8"][0] + 4, f"behind it: {runs}")


def ranges_say_both_ends():
    numbers = facts(five=5, ten=10, seven=7)
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        sheet.write_text(json.dumps({**SHEET, "facts": numbers, "pages": [{"body": [
            {"alt": "auto", "chart": {"dots": [{"name": "a", "low": "five", "high": "ten", "value": "seven"}, {"name": "b", "value": "five"}]}}]}]}))
        out = pathlib.Path(name) / "x.trace"
        run("render", sheet, "-o", out, "--draft")
        expect(re.search(r'alt "[^"]*5 to 10', out.read_text()), "what is drawn is said")


def runs_of(trace):
    return [(m[1].replace("\u00a0", " "), float(m[2]), float(m[3])) for m in re.finditer(r'^ *run "(.*?)" .*? at (-?[\d.]+) (-?[\d.]+)', trace, re.M)]


def money(rows, chart, language="en-US", **more):
    series = {"out": {"table": "rows", "sum": "v", "over": "year", "unit": "USD"}, "back": {"table": "rows", "sum": "w", "over": "year", "unit": "USD"}}
    if "who" in rows.split("\n")[0]:
        series["by-who"] = {"table": "rows", "sum": "v", "by": "who", "unit": "USD"}
    return runs_of(trace_of(chart, rows, series=series, languages=[language], **more))


BILLIONS = "year,v,w\n2020,250000000,-100000000\n2021,800000000,400000000\n2022,1000000000,900000000\n"


def rows_of_bars_of_all_kinds_begin_on_one_level():
    marks = [{"name": "a", "value": "ten"}, {"name": "b", "value": "five"}]
    kinds = {"bars": marks, "bullet": [{**mark, "target": "ten"} for mark in marks], "dots": marks}
    with scratch() as name:
        sheet, out = pathlib.Path(name) / "sheet.json", pathlib.Path(name) / "out.trace"
        row = [{"alt": "auto", "chart": {kind: items, "colors": ["Red"]}} for kind, items in kinds.items()]
        sheet.write_text(json.dumps({**SHEET, "facts": facts(ten=10, five=5), "pages": [{"body": [{"row": row}]}]}))
        run("render", sheet, "-o", out, "--draft")
        trace = out.read_text()
    levels = {y for word, _, y in runs_of(trace) if word == "A"}
    expect(len(levels) == 1, f"{levels}")
    levels = [y for word, _, y in runs_of(trace) if word == "B"]
    expect(levels[0] == levels[1], f"bars of both kinds are as thick: {levels}")


def ticks_are_no_parts_of_a_thousand():
    """Where no value beside them is in thousands."""
    rows = "year,v,w\n2020,700,0\n2021,1300,0\n2022,1150,0\n"
    for chart, ticks in (({"line": ["out"], "ends": "none"}, ["$500", "$1,000"]), ({"columns": "out", "axis": True}, ["$500", "$1,000"]),
                         ({"line": ["out"], "ends": "name-and-value"}, ["$0.5K", "$1.0K"])):
        words = [word for word, _, _ in money(rows, {**chart, "values": "short"})]
        expect(all(tick in words for tick in ticks), f"{chart}: {words}")
    words = [word for word, _, _ in money(rows.replace("1300", "3300"), {"line": ["out"], "ends": "none", "values": "short"})]
    expect("$1K" in words and "$3K" in words, f"whole ones are short: {words}")


def moments_under_columns_stand_apart():
    months = [f"{2015 + i // 12}-{i % 12 + 1:02}" for i in range(113)]
    years = [str(1824 + i) for i in range(201)]
    for times, bars in itertools.product((months, years), ("out", ["out", "back"])):
        rows = "year,out,back\n" + "".join(f"{time},{i % 90},{i % 90}\n" for i, time in enumerate(times))
        with scratch() as name:
            sheet = sheet_of(name, {"columns": bars, "axis": True}, rows, series=PAIR)
            said = run("check", sheet, "--draft").stderr
            expect("label-distance" not in said, f"{len(times)} moments, {bars}: {said}")


def values_of_an_axis_have_one_magnitude():
    words = [word for word, _, _ in money(BILLIONS, {"line": ["out"], "ends": "name"})]
    expect({"$0.25B", "$0.50B", "$0.75B", "$1.00B"} <= set(words) and not any("M" in word for word in words), f"{words}")
    words = [word for word, _, _ in money(BILLIONS, {"columns": ["out", "back"], "axis": True})]
    expect({"\u2212$0.5B", "$0.5B", "$1.0B"} & set(words) and not any("M" in word for word in words), f"{words}")


def an_axis_has_the_magnitude_of_the_values_at_its_lines():
    rows = "year,v,w\n2022,700000000000,750000000000\n2023,720000000000,770000000000\n2024,761200000000,839900000000\n"
    for ends, format, wanted in ("name-and-value", "short", "$1,500B"), ("name", "short", "$1.5T"), ("name-and-value", "full", "$1.5T"):
        words = [word for word, _, _ in money(rows, {"area": ["out", "back"], "ends": ends, "values": format})]
        expect(wanted in words, f"{ends} {format}: {words}")
    words = [word for word, _, _ in money(rows, {"area": ["out", "back"], "values": "short"}, "es-MX")]
    expect(words.count("mil millones") == 1 and {"$1,500", "$839.9"} <= set(words), f"{words}")


def a_magnitude_word_stands_once_over_the_axis():
    for chart in {"line": ["out"], "ends": "name"}, {"columns": ["out", "back"], "axis": True}, {"columns": "out", "axis": True}:
        runs = money(BILLIONS, chart, "es-MX")
        unit = [run for run in runs if run[0] == "mil millones"]
        values = [run for run in runs if run[0].startswith(("$", "\u2212$"))]
        expect(len(unit) == 1 and {"$1.0", "$1.00"} & {run[0] for run in values}, f"{chart}: {runs}")
        expect(all(unit[0][2] < run[2] - 2 for run in values), f"over them: {runs}")
        expect(not any("millones" in run[0] for run in values), f"{runs}")


def posts_that_end_at_nought_say_so():
    rows = "year,v,w\n2019,10000000,20000000\n2024,30000000,10000000\n"
    words = [run[0] for run in money(rows, {"slope": ["out", "back"], "from": 2019, "to": 2024})]
    expect("$0" in words, f"{words}")
    words = [run[0] for run in money(rows.replace("20000000", "200000"), {"slope": ["out", "back"], "from": 2019, "to": 2024})]
    expect("$0" not in words, f"a value stands there: {words}")
    words = [run[0] for run in money(rows, {"slope": ["out", "back"], "from": 2019, "to": 2024, "zero": False})]
    expect("$0" not in words, f"it is not there: {words}")


def what_is_left_of_a_length_is_seen_on_any_ground():
    tints = []
    inks = {"Deep": {"ink": "C100 M60", "dark": True}, "Light": {"ink": "C60 M15"}, "Pale": {"ink": "C10 M2"}, **SHEET["swatches"]}
    for ground in None, "Pale":
        with scratch() as name:
            frame = {"alt": "auto", "chart": {"bullet": [{"name": "a", "value": "half"}, {"name": "b", "value": "half"}]}}
            body = [{**({"ground": ground} if ground else {}), "stack": [frame]}]
            sheet = pathlib.Path(name) / "sheet.json"
            half = {"half": {"value": 0.5, "unit": "share", "source": "us"}}
            sheet.write_text(json.dumps({**SHEET, "swatches": inks, "facts": half, "pages": [{"body": body}]}))
            run("render", sheet, "-o", pathlib.Path(name) / "out.trace", "--draft")
            tints += set(re.findall(r"^fill .* Light (\d+)%", (pathlib.Path(name) / "out.trace").read_text(), re.M))
    expect(len(tints) == 2 and int(tints[0]) < int(tints[1]), f"a tint on paper, a deeper one on a pale ground: {tints}")


FOUR = "who,year,v,w\nA,2024,281200000000,157600000000\nB,2024,97800000000,64300000000\nC,2024,32300000000,2300000000\nD,2024,{},0\n"


def of_four(chart, last, language="es-MX"):
    """What is printed of four, of which the last has this value; marks first, in their order on the page."""
    series = {name: {"table": "rows", "sum": column, "by": "who", "over": "year", "unit": "USD"} for name, column in (("out", "v"), ("back", "w"))}
    return runs_of(trace_of({**chart, "at": 2024, "values": "short"}, FOUR.format(last), series=series, languages=[language]))


def words_that_all_values_have_stand_once_over_the_marks():
    pair = ["out", "back"]
    for chart in ({"bars": "out"}, {"columns": "out"}, {"dots": "out"}, {"bars": pair}, {"bars": pair, "arrange": "diverging"}, {"dots": pair},
                  {"columns": pair, "arrange": "stacked"}):
        runs = of_four(chart, 21500000000)
        unit = [run for run in runs if "millones" in run[0]]
        values = [run for run in runs if run[0].startswith("$")]
        expect([run[0] for run in unit] == ["mil millones"] and "$281.2" in [run[0] for run in values], f"{chart}: {runs}")
        expect(all(unit[0][2] < run[2] - 2 for run in values), f"{chart}: over them: {runs}")
    heads = {run[0]: run for run in of_four({"bars": pair, "arrange": "diverging"}, 21500000000)}
    expect(heads["mil millones"][1] + 40 < heads["out"][1] and heads["mil millones"][2] == heads["out"][2], f"in one row: {heads}")


def words_stand_once_over_slopes_nodes_and_ribbons():
    rows = "year,v,w\n2019,614500000000,612100000000\n2024,839900000000,761200000000\n"
    stats = {name: {"total": series, "at": at} for name, series, at in (("new", "out", 2024), ("old", "out", 2019), ("less", "back", 2024))}
    links = [{"from": "a", "to": "b", "value": "new"}, {"from": "b", "to": "a2", "value": "less"}]
    ribbons = [{"name": "a", "value": "new"}, {"name": "b", "value": "old"}, {"name": "a2", "value": "less"}]
    ends = {"origin": {"label": "a"}, "destination": {"label": "b"}}
    for chart in {"slope": ["out", "back"], "from": 2019, "to": 2024}, {"sankey": links}, {"flow": ribbons, **ends}, {"flow": ribbons, "head": "a", **ends}:
        runs = money(rows, {**chart, "values": "short"}, "es-MX", stats=stats, copy={"title": "T", "a": "A", "b": "B", "a2": "C"})
        unit = [run for run in runs if "millones" in run[0]]
        values = [run for run in runs if run[0].startswith("$") and run[0] != "$0"]
        expect([run[0] for run in unit] == ["mil millones"] and len(values) >= 3, f"{chart}: {runs}")
        expect(all(unit[0][2] < run[2] - 2 for run in values), f"{chart}: over them: {runs}")


def the_first_of_paired_bars_has_the_words_of_all():
    rows = "year,v,w\n2019,256400000000,358100000000\n2024,334000000000,%d\n"
    rises = {f"{name}-rise": {"growth": name, "from": 2019, "to": 2024} for name in ("out", "back")}
    stats = {"sold": {"total": "out", "at": 2024}, "bought": {"total": "back", "at": 2024}, **rises}
    chart = {"paired": [{"name": "a", "value": "sold", "growth": "out-rise"}, {"name": "b", "value": "bought", "growth": "back-rise"}], "values": "short"}
    for bought, wanted in (505900000000, "$505.9"), (505900000, "$0.5"), (50590000, "$50.6 millones"):
        words = [word for word, _, _ in money(rows % bought, chart, "es-MX", stats=stats)]
        expect({"$334.0 mil millones", wanted} <= set(words), f"{words}")


def the_largest_of_areas_has_the_words_of_all():
    words = [run[0] for run in of_four({"treemap": "out"}, 21500000000)]
    expect({"$281.2 mil millones", "$97.8", "$32.3", "$21.5"} <= set(words), f"{words}")


def printed(chart, values, language="en-US", **more):
    """What is printed of values in millions of dollars, of rows A, B, C ..."""
    rows = "who,v,w,year\n" + "".join(f"{name},{value}000000,1,2020\n" for name, value in zip("ABCDEFGHIJ", values))
    return [word for word, _, _ in money(rows, chart, language, **more) if "$" in word or "illion" in word or "illon" in word]


def areas_have_one_magnitude_which_the_largest_says():
    uneven, chart = [900, 800, 700, 2000, 600, 500], {"treemap": "by-who", "values": "long"}
    for language, word in ("en-US", "million"), ("es-MX", "millones"):
        how = "long" if language == "en-US" else "short"
        for more in {"sort": "as-given"}, {"sort": "largest-first"}:
            words = printed({**chart, **more, "values": how}, uneven, language)
            expect({f"$2,000 {word}", "$900", "$500"} <= set(words), f"one magnitude for all, {language} {more}: {words}")
        words = printed({**chart, "values": how, "top": 4, "others": "a"}, [800, 700, 600, 500, 450, 400, 350], language)
        expect({f"$1,200 {word}", "$800"} <= set(words), f"{language}, others are the largest: {words}")
    items = [{"name": "ab"[i % 2], "value": f"n{i}"} for i in range(len(uneven))]
    numbers = {f"n{i}": {"value": value * 10**6, "unit": "USD", "source": "us"} for i, value in enumerate(uneven)}
    words = printed({"treemap": items, "sort": "as-given", "values": "long"}, uneven, facts=numbers)
    expect({"$800", "$2,000 million"} <= set(words), f"items: {words}")
    words = printed(chart, [900, 800, 700, 600, 500])
    expect(words == ["$900 million", "$800", "$700", "$600", "$500"], f"one word of all: {words}")


def words_that_most_values_have_are_the_same_in_any_order():
    for sort in "largest-first", "smallest-first":
        words = printed({"bars": "by-who", "values": "long", "sort": sort}, [12100000, 700, 600, 500, 400])
        expect(words.count("million") == 1 and "$12.1 trillion" in words and "$700.0" in words, f"{sort}: {words}")
    words = printed({"bars": "by-who", "values": "long", "sort": "as-given"}, [3000, 12100000, 5000, 60, 7000, 8000, 9000, 2000])
    expect(words.count("billion") == 1 and {"$3.0", "$12.1 trillion", "$60.0 million"} <= set(words), f"three kinds: {words}")


def bars_have_one_magnitude_where_it_prints_them_all():
    for sort in "largest-first", "smallest-first":
        words = printed({"bars": "by-who", "values": "long", "sort": sort}, [1200, 700, 600, 500, 400])
        expect(words.count("million") == 1 and {"$1,200", "$700", "$400"} <= set(words), f"{sort}: {words}")
    expect(printed({"bars": "by-who", "values": "short"}, [1031800, 203100, 80000]) == ["$1,031.8B", "$203.1B", "$80.0B"], "four digits")
    expect(printed({"bars": "by-who", "values": "short"}, [10310000, 203100, 80000]) == ["$10.3T", "$0.2T", "$80.0B"], "but not five")
    expect(printed({"bars": "by-who", "values": "short"}, [6500, 2300, 12]) == ["$6.5B", "$2.3B", "$12.0M"], "none below a tenth")
    rows = "who,v,w,year\nA,1031800000000,1,2020\nB,203100000000,1,2020\nC,80000000000,1,2020\n"
    ends = {"origin": {"label": "a"}, "destination": {"label": "b"}}
    for language, unit, most in ("en-US", None, "$1,031.8B"), ("es-MX", "mil millones", "$1,031.8"):
        words = [word for word, _, _ in money(rows, {"flow": "by-who", "values": "short", **ends}, language)]
        expect(most in words and (not unit or words.count(unit) == 1) and "billón" not in " ".join(words), f"{language}: {words}")
    stats = {name: {"sql": f"select {value}", "unit": "USD", "format": "short", "sources": ["us"]} for name, value in (("big", 1031800000000), ("less", 203100000000), ("least", 80000000000))}
    chart = {"bars": [{"name": "a", "value": "big"}, {"name": "b", "value": "less"}, {"name": "a2", "value": "least"}]}
    words = [word for word, _, _ in money(rows, chart, stats=stats, copy={"title": "T", "a": "A", "b": "B", "a2": "C"})]
    expect({"$1,031.8B", "$203.1B", "$80.0B"} <= set(words), f"items: {words}")


def mil_stands_over_no_millones():
    rows = "who,v,w,year\nA,27012,1,2020\nB,28010,1,2020\nC,95040,1,2020\nD,%d,1,2020\n"
    for sort in "largest-first", "smallest-first":
        chart = {"bars": "by-who", "sort": sort}
        words = {word for word, _, _ in money(rows % 5100000, chart, "es-MX")}
        expect({"$5.1 millones", "$95 mil", "$28 mil", "$27 mil"} <= words and "mil" not in words, f"{sort}: {words}")
        words = {word for word, _, _ in money(rows % 44000, chart, "es-MX")}
        expect({"mil", "$95", "$44"} <= words, f"{sort}, over thousands alone: {words}")


def words_stand_once_where_more_than_two_in_three_values_have_them():
    for millions, trillions, once in (2, 0, False), (3, 0, True), (3, 1, True), (4, 2, False), (5, 2, True), (6, 3, False), (7, 3, True):
        values = [100 + i for i in range(millions)] + [1000000 * (i + 12) for i in range(trillions)]  # which millions could not print
        for order in values, values[::-1]:
            rows = {"bars": "by-who", "values": "long", "sort": "as-given"}
            words = printed(rows, order)
            expect(("million" in words) == once and len(words) == len(values) + once, f"{millions} and {trillions}: {words}")


def words_that_only_some_values_have_stay_with_them():
    words = [run[0] for run in of_four({"bars": "out"}, 2500000)]
    expect({"mil millones", "$281.2", "$2.5 millones"} <= set(words), f"one of four says its own: {words}")
    words = [run[0] for run in of_four({"bars": "out"}, 45800)]
    expect({"$281.2 mil millones", "$45,800"} <= set(words), f"figures would seem to be thousands of millions: {words}")
    words = [run[0] for run in of_four({"bars": "out"}, 21500000000, "en-US")]
    expect("$281.2B" in words, f"a letter takes no room: {words}")


def bars_are_as_long_as_their_own_values_let_them():
    chart, lengths = {"bars": "out", "colors": ["Red"], "at": 2024, "values": "short"}, []
    for last in 21500000000, 2500000:  # of words that the others have, too, and of its own
        trace = trace_of(chart, FOUR.format(last), series={"out": {"table": "rows", "sum": "v", "by": "who", "over": "year", "unit": "USD"}}, languages=["es-MX"])
        lengths.append(max(box[2] for box in boxes(trace, "Red")))
    expect(abs(lengths[0] - lengths[1]) < 0.02, f"the long words of a short bar take nothing from the others: {lengths}")


def ends_of_lines_leave_out_what_stands_over_the_axis():
    alike, chart = BILLIONS.replace("900000000", "1100000000"), {"line": ["out", "back"], "values": "short"}
    words = [run[0] for run in money(alike, chart, "es-MX")]
    expect(words.count("mil millones") == 1 and {"$1.0", "$1.1"} <= set(words), f"{words}")
    words = [run[0] for run in money(alike, {**chart, "values": "long"}, "es-MX")]
    expect(sum("millones de" in word for word in words) == 2, f"dollars are not over it: {words}")
    words = [run[0] for run in money(BILLIONS, chart, "es-MX")]
    expect(words.count("mil millones") == 1 and {"$1.0", "$0.9"} <= set(words), f"one magnitude for all ends: {words}")
    words = [run[0] for run in money(BILLIONS.replace("900000000", "9000000"), chart, "es-MX")]
    expect({"$1 mil millones", "$9 millones"} <= set(words), f"too far apart for one: {words}")


def the_unit_of_an_axis_keeps_off_a_mark():
    chart = {"line": ["out"], "ends": "name", "mark": [{"at": 2021, "label": "a"}]}
    for label, apart in ("B", False), ("A name of a mark so long that it reaches from the middle to the unit", True):
        runs = money(BILLIONS, chart, "es-MX", copy={**SHEET["copy"], "a": label})
        unit, mark = ([run for run in runs if run[0] == word][0] for word in ("mil millones", label))
        expect((unit[2] < mark[2] - 8) == apart and (apart or unit[2] == mark[2]), f"{runs}")


def what_diverges_prints_no_sign():
    gains = "year,v,w\n2020,250000000,100000000\n2021,800000000,400000000\n2022,1000000000,900000000\n"
    words = [word for word, _, _ in money(gains, {"columns": ["out", "back"], "arrange": "diverging", "axis": True})]
    expect("$0.5B" in words and not any("\u2212" in word for word in words), f"{words}")
    expect(words.count("$0.5B") == 2, f"over and under nought: {words}")


def wide_ends_of_lines_stand_in_two_lines():
    for language, how, rows in ("en-US", "short", 1), ("es-MX", "long", 2):
        runs = money(BILLIONS, {"line": ["out"], "labels": "ends", "values": how}, language, copy={**SHEET["copy"], "ends": {"out": "Exportaciones de bienes"}})
        name = [run for run in runs if run[0] == "Exportaciones de bienes"][0]
        value = [run for run in runs if run[0] == {"en-US": "$1B", "es-MX": "1 mil millones de d\u00f3lares"}[language] and run[1] >= name[1]][0]
        expect((value[2] > name[2] + 8, value[1] == name[1]) == (rows == 2, rows == 2), f"{language}: {runs}")


def bounds_of_classes_share_a_magnitude():
    shapes = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [[[x, 10], [x + 9, 10], [x + 9, 20], [x, 20], [x, 10]]]}}
        for name, x in zip("ABCD", (-120, -110, -100, -90))]}
    rows = "who,v,w,year\nA,150700000,1,2020\nB,5700000000,1,2020\nC,13300000000,1,2020\nD,356300000000,1,2020\n"
    for language, wanted in ("en-US", ["$0.2B", "$5.7B", "$356.3B"]), ("es-MX", ["$0.2", "$5.7", "$356.3 mil millones"]):
        with scratch() as name:
            (pathlib.Path(name) / "land.json").write_text(json.dumps(shapes))
            chart = {"map": "land", "fill-by": "by-who", "ramp": ["Red 50%", "Red"], "classes": "quantile"}
            runs = money(rows, chart, language, shapes={"land": {"file": str(pathlib.Path(name) / "land.json"), "name": "name", "source": "us"}})
            expect([run[0] for run in runs if run[0].startswith("$")] == wanted, f"{runs}")
            expect(len({run[2] for run in runs if run[0].startswith("$")}) == 1, f"on one level: {runs}")


def numbers_of_items_have_as_many_digits_but_for_quoted_ones():
    rows = "year,v,w\n2019,200000000000,300000000000\n2020,334000000000,505900000000\n"
    sums = {"sold": {"total": "out", "at": 2020}, "bought": {"total": "back", "at": 2020}}
    grown = {f"{name}-rise": {"growth": series, "from": 2019, "to": 2020} for name, series in (("sold", "out"), ("bought", "back"))}
    paired = {"paired": [{"name": "a", "value": "sold", "growth": "sold-rise"}, {"name": "b", "value": "bought", "growth": "bought-rise"}]}
    words = [word for word, _, _ in money(rows, paired, stats={**sums, **grown})]
    expect("$334.0B" in words and "$505.9B" in words, f"{words}")
    quoted = {"said": {"value": 334e9, "unit": "USD", "source": "us"}}
    words = [word for word, _, _ in money(rows, {"bars": [{"name": "a", "value": "said"}, {"name": "b", "value": "bought"}]}, stats=sums, facts=quoted)]
    expect("$334B" in words and "$505.9B" in words, f"what a source says: {words}")


def thousands_are_in_figures_where_one_of_them_is():
    rows = "who,v,w,year\nA,%d,1,2020\nB,28010,1,2020\nC,95040,1,2020\nD,%d,1,2020\n"
    for chart in {"bars": "by-who"}, {"table": ["by-who"]}:
        words = [word for word, _, _ in money(rows % (27312, 1900), chart, "es-MX")]
        expect(["$95,000", "$28,000", "$27,300", "$1,900"] == [word for word in words if word[0] == "$"], f"{chart}: {words}")
        for language in "es-MX", "en-US":
            words = [word for word, _, _ in money(rows % (27312, 900), chart, language)]
            expect(["$95,040", "$28,010", "$27,312", "$900"] == [word for word in words if word[0] == "$"], f"to the unit beside 900: {chart}: {words}")
        words = [word for word, _, _ in money(rows % (27012, 44000), chart, "es-MX")]
        expect("mil" in " ".join(words) and not any("," in word for word in words), f"all are whole: {words}")
    words = [word for word, _, _ in money(rows % (27012, 5100000), {"bars": "by-who"}, "es-MX")]
    expect({"$5.1 millones", "$28 mil"} <= set(words), f"no noughts behind a point: {words}")


def a_row_of_several_units_down_says_its_magnitude_once():
    rows = "year,v,w\n2019,200000000000,30000000000\n2020,334000000000,%d\n"
    stats = {"sold": {"total": "out", "at": 2020}, "bought": {"total": "back", "at": 2020},
             "sold-rise": {"growth": "out", "from": 2019, "to": 2020}, "bought-rise": {"growth": "back", "from": 2019, "to": 2020}}
    table = {"table": [{"name": "a", "values": ["sold", "bought"]}, {"name": "b", "values": ["sold-rise", "bought-rise"]}]}
    words = [word for word, _, _ in money(rows % 45e9, table, "es-MX", stats=stats)]
    expect(" (mil millones)" in words and {"$334", "$45"} <= set(words), f"{words}")
    words = [word for word, _, _ in money(rows % 450e6, table, "es-MX", stats=stats)]
    expect(" (mil millones)" in words and "$0.5" in words, f"in one magnitude: {words}")
    words = [word for word, _, _ in money(rows % 4e6, table, "es-MX", stats=stats)]
    expect(" (mil millones)" in words and "$0.004" in words, f"with the digits that it takes: {words}")
    words = [word for word, _, _ in money(rows % 400e3, table, "es-MX", stats=stats)]
    expect("A" in words and {"mil millones", "mil"} <= set(words), f"too small for it: {words}")
    words = [word for word, _, _ in money(rows % 45e9, table, stats=stats)]
    expect("A" in words and "$45B" in words, f"a letter stays: {words}")
    words = [word for word, _, _ in money(rows % 45.6e9, table, stats=stats)]
    expect({"$334.0B", "$45.6B"} <= set(words), f"as many digits: {words}")


def a_key_of_sizes_says_its_magnitude_once():
    rows = "x,y,v,n\n-100,20,281000000000,a\n-90,30,40000000000,b\n"
    with scratch() as name:
        (pathlib.Path(name) / "land.json").write_text(json.dumps(SQUARE))
        chart = {"map": "land", "fills": {"land": "Black"}, "points": {"table": "rows", "name": "n", "longitude": "x", "latitude": "y", "swatch": "Red",
                                                                      "radius": 20, "size": "v", "unit": "USD"}}
        words = [word for word, _, _ in runs_of(trace_of(chart, rows, languages=["es-MX"], shapes={
            "land": {"file": str(pathlib.Path(name) / "land.json"), "name": "name", "source": "us"}}))]
    expect([word for word in words if word.startswith("$")] == ["$200", "$50", "$10 mil millones"], f"{words}")


def side_by_side(charts, rows, language="es-MX", **more):
    """The trace of charts in a row, each under a line of words."""
    series = {name: {"table": "rows", "sum": name, "over": "year", "unit": "count"} for name in ("few", "many")}
    with scratch() as name:
        cells = [{"gap": 2, "stack": [{"text": "a", "style": "body"}, {"height": 140, "alt": "auto", "chart": chart}]} for chart in charts]
        sheet = sheet_of(name, charts[0], rows, series=series, languages=[language], **more)
        whole = json.loads(sheet.read_text())
        sheet.write_text(json.dumps({**whole, "pages": [{"body": [{"row": cells}]}]}))
        out = pathlib.Path(name) / "out.trace"
        run("render", sheet, "-o", out, "--draft")
        return out.read_text()


def plots_side_by_side_begin_on_one_level():
    rows = "year,few,many\n2020,300,3000000\n2021,500,5000000\n2022,400,4000000\n"
    for kind in "area", "line":
        pair = [{kind: [name], "ends": "none", "colors": ["Red"]} for name in ("few", "many")]
        for language, words in ("es-MX", 1), ("en-US", 0):
            trace = side_by_side(pair, rows, language)
            tops = [float(y) for y in re.findall(r"^(?:fill|stroke) shape [\d.]+ ([\d.]+) \d\d\S+ .* Red", trace, re.M)]
            expect(trace.count('"millones"') == words and len(tops) == 2 and abs(tops[0] - tops[1]) < 0.02, f"{kind} {language}: {tops}")
    columns = [{"columns": [name], "axis": True, "colors": ["Red"]} for name in ("few", "many")]
    tops = [min(y for x, y, w, h in boxes(side_by_side([columns[0], chart], rows), "Red")) for chart in columns]
    expect(tops[1] > tops[0] + 5, f"they have no rooms when nobody needs them: {tops}")
    red = boxes(side_by_side(columns, rows), "Red")
    expect(abs(red[1][1] - red[4][1]) < 0.02, f"the highest of both: {red}")


def charts_of_one_scale_in_a_row_say_their_unit_each():
    """A chart is read alone, too: "$75" without its "billion" would be another number."""
    rows = "year,few,many\n2020,300,3000000\n2021,500,5000000\n2022,400,4000000\n"
    for kind in ({"area": ["few"], "ends": "none"}, {"line": ["few"], "ends": "none"}, {"columns": ["few"], "axis": True}):
        own = next(iter(kind))
        low, high, alone = {**kind, "scale": "s"}, {**kind, own: ["many"], "scale": "s"}, {**kind, own: ["many"]}
        for charts, said in ([low, high, high], 3), ([alone, alone], 2), ([high, {**high, "scale": "t"}], 2):
            trace = side_by_side(charts, rows)
            places = [(float(x), float(y)) for x, y in re.findall(r'^run "millones" .*? at ([\d.]+) ([\d.]+) ', trace, re.M)]
            expect(len(places) == said and len({y for _, y in places}) == 1, f"{charts}: {places}")
        noughts = {y for word, _, y in runs_of(side_by_side([low, high], rows)) if word == "0"}
        expect(len(noughts) == 1, f"{own}: plots end on one level: {noughts}")


def keys_of_maps_side_by_side_stand_on_one_level():
    rows = "x,y,v,n,x2,y2,few,many,year\n-100,20,281,a,-90,30,1,1,2020\n-90,30,40,b,-100,20,1,1,2020\n"
    with scratch() as name:
        (pathlib.Path(name) / "land.json").write_text(json.dumps(SQUARE))
        shapes = {"land": {"file": str(pathlib.Path(name) / "land.json"), "name": "name", "source": "us"}}
        land = {"map": "land", "fills": {"land": "Black"}}
        dots = {**land, "points": {"table": "rows", "name": "n", "longitude": "x", "latitude": "y", "swatch": "Red", "radius": 20, "size": "v", "unit": "USD"}}
        ways = {**land, "routes": {"table": "rows", "from-longitude": "x", "from-latitude": "y", "to-longitude": "x2", "to-latitude": "y2", "value": "v",
                                   "swatch": "Red", "width": 8, "unit": "USD"}}
        levels = {y for word, _, y in runs_of(side_by_side([dots, ways], rows, "en-US", shapes=shapes)) if word[0] == "$"}
    expect(len(levels) == 1, f"{levels}")


def a_text_number_says_what_is_stressed():
    rows = "who,v,w,year\nA,3,1,2020\nB,2,1,2020\nC,1,1,2020\n"
    series = {"by-who": {"table": "rows", "sum": "v", "by": "who", "unit": "count"}}
    lead = {"lead": {"sql": "select 'B'", "unit": "text", "sources": ["us"]}, "three": {"sql": "select 3", "unit": "count", "sources": ["us"]}}
    bars = {"bars": "by-who", "colors": ["Black"], "highlight-color": "Red"}
    for name, wide in ("lead", 2 / 3), ("C", 1 / 3), ("three", None):
        trace = trace_of({**bars, "highlight": name}, rows, series=series, stats=lead)
        red, most = boxes(trace, "Red"), max(box[2] for box in boxes(trace, "(?:Black|Red)"))
        expect([round(box[2] / most, 2) for box in red] == ([round(wide, 2)] if wide else []), f"{name}: {red} of {most}")
    words = [word for word, _, _ in runs_of(trace_of({"table": ["by-who"], "top": 2, "highlight": "lead"}, "".join(reversed(rows.splitlines(True)[1:])).join(
        [rows.splitlines(True)[0], ""]).replace("B,2", "B,0"), series=series, stats=lead))]
    expect("3  B" in words, f"it stays in the table, with its place: {words}")


BY_WHO = {"by-who": {"table": "rows", "sum": "v", "by": "who", "unit": "count"}}
PARAM = {"who": {"type": "text", "default": "B"}}


def others_have_the_colour_of_all_that_are_not_named():
    rows = "who,v\nA,4\nB,2\nC,1\n"
    for colors in ({"B": "Red", "others": "Black"}, {"{who}": "Red", "others": "Black"}):
        trace = trace_of({"bars": "by-who", "colors": colors}, rows, series=BY_WHO, params=PARAM)
        red, black = boxes(trace, "Red"), boxes(trace, "Black")
        lengths = [round(box[2] / black[0][2], 2) for box in (*red, *black)]
        expect(lengths == [0.5, 1, 0.25], f"{colors}: {lengths}")


def the_stressed_line_lies_over_the_others_and_is_heavier():
    rows = "who,year,v\n" + "".join(f"{who},{year},{value}\n" for who, value in (("A", 4), ("B", 2), ("C", 1)) for year in (2020, 2021))
    series = {"by-who": {**BY_WHO["by-who"], "over": "year"}}
    trace = trace_of({"line": "by-who", "highlight": "{who}", "highlight-color": "Red", "colors": {"others": "Black"}}, rows, series=series, params=PARAM)
    strokes = [(ink, float(width)) for ink, width in re.findall(r"^stroke .* (Red|Black) width ([\d.]+)", trace, re.M)]
    lines = [stroke for stroke in strokes if stroke[1] > 1]
    expect(lines == [("Black", 1.25), ("Black", 1.25), ("Red", 2.0)], f"{strokes}")


def a_pale_line_may_be_known_by_its_number_in_words():
    rows = "who,year,v\n" + "".join(f"{who},{year},{value}\n" for who, value in (("A", 4), ("B", 2)) for year in (2020, 2021))
    series = {"by-who": {**BY_WHO["by-who"], "over": "year"}}
    pale = {**SHEET["swatches"], "Pale": {"ink": "Y20"}}
    for ends, told in ("name-and-value", 0), ("name", 1):
        with scratch() as name:
            done = run("check", sheet_of(name, {"line": "by-who", "colors": {"others": "Pale"}, "ends": ends}, rows, series=series, swatches=pale), ok=False)
        expect(done.stderr.count("[contrast-marks]") == told, f"{ends}: {done.stderr}")
    expect("so it is with 1 more of the chart [contrast-marks]" in done.stderr, f"both lines: {done.stderr}")


def row_of_callouts(language, numbers, stats, *options):
    """The trace of a row of callouts."""
    callout = {"slots": {"value": {"type": "number"}}, "frame": {"value": "{value}", "style": "body"}}
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        sheet.write_text(json.dumps({**SHEET, "languages": [language], "components": {"callout": callout}, "facts": numbers, "stats": stats,
                                     "pages": [{"body": [{"repeat": "callout", "across": 4, "for": [*numbers, *stats]}]}]}))
        out = pathlib.Path(name) / "out.trace"
        run("render", sheet, "-o", out, "--draft", *options)
        return out.read_text()


def callouts(*what):
    return [m.replace("\u00a0", " ").strip() for m in re.findall(r'^run "(.*?)" ', row_of_callouts(*what), re.M)]


def callouts_beside_each_other_have_as_many_digits():
    def sums(**values):
        return {name: {"sql": f"select {value}", "unit": "count", "format": "short", "sources": ["us"]} for name, value in values.items()}
    expect(callouts("en-US", {}, sums(a=2200000, b=1000000, c=14)) == ["2.2M", "1.0M", "14"], "a million beside millions and tenths")
    expect(callouts("en-US", {}, sums(a=2000000, b=1000000)) == ["2M", "1M"], "no digits where none has any")
    tagged = row_of_callouts("en-US", {}, sums(a=2200000, b=1000000), "--profile", "screen").replace("\u00a0", " ")
    expect('expansion "2.2 million"' in tagged and 'expansion "1 million"' in tagged, "each says its magnitude in words\n" + tagged)
    quoted = {"said": {"value": 2000000, "unit": "count", "source": "us"}}
    expect(callouts("en-US", quoted, sums(a=2200000)) == ["2M", "2.2M"], "a source is quoted")
    other = {"b": {"sql": "select 3000000", "unit": "USD", "format": "short", "sources": ["us"]}}
    expect(callouts("en-US", {}, {**sums(a=2200000), **other}) == ["2.2M", "$3M"], "another unit")
    words = callouts("es-MX", {}, sums(a=27312, b=28010))
    expect(words == ["27,300", "28,000"], f"thousands in figures: {words}")


CASES = [case for case in list(globals().values()) if inspect.isfunction(case) and case.__module__ == __name__ and not inspect.signature(case).parameters]
for case in CASES:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
