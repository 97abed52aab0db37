"""The printed schema, held against the samples and against mistakes, by a validator that is not ours.

Run from the project's root; without the module jsonschema it is skipped (exit 77).
"""
import copy
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)

LAYOUTS = pathlib.Path("layouts")
SAMPLES = [
    *sorted(p for p in LAYOUTS.glob("*.json") if not p.name.endswith(".schema.json")),
    *sorted(LAYOUTS.glob("brand/*.json")),
    *sorted(LAYOUTS.glob("copy/*.json")),
]


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def in_body(frame):
    return lambda sheet: sheet["pages"][0]["body"].append(frame)


def in_map(name, key, value):
    return lambda sheet: sheet.setdefault(name, {}).__setitem__(key, value)


def taken_out(name):
    return lambda sheet: sheet.pop(name)


# What a validator must refuse in hello.json; the first twelve are those of the format's list.
MISTAKES = [
    in_body({"text": "title", "hieght": 168}),
    in_body({"text": "title", "image": "hero"}),
    in_body({"sources": "cited", "gap": 3}),
    in_body({"text": "title", "height": "192px"}),
    in_body({"text": "title", "columns": [1, 6]}),
    in_map("swatches", "Sea", {"ink": "C92 M144"}),
    in_body({"text": "title", "ground": "#F9F0DF"}),
    in_map("stats", "g", {"growth": "goods"}),
    in_map("stats", "g", {"total": "goods", "latest": "goods"}),
    in_map("facts", "population", {"value": 7, "unit": "count"}),
    in_body({"text": "We win when we make things together."}),
    in_body({"text": "title", "set": "8/11"}),
    in_map("tables", "t", {"file": "t.csv"}),
    in_map("params", "p", {"type": "text"}),
    in_map("series", "s", {"sql": "drop table t", "unit": "USD"}),
    in_map("series", "s", {"sql": "select 1", "table": "t", "unit": "USD"}),
    in_map("series", "s", {"sum": "v", "unit": "USD"}),
    in_map("facts", "f", {"value": 1, "unknown": "lost", "source": "bts", "missing": "hide", "unit": "count"}),
    in_map("stats", "s", {"total": "goods", "base": 2019}),
    in_map("stats", "s", {"sql": "select 1"}),
    in_body({"width": 3}),
    in_body({"repeat": "callout"}),
    in_body({"text": "title", "fixed": True}),
    in_body({"place": [{"text": "title", "top": 1, "bottom": 1}]}),
    in_body({"text": "title", "columns": "1-3", "span": 2}),
    in_body({"chart": {"at": 2024}}),
    in_body({"chart": {"bars": "goods", "line": "goods"}}),
    in_body({"chart": {"bars": "goods", "thickness": 3}}),
    in_body({"chart": {"flow": "goods"}}),
    in_body({"chart": {"pictogram": "trade"}}),
    in_body({"text": "title", "height": -1}),
    in_body({"text": "title", "height": 20000}),
    in_body({"text": "title", "bleed": []}),
    in_body({"logos": ["a"], "across": 7}),
    in_map("ladders", "l", {"steps": [{"lines": 1, "grow": 2}]}),
    in_map("formats", "f", {"as": "full", "digits": 2, "decimals": 2}),
    in_map("swatches", "sea", {"ink": "C92"}),
    in_map("swatches", "Sea", {"dark": True}),
    in_map("preflight", "contrast", {"limit": 3}),
    in_body({"text": "title", "anchors": {"size": 9}}),
    in_body({"value": "trade", "anchors": {"art": ["hero"]}}),
    in_body({"image": "hero", "wrap": {"shape": "oval"}}),
    in_body({"continue": "story", "style": "body"}),
    in_map("text-styles", "s", {"tabs": [{"align": "right"}]}),
    in_map("text-styles", "s", {"tabs": [{"at": 9, "leader": "...."}]}),
    in_map("text-styles", "s", {"drop-cap": {"lines": 9}}),
    in_map("text-styles", "s", {"keep": {}}),
    in_map("ladders", "l", {"steps": [{"hide": "all"}]}),
    taken_out("pages"),
    taken_out("tearsheet"),
    lambda sheet: sheet.update(tearsheet=2),
    lambda sheet: sheet["pages"].extend([{"body": [{"text": "title"}]}] * 64),
]

# What a validator must take, though no sample has it.
GOOD = [
    in_body({"text": "title", "name": "story", "height": 90, "across": 2, "gap": 18, "priority": -1}),
    in_body({"continue": "story", "across": 3, "gap": 9}),
    in_body({"text": "title", "anchors": {"art": ["hero", "", "{icon}"], "size": "6mm", "gap": 4, "color": "Black"}}),
    in_body({"place": [{"image": "hero", "wrap": {"clear": 6, "shape": "round"}}]}),
    in_map("text-styles", "s", {
        "align": "justify", "first-indent": 12, "optical-margin": True, "grid": True, "keep": {"first": 3},
        "tabs": [{"at": "1in"}, {"at": 200, "align": "decimal", "leader": " ·"}],
        "drop-cap": {"lines": 3, "style": "initial", "gap": 3},
        "list": {"marker": "{n}.", "indent": 14, "style": "strong", "start": 5},
    }),
    in_map("ladders", "l", {"steps": [{"hide": "frame"}]}),
]


def main():
    schema = load(LAYOUTS / "sheet.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = []
    for path in SAMPLES:
        failures += [f"{path}: {e.message[:200]} at {list(e.path)}" for e in validator.iter_errors(load(path))]
    hello = load(LAYOUTS / "hello.json")
    for number, mistake in enumerate(MISTAKES, 1):
        sheet = copy.deepcopy(hello)
        mistake(sheet)
        if validator.is_valid(sheet):
            failures.append(f"mistake {number} is taken for a good sheet")
    for number, change in enumerate(GOOD, 1):
        sheet = copy.deepcopy(hello)
        change(sheet)
        failures += [f"good sheet {number}: {e.message[:200]}" for e in validator.iter_errors(sheet)]
    print("\n".join(failures) or f"{len(SAMPLES)} files are valid, {len(MISTAKES)} mistakes are not")
    return 1 if failures or len(SAMPLES) < 7 else 0


sys.exit(main())
