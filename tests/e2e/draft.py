"""A value taken out: an error without --draft, a marked gap and the DRAFT line with it."""
import json
import pathlib

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


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
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
