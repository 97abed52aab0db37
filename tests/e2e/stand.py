"""Every run of type stands in the PDF where the display list has it: the first glyph's origin, as mupdf reads it.

A tagged page, where sequences and text objects are opened and gone on with, and a press page, which knows neither.
"""
import collections
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

from common import expect, run, scratch, tool

SHEETS = ("gallery", "state-trade", "port-of-entry", "cross-border-brochure")
PAGE = re.compile(r"page (\d+) trim \S+ bleed (\S+)")
RUN = re.compile(r'run "((?:[^"\\]|\\.)*)" .*? ([\d.]+)/[\d.]+ \S+ at (\S+) (\S+) ')
NEAR = 0.06  # points; the trace has hundredths, and the PDF thousandths


def runs_of(trace):
    pages = []
    for line in trace.splitlines():
        page, of_type = PAGE.match(line), RUN.match(line.strip())
        if page:
            pages.append((float(page.group(2)), []))
        elif of_type and of_type.group(1).strip():
            text, *numbers = of_type.groups()
            pages[-1][1].append((text, *map(float, numbers)))
    return pages


def origins_of(pdf):
    """By whole points across: the origins of all glyphs of a page."""
    for page in xml.fromstring(tool("mutool", "draw", "-q", "-F", "stext", pdf)).iter("page"):
        found = collections.defaultdict(list)
        for char in page.iter("char"):
            found[int(float(char.get("x")))].append((float(char.get("x")), float(char.get("y"))))
        yield found


def stands(origins, size, x, y):
    """Raised and lowered type has its own line, within the size of it."""
    return any(abs(x - left) <= NEAR and abs(y - top) <= size for n in (-1, 0, 1) for left, top in origins[int(x) + n])


def check(sheet, profile, language, folder):
    asked = ("render", f"layouts/{sheet}.json", "--profile", profile, "--lang", language, "--draft", "-o")
    pdf, trace = pathlib.Path(folder) / "sheet.pdf", pathlib.Path(folder) / "sheet.trace"
    run(*asked, pdf)
    run(*asked, trace)
    pages, read = runs_of(trace.read_text()), list(origins_of(pdf))
    expect(len(pages) == len(read), f"{sheet}: {len(pages)} pages, and {len(read)} in the PDF")
    count = 0
    for number, ((bleed, runs), origins) in enumerate(zip(pages, read), 1):
        edge = bleed if profile == "print" else 0
        for text, size, x, y in runs:
            expect(stands(origins, size, x + edge, y + edge),
                   f"{sheet} {profile} {language}, page {number}: \"{text}\" stands not at {x} {y}")
        count += len(runs)
    return count


def main():
    total = 0
    for sheet in SHEETS:
        for profile, language in (("screen", "en-US"), ("screen", "es-MX"), ("print", "en-US")):
            with scratch() as folder:
                count = check(sheet, profile, language, folder)
            expect(count > 50, f"{sheet}: {count} runs are too few to tell")
            total += count
    print(f"{total} runs, each where it belongs")


sys.exit(main())
