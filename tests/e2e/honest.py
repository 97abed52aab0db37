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


for case in [each_rule_is_broken_alone, a_reason_lifts_it, other_profiles_only_warn,
             a_permission_for_another_rule_is_no_use]:
    try:
        case()
    except SystemExit as failed:
        raise SystemExit(f"{case.__name__}: {failed.code}")
