"""No file is more than a tenth larger than what qpdf makes of it, and qpdf has nothing to say of it."""
import pathlib

from common import expect, run, scratch, tool

SHEETS = (("layouts/hello.json",), ("layouts/cross-border-brochure.json", "--marks"),
          ("layouts/cross-border-brochure.json", "--impose", "2up"),
          *((*sheet, "--lang", language) for language in ("en-US", "es-MX") for sheet in (
              ("layouts/cross-border-brochure.json",), ("layouts/state-trade.json", "--set", "state=TX"), ("layouts/port-of-entry.json",),
              ("layouts/gallery.json",))))


def main():
    ratios = {}
    with scratch() as name:
        own, least = pathlib.Path(name) / "own.pdf", pathlib.Path(name) / "least.pdf"
        for sheet in SHEETS:
            for profile in ("print",) if {"--marks", "--impose"} & set(sheet) else ("print", "screen", "archive"):
                run("render", *sheet, "--profile", profile, "-o", own)
                expect("No syntax or stream encoding errors" in tool("qpdf", "--check", own), f"{sheet} {profile} is sound")
                tool("qpdf", "--object-streams=generate", "--recompress-flate", "--compression-level=9", own, least)
                ours, theirs = own.stat().st_size, least.stat().st_size
                ratios[ours / theirs] = f"{' '.join(sheet)} {profile}"
                expect(ours <= 1.1 * theirs, f"{sheet} {profile}: {ours} bytes, qpdf makes {theirs} of it")
                expect(b"\nxref\n" not in own.read_bytes(), "places stand in a cross-reference stream")
    most = max(ratios)
    print(f"{len(ratios)} files, at most {most:.3f} times what qpdf makes of them ({ratios[most]})")


main()
