"""Rules of honesty: one sheet of tests/bad/ breaks each; a reason lifts it, a profile may refuse warnings."""
import json
import pathlib

from common import ROOT, expect, run, scratch

BAD = ROOT / "tests" / "bad"
RULES = ["hues", "color-blind", "grey", "contrast", "order", "zero", "whole", "rounding", "break"]


def diagnose(rule, change):
    """What is said of the rule's sheet after a change to it, and whether a file came out."""
    sheet = json.loads((BAD / f"honest-{rule}.json").read_text())
    sheet["folders"] = {"data": str(BAD / "house"), "fonts": str(ROOT / "fonts")}
    change(sheet)
    with scratch() as name:
        path, out = pathlib.Path(name) / "sheet.json", pathlib.Path(name) / "out.pdf"
        path.write_text(json.dumps(sheet))
        done = run("render", path, "-o", out, ok=False)
        return done.stderr, out.exists()


def allow(*rules):
    def change(sheet):
        sheet["pages"][0]["body"][0]["chart"]["allow"] = {rule: "the reader was told" for rule in rules}
    return change


def take_any(sheet):
    del sheet["profiles"]


def each_rule_is_broken_alone():
    for rule in RULES:
        said, made = diagnose(rule, lambda sheet: None)
        expect(said.count("warning:") == 1 and f"[honest-{rule}]" in said, f"{rule}: {said}")
        expect(not made, f"{rule}: the profile refuses warnings")


def a_reason_lifts_it():
    for rule in RULES:
        said, made = diagnose(rule, allow(rule))
        expect(not said and made, f"{rule}: {said}")


def other_profiles_only_warn():
    for rule in RULES:
        said, made = diagnose(rule, take_any)
        expect(f"[honest-{rule}]" in said and made, f"{rule}: {said}")


def a_permission_for_another_rule_is_no_use():
    said, made = diagnose("order", allow("hues"))
    expect("[honest-order]" in said and '"hues" is allowed, and nothing breaks it' in said and not made, said)


def a_number_inside_of_a_ring_is_of_its_parts():
    by = {"sql": "select column1 as category, column2 as value from (values ('a', 40), ('b', 60))", "unit": "count", "sources": ["us"]}
    facts = {name: {"value": value, "unit": "count", "source": source} for name, value, source in
             (("seats", 650, "them"), ("sum", 100, "them"), ("part", 40, "them"), ("visits", 650, "us"), ("one", 30, "us"), ("two", 70, "us"))}
    base = json.loads((BAD / "honest-whole.json").read_text())
    items = [{"name": "k.one", "value": "one"}, {"name": "k.two", "value": "two"}]
    told = {}
    for parts in "by", items:
        for center in "seats", "sum", "part", "visits":
            sheet = {**{key: base[key] for key in ("tearsheet", "fonts", "swatches", "text-styles") if key in base},
                     "folders": {"data": str(BAD / "house"), "fonts": str(ROOT / "fonts")}, "facts": facts, "series": {"by": by},
                     "copy": {"title": "Title", "k": {"one": "One", "two": "Two"}},
                     "sources": {name: {"publisher": name, "title": "Title"} for name in ("us", "them")},
                     "pages": [{"body": [{"height": 150, "alt": "auto", "chart": {"donut": parts, "center": center}}]}]}
            with scratch() as name:
                path = pathlib.Path(name) / "sheet.json"
                path.write_text(json.dumps(sheet))
                done = run("render", path, "-o", pathlib.Path(name) / "out.png", "--draft", ok=False)
                told[isinstance(parts, str), center] = done.stderr
    for (series, center), said in told.items():
        apart = center == "seats" or (center == "part" and not series)
        expect("error" not in said and ("nor one of them, and of other sources [honest-whole]" in said) == apart, f"{series} {center}: {said}")


for case in [a_number_inside_of_a_ring_is_of_its_parts, each_rule_is_broken_alone, a_reason_lifts_it, other_profiles_only_warn,
             a_permission_for_another_rule_is_no_use]:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
