"""A value taken out: an error without --draft, a marked gap and the DRAFT line with it."""
import json
import pathlib
import re

from common import ROOT, expect, run, scratch, tool


def taken_out(folder):
    """The brochure with one fact's value lost, its paths made absolute."""
    layouts = ROOT / "layouts"
    sheet = json.loads((layouts / "cross-border-brochure.json").read_text())
    fact = sheet["facts"]["nearshoring-firms"]
    for member in ("value", "source", "read", "says", "qualifier", "period"):
        fact.pop(member, None)
    fact.update({"unknown": "taken out by the test", "missing": "tbc"})
    sheet["use"] = [str(layouts / path) for path in sheet["use"]]
    sheet["copy"] = str(layouts / sheet["copy"])
    sheet["folders"] = {kind: str((layouts / path).resolve()) for kind, path in sheet["folders"].items()}
    path = folder / "taken-out.json"
    path.write_text(json.dumps(sheet))
    return path


def a_gap_in_a_sentence(folder):
    """The smallest sample, whose sentence asks for what nobody knows."""
    layouts = ROOT / "layouts"
    sheet = json.loads((layouts / "hello.json").read_text())
    sheet["facts"] = {"pop": {"unknown": "x", "missing": "tbc", "unit": "persons"}}
    sheet["copy"]["text"] += " It has {pop} people."
    sheet["use"] = [str(layouts / path) for path in sheet["use"]]
    sheet["folders"]["data"] = str((layouts / sheet["folders"]["data"]).resolve())
    path = folder / "hello.json"
    path.write_text(json.dumps(sheet, indent=1))
    return path


def no_profile_publishes_a_gap(folder):
    sheet = a_gap_in_a_sentence(folder)
    for profile in ("print", "screen", "archive"):
        out = folder / f"{profile}.pdf"
        refused = run("render", sheet, "-o", out, "--profile", profile, ok=False)
        expect(refused.returncode == 1 and re.search(r'hello\.json:\d+:\d+: error: "pop" has no value', refused.stderr),
               f"{profile} has no gap: {refused.stderr}")
        expect(not out.exists(), f"{profile} wrote a file after an error")
        run("render", sheet, "-o", out, "--profile", profile, "--draft")
        trace = folder / f"{profile}.trace"
        run("render", sheet, "-o", trace, "--profile", profile, "--draft")
        expect("watermark" in trace.read_text(), f"a draft of {profile} says DRAFT")


def what_a_draft_lacks_has_a_bound(folder):
    """Forty facts that wait, in two texts each: twenty have a line each, the others share one."""
    sheet = json.loads((ROOT / "tests" / "bad" / "tbc.json").read_text())
    house = ROOT / "tests" / "bad" / "house"
    sheet.update({"use": [str(house / "house.brand.json")], "folders": {"data": str(house), "art": str(house), "fonts": str(ROOT / "fonts")}})
    names = [f"fact-{i}" for i in range(40)]
    sheet["facts"] = {name: {"unknown": "later", "unit": "count", "missing": "tbc"} for name in names}
    sheet["copy"] = {"title": "Trade", **{f"{kind}-{name}": f"{kind} {{{name}}} {{{name}}}" for name in names for kind in ("one", "two")}}
    sheet["pages"] = [{"body": [{"text": f"{kind}-{name}", "style": "body"} for name in names[i:i + 5] for kind in ("one", "two")]} for i in range(0, 40, 5)]
    path = folder / "forty.json"
    path.write_text(json.dumps(sheet))
    drafted = run("check", path, "--draft").stderr
    told = [line for line in drafted.splitlines() if "has no value" in line]
    expect(len(told) == 21 and all("warning: " in line for line in told) and all(" and in 3 more places " in line for line in told[:20]), drafted)
    expect(all(f'"{name}"' in told[20] for name in names[20:]), told[20])
    refused = run("check", path, ok=False).stderr
    expect(refused.count(": error: ") == 40, refused)


def a_chart_without_numbers_has_its_place_marked(folder):
    """Of every kind that shows a series, under its name and with its note; hidden ones stay hidden."""
    house = ROOT / "tests" / "bad" / "house"
    charts = [{"line": ["over-time"]}, {"area": ["over-time"]}, {"columns": "over-time"}, {"bars": "by-mode"}, {"donut": "by-mode"},
              {"treemap": "by-mode"}, {"table": ["by-mode"], "heads": "heads"}, {"stacked": "in-part"}]
    sheet = json.loads((ROOT / "tests" / "bad" / "tbc.json").read_text())
    sheet.update({
        "use": [str(house / "house.brand.json")], "folders": {"data": str(house), "art": str(house), "fonts": str(ROOT / "fonts")}, "facts": {}, "stats": {},
        "copy": {"title": "Trade", "note": "Waits for its numbers.", "heads": {"by-mode": "Mode"}},
        "series": {"over-time": {"sql": "select 2020 as time, 1 as value where 0", "unit": "count", "sources": ["bureau"]},
                   "by-mode": {"sql": "select 'Truck' as category, 1 as value where 0", "unit": "count", "sources": ["bureau"]},
                   "in-part": {"sql": "select column1 as category, column2 as value from (values ('Truck', null), ('Rail', 0.5))", "unit": "share", "sources": ["bureau"]}},
        "pages": [{"body": [{"name": f"place-{i}", "alt": "auto", "note": "note", "chart": chart} for i, chart in enumerate(charts)] +
                   [{"name": "hidden", "alt": "auto", "missing": "hide", "chart": {"bars": "by-mode"}}]}]})
    path, out = folder / "empty.json", folder / "empty.trace"
    path.write_text(json.dumps(sheet))
    refused = run("render", path, "-o", out, ok=False)
    expect(refused.returncode == 1 and ": error: " in refused.stderr, refused.stderr)
    for profile in ("print", "screen"):
        drafted = run("render", path, "-o", out, "--draft", "--profile", profile).stderr
        trace = out.read_text()
        expect(": error: " not in drafted and "finds nothing" in drafted and "would not be a whole" in drafted, drafted)
        for i in range(len(charts)):
            expect(f'run "TBC  place-{i}"' in trace, f"{charts[i]} has its place: {trace}")
        expect(trace.count('run "Waits for its numbers."') == len(charts) and "hidden" not in trace, trace)
    run("render", path, "-o", folder / "empty.pdf", "--draft", "--profile", "archive")


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        no_profile_publishes_a_gap(folder)
        what_a_draft_lacks_has_a_bound(folder)
        a_chart_without_numbers_has_its_place_marked(folder)
        sheet = taken_out(folder)
        refused = run("render", sheet, "-o", folder / "a.pdf", ok=False)
        expect(refused.returncode == 1 and "nearshoring-firms" in refused.stderr, "refused: " + refused.stderr)
        expect(not (folder / "a.pdf").exists(), "no file after an error")
        drafted = run("render", sheet, "-o", folder / "b.pdf", "--draft").stderr
        told = [line for line in drafted.splitlines() if re.search(r": (error|warning|note): ", line)]
        expect(len(told) == 1 and re.search(r'warning: "nearshoring-firms" has no value \(taken out by the test\); it is asked for at .*json:\d+:\d+ and in 1 more place \[value\]$', told[0]),
               "a draft says what it lacks, and finds no fault with its own marks: " + drafted)
        expect("TBC" in tool("pdftotext", folder / "b.pdf", "-"), "the gap says TBC")
        run("render", "layouts/cross-border-brochure.json", "-o", folder / "plain.trace")
        run("render", "layouts/cross-border-brochure.json", "-o", folder / "draft.trace", "--draft")
        plain, draft = ((folder / f"{kind}.trace").read_text() for kind in ("plain", "draft"))
        expect(draft.count("stroke") > plain.count("stroke"), "the DRAFT line is drawn")


main()
