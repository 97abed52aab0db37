"""Charts that share a scale are as high for the same value; what a chart says changes with its numbers."""
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
    "copy": {"title": "T", "a": "A", "b": "B"},
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


for case in [charts_of_one_scale_are_as_high_for_one_value, a_scale_reaches_below_nought_for_all,
             changing_a_value_changes_what_is_said]:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
