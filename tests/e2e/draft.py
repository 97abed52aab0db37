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


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        no_profile_publishes_a_gap(folder)
        sheet = taken_out(folder)
        refused = run("render", sheet, "-o", folder / "a.pdf", ok=False)
        expect(refused.returncode == 1 and "nearshoring-firms" in refused.stderr, "refused: " + refused.stderr)
        expect(not (folder / "a.pdf").exists(), "no file after an error")
        run("render", sheet, "-o", folder / "b.pdf", "--draft")
        expect("TBC" in tool("pdftotext", folder / "b.pdf", "-"), "the gap says TBC")
        run("render", "layouts/cross-border-brochure.json", "-o", folder / "plain.trace")
        run("render", "layouts/cross-border-brochure.json", "-o", folder / "draft.trace", "--draft")
        plain, draft = ((folder / f"{kind}.trace").read_text() for kind in ("plain", "draft"))
        expect(draft.count("stroke") > plain.count("stroke"), "the DRAFT line is drawn")


main()
