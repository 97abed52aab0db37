"""The sample brochure as the press gets it: boxes, fonts, words, no RGB, and the same bytes each time."""
import pathlib
import re

from common import ROOT, expect, run, scratch, tool

SHEET = "layouts/cross-border-brochure.json"


def boxes(pdf):
    text = tool("pdfinfo", "-box", "-f", "1", "-l", "2", pdf)
    trim = re.findall(r"TrimBox:\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)", text)
    bleed = re.findall(r"BleedBox:\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)", text)
    expect(len(trim) == 2 and len(bleed) == 2, "two pages with a TrimBox and a BleedBox")
    for t, b in zip(trim, bleed):
        t, b = list(map(float, t)), list(map(float, b))
        expect(abs(t[2] - t[0] - 612) < 0.01 and abs(t[3] - t[1] - 792) < 0.01, "US Letter")
        expect(all(abs(abs(x - y) - 9) < 0.01 for x, y in zip(t, b)), "9 pt of bleed on all sides")


def fonts(pdf):
    rows = tool("pdffonts", pdf).splitlines()[2:]
    expect(len(rows) >= 5, "the faces of the brochure")
    for row in rows:
        expect("Type 3" not in row, row)
        emb, sub, uni = re.search(r"(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", row).groups()
        expect(emb == sub == uni == "yes", "embedded, subset, with Unicode: " + row)


def words(pdf):
    text = re.sub(r"\s+", " ", tool("pdftotext", pdf, "-"))
    for phrase in ("Harnessing opportunity in the cross-border economy", "$1.6T", "$4.4B", "$2.3B", "72.5%", "$30.4B",
                   "$840 billion", "1.5 million northbound truck crossings", "92 percent", "David Orth", "Maritza Diaz",
                   "difference between stagnation and growth", "Modernize border and civil infrastructure."):
        expect(phrase in text, f"the text reads “{phrase}”\n{text}")
    expect("TBC" not in text and "DRAFT" not in text, "nothing is to be confirmed")


def logos(trace):
    """Their clear space, 6 pt, is kept to the rules as well."""
    text = trace.read_text()
    marks = [(m[1], *map(float, m.groups()[1:])) for m in re.finditer(r"^art (partner-\S+) (\S+) (\S+) (\S+) (\S+) ", text, re.M)]
    rules = [tuple(map(float, m)) for m in re.findall(r"^fill (\S+) (\S+) (\S+) 0.25 Black", text, re.M)]
    expect(len(marks) == 26 and len(rules) >= 5, f"{len(marks)} logos, {len(rules)} rules")
    for name, x, y, width, height in marks:
        for left, top, wide in rules:
            apart = max(top - y - height, y - top - 0.25)
            expect(apart > 5.9 or x > left + wide or x + width < left, f"{name} is {apart:.1f} from a rule")


def notes(trace):
    """What has no number stands under the notes' texts, and more than a line off the last: it is no part of the source above it."""
    text = trace.read_text()
    last, note = (re.findall(rf'^run "(?:{words}).*?" .* at (\S+) (\S+) ', text, re.M) for words in ("INEGI, Exp", "Loaded containers|Contenedores cargados"))
    expect(len(note) == len(last) == 1, f"{note} {last}")
    expect(abs(float(note[0][0]) - float(last[0][0])) < 0.01, f"{note} under {last[0]}")
    expect(abs(float(note[0][1]) - float(last[0][1]) - 18) < 0.01, f"two lines of 8 and a quarter of one: {note} {last}")


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        pdf, again = folder / "a.pdf", folder / "b.pdf"
        run("render", SHEET, "-o", pdf)
        run("render", SHEET, "-o", again)
        expect(pdf.read_bytes() == again.read_bytes(), "the same input gives the same bytes")
        tool("qpdf", "--check", pdf)
        boxes(pdf)
        fonts(pdf)
        words(pdf)
        for language in ("en-US", "es-MX"):
            run("render", SHEET, "--lang", language, "-o", folder / "a.trace")
            logos(folder / "a.trace")
            notes(folder / "a.trace")
        print(tool("/usr/bin/python3", ROOT / "tests/pdf/check_print.py", pdf))
        screen = folder / "s.pdf"
        run("render", SHEET, "-o", screen, "--profile", "screen")
        tool("qpdf", "--check", screen)
        print(tool("/usr/bin/python3", ROOT / "tests/pdf/check_screen.py", screen))


main()
