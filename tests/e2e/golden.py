"""The samples as text: every item of every page, with its place, ink, tag and origin.

`--approve` writes the goldens anew. Look at the pages (render them to PNG) before you commit.
"""
import difflib
import pathlib
import sys

from common import ROOT, expect, run, scratch

GOLDEN = ROOT / "tests" / "golden"
SHEETS = {"hello": ["layouts/hello.json"], "starter": ["layouts/starter.json"], "brochure": ["layouts/cross-border-brochure.json"],
          "brochure-es": ["layouts/cross-border-brochure.json", "--lang", "es-MX"],
          "specimen": ["tests/specimen/specimen.json"],
          "gallery": ["layouts/gallery.json", "--profile", "screen"], "port": ["layouts/port-of-entry.json", "--profile", "screen"],
          "texas": ["layouts/state-trade.json", "--set", "state=TX", "--profile", "screen"]}


def main(approve):
    with scratch() as name:
        for golden, arguments in SHEETS.items():
            out = pathlib.Path(name) / f"{golden}.trace"
            run("render", *arguments, "-o", out)
            wanted = GOLDEN / f"{golden}.trace"
            if approve:
                wanted.write_text(out.read_text())
            diff = list(difflib.unified_diff(wanted.read_text().splitlines(), out.read_text().splitlines(),
                                             str(wanted.relative_to(ROOT)), "now", lineterm="", n=1))
            expect(not diff, "\n".join(diff[:80]))


main("--approve" in sys.argv)
