"""Moments under charts: in the words of the language, under lines, areas and columns alike."""
import calendar
import json
import pathlib
import re

from common import ROOT, expect, run, scratch

BASE = {
    "tearsheet": 1,
    "folders": {"fonts": str(ROOT / "fonts")},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "swatches": {"Black": {"ink": "K100"}, "Red": {"ink": "M100 Y100", "dark": True}, "Blue": {"ink": "C100 M50", "dark": True}},
    "text-styles": {"body": {"font": "Inter Regular", "set": "8/10"}},
    "copy": {"title": "Title", "when": {"2024-02": "Leap month"}},
    "sources": {"us": {"publisher": "Us", "title": "Ours"}},
}


def over(times):
    listed = ", ".join(f"('{time}', {value})" for value, time in enumerate(times, 5))
    return {"sql": f"select column1 as time, column2 as value from (values {listed})", "unit": "count", "sources": ["us"]}


def drawn(chart, times, language="en-US", width=400, above=(), **more):
    """The trace of a chart of two series, and what was told."""
    with scratch() as name:
        sheet = pathlib.Path(name) / "sheet.json"
        frame = {"width": width, "alt": "auto", "chart": chart}
        if "table" not in chart:
            frame = {**frame, "height": 120, "chart": {"colors": ["Red", "Blue"], **chart}}
        sheet.write_text(json.dumps({**BASE, "languages": [language], "series": {"a": over(times), "b": over(times)}, **more, "pages": [{"body": [*above, frame]}]}))
        out = pathlib.Path(name) / "out.trace"
        told = run("render", sheet, "-o", out, "--draft", ok=False).stderr
        return out.read_text() if out.exists() else "", told


def foot(trace):
    """The lowest row of words."""
    runs = re.findall(r'^run "(.*?)" .* at (-?[\d.]+) (-?[\d.]+) Black', trace, re.M)
    lowest = max(float(y) for _, _, y in runs)
    return [words for words, x, y in sorted(runs, key=lambda r: float(r[1])) if float(y) > lowest - 1]


MONTHS = [f"{2023 + i // 12}-{i % 12 + 1:02}" for i in range(24)]
KINDS = [{"line": ["a"], "ends": "none"}, {"area": ["a"], "ends": "none"}, {"columns": "a", "values": "none"}, {"columns": ["a", "b"], "values": "none"}]


def moments_are_words_in_every_language():
    for chart in KINDS:
        row = foot(drawn(chart, MONTHS)[0])
        expect(row[0] == "Jan 2023" and "Jan 2024" in row and not any("-" in words for words in row), f"{chart}: {row}")
        row = foot(drawn(chart, MONTHS, "es-MX")[0])
        expect(row[0] == "ene 2023" and "ene 2024" in row, f"{chart}: {row}")
        row = foot(drawn(chart, ["2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"])[0])
        expect(row == ["Q3 2023", "Q4", "Q1 2024", "Q2"], f"{chart}: {row}")


def a_year_is_said_once():
    for chart in KINDS:
        row = foot(drawn(chart, MONTHS)[0])
        expect(len([words for words in row if "20" in words]) == 2 and len(row) > 4, f"{chart}: {row}")


def moments_of_several_series_are_in_order():
    ends = {"a": over(["2020", "2021", "2022"]), "b": over(["2018", "2019", "2020"])}
    for chart in {"columns": ["a", "b"], "values": "none"}, {"table": ["a", "b"]}:
        words = re.findall(r'^ *run "(20\d\d)"', drawn(chart, [], series=ends)[0], re.M)
        expect(words == ["2018", "2019", "2020", "2021", "2022"], f"{chart}: {words}")


def the_deck_names_a_moment_first():
    row = foot(drawn({"columns": "a", "labels": "when", "values": "none"}, ["2024-01", "2024-02", "2024-03"])[0])
    expect(row == ["Jan 2024", "Leap month", "Mar"], str(row))


def codes_of_four_digits_are_no_years():
    """Categories, and columns that are sorted by their values, have all their names."""
    codes = {"sql": "select column1 as category, column2 as value from (values ('8703', 9), ('2709', 7), ('8471', 5))", "unit": "count", "sources": ["us"]}
    row = foot(drawn({"columns": "a", "values": "none"}, MONTHS, series={"a": codes})[0])
    expect(row == ["8703", "2709", "8471"], str(row))
    row = foot(drawn({"columns": "a", "values": "none", "sort": "largest-first"}, ["2022", "2023", "2024"])[0])
    expect(row == ["2024", "2023", "2022"], str(row))


def red(trace):
    return [tuple(map(float, m)) for m in re.findall(r"^fill (-?[\d.]+) -?[\d.]+ ([\d.]+) [\d.]+ even-odd Red", trace, re.M)]


def columns_stand_true_to_time():
    """Fourteen years are not as long as three; where columns would be too thin for that it is told, once, and may be allowed."""
    for chart in {"columns": "a", "values": "none", "colors": ["Red"]}, {"columns": ["a", "b"], "arrange": "stacked", "values": "none"}:
        trace, told = drawn(chart, ["2007", "2010", "2024"])
        first, second, third = sorted(box for box in red(trace) if box[1] > 6.5)
        expect(abs((third[0] - second[0]) / (second[0] - first[0]) - 14 / 3) < 0.01 and "[honest-spacing]" not in told, f"{chart}: {first} {second} {third} {told}")
        crowded = ["1900-01-01", "2024-01-01", "2024-01-02"]
        trace, told = drawn(chart, crowded)
        first, second, third = sorted(box for box in red(trace) if box[1] > 6.5)
        expect(abs(third[0] - 2 * second[0] + first[0]) < 0.1 and told.count("[honest-spacing]") == 1, f"{chart}: {first} {second} {third} {told}")
        told = drawn({**chart, "allow": {"spacing": "the dates stand under them"}}, crowded)[1]
        expect("[honest-spacing]" not in told, told)
    trace, told = drawn({"columns": "a", "values": "none", "colors": ["Red"]}, ["2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01"])
    places = [box[0] for box in sorted(red(trace))]
    expect(max(b - a for a, b in zip(places, places[1:])) - min(b - a for a, b in zip(places, places[1:])) < 0.02, f"months are alike: {places}")


def a_series_that_has_nothing_at_the_moment_is_told():
    def answers(year):
        return {"sql": f"select {year} as time, column1 as category, column2 as value from (values ('Yes', 5), ('No', 3))", "unit": "count", "sources": ["us"]}
    both = {"early": answers(2022), "late": answers(2024)}
    nothing = 'warning: series "early" has nothing in 2024, and stands in the chart without a value: it has 2022 [moment]'
    for chart in ({"bars": ["early", "late"], "arrange": "beside"}, {"columns": ["early", "late"]}, {"dots": ["early", "late"]}):
        _, told = drawn({**chart, "at": 2024}, [], series=both)
        expect(told.count(nothing) == 1 and told.count("has nothing") == 1, f"{chart}: {told}")
        _, told = drawn({**chart, "at": "latest"}, [], series=both)
        expect("has nothing" not in told, f"{chart}, of each the newest: {told}")


def days_that_mean_their_months_are_called_as_these():
    months = [(year, month) for year in range(2019, 2025) for month in range(1, 13)]
    for days in "01", "15", None:
        times = [f"{y}-{m:02d}-{days or calendar.monthrange(y, m)[1]}" for y, m in months]
        trace, told = drawn({"line": "a"}, times)
        named = foot(trace)
        expect(named[0] == "Jan 2019" and named[-1] == "Dec 2024" or named[-1] == "Dec", f"{days}: {named} {told}")
        round_ones = [word for word in named if word.startswith("Jan")]
        expect(len(round_ones) >= 6 and not any("," in word for word in named), f"a Januaries' rhythm, {days}: {named}")
        trace, _ = drawn({"table": ["a"], "from": times[-12]}, times)
        expect('run "January 2024"' in trace and not re.search(r'^run "[^"]* \d+, 2024"', trace, re.M), trace)
        said = {"stats": {"sum": {"total": "a", "from": times[-12], "to": times[-1]}}}
        trace, told = drawn({"columns": "a", "from": times[-12]}, times, copy={**BASE["copy"], "title": "In {sum.period}."}, above=[{"text": "title", "style": "body"}], **said)
        expect("In January – December 2024." in "".join(re.findall(r'^run "(.*?)" ', trace, re.M)), f"{days}: {trace} {told}")
    trace, _ = drawn({"line": "a"}, ["2024-03-15", "2024-04-15"])
    expect("15" in "".join(foot(trace)), f"two days of survey are days: {foot(trace)}")
    trace, _ = drawn({"line": "a"}, ["2024-01-15", "2024-02-15", "2024-03-15", "2024-03-22"])
    expect("15" in "".join(foot(trace)), f"weeks are no months: {foot(trace)}")


for case in [days_that_mean_their_months_are_called_as_these, a_series_that_has_nothing_at_the_moment_is_told, columns_stand_true_to_time, moments_are_words_in_every_language, a_year_is_said_once, moments_of_several_series_are_in_order, the_deck_names_a_moment_first, codes_of_four_digits_are_no_years]:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
