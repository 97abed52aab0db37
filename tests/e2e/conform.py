"""Each file keeps the standards that it claims, in every profile and language; what cannot is silent about them."""
import json
import pathlib
import sys

from PIL import Image

from common import ROOT, expect, run, scratch

sys.path.insert(0, str(ROOT / "tests/pdf"))
import check_standards  # noqa: E402
from pdfread import Fault, open_pdf  # noqa: E402

SHEETS = {
    "brochure": (("layouts/cross-border-brochure.json",), ("layouts/cross-border-brochure.json", "--lang", "es-MX")),
    "others": (("layouts/hello.json",), ("layouts/starter.json",), ("layouts/gallery.json",), ("layouts/gallery.json", "--lang", "es-MX"),
               ("layouts/state-trade.json", "--set", "state=AK"), ("layouts/state-trade.json", "--set", "state=TX", "--lang", "es-MX"),
               ("layouts/port-of-entry.json", "--set", "port=3604"), ("layouts/port-of-entry.json", "--lang", "es-MX")),
}
CLAIMS = {"print": {"X-4", "A-2b"}, "screen": {"A-2a", "UA-1"}, "archive": {"A-3a", "UA-1"}}


def claims_of(path):
    with open_pdf(path) as pdf:
        return check_standards.claims_of(pdf)


def keeps(path, what):
    with open_pdf(path) as pdf:
        try:
            check_standards.check(pdf)
        except Fault as fault:
            sys.exit(f"FAILED: {what}: {fault}")


def tables_come_out_as_they_went_in(path):
    run("render", "layouts/cross-border-brochure.json", "--profile", "archive", "-o", path)
    sheet = json.loads((ROOT / "layouts/cross-border-brochure.json").read_text())
    with open_pdf(path) as pdf:
        for name, table in sheet["tables"].items():
            expect(pdf.attachments[name + ".csv"].get_file().read_bytes() == (ROOT / "data" / table["file"]).read_bytes(),
                   f"{name} is attached byte for byte")
        ledger = json.loads(pdf.attachments["ledger.json"].get_file().read_bytes())
    expect(ledger["tearsheet-ledger"] == 1, "the ledger goes along")


def every_profile(sheet, path):
    for profile, claims in CLAIMS.items():
        run("render", *sheet, "--profile", profile, "-o", path)
        expect(claims_of(path) == claims, f"{sheet} {profile} claims {claims_of(path)}")
        keeps(path, f"{sheet} {profile}")


def special_files(path):
    run("render", "tests/specimen/specimen.json", "-o", path)
    expect(claims_of(path) == set(), "a press page without its printing condition's profile claims nothing")
    run("render", "layouts/hello.json", "--marks", "-o", path)
    keeps(path, "with printers' marks")
    run("render", "layouts/cross-border-brochure.json", "--profile", "screen", "--page", "2", "-o", path)
    expect(claims_of(path) == set(), "a page alone has not all of the structure, and claims nothing")


PICTURE = {
    "tearsheet": 1, "folders": {"fonts": str(ROOT / "fonts"), "art": "."}, "swatches": {"Black": {"ink": "K100"}},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}}, "text-styles": {"body": {"font": "Inter Regular", "set": "10/12"}},
    "preflight": {"image-ppi": 72}, "pages": [{"body": [{"text": "below", "style": "body"}, {"image": "dot", "width": 100, "height": 100}]}],
}


def told(path, title, alt):
    """The words of a render whose title and alternative text these are."""
    Image.new("L", (200, 200), 128).save(path.parent / "dot.png")
    sheet = path.parent / "picture.json"
    sheet.write_text(json.dumps({**PICTURE, "copy": {"title": title, "below": "A dot"}, "art": {"dot": {"file": "dot.png", "alt": alt}}}))
    done = run("render", sheet, "--profile", "screen", "-o", path, ok=False)
    expect((done.returncode == 0) == (done.stderr == ""), f"{done.returncode}: {done.stderr}")
    return done.stderr


def a_string_has_room_for_32767_bytes(path):
    """A-2, 6.1.13; beyond ASCII a character takes two, and two go to the mark."""
    expect(told(path, "A dot", "\u00f1" * 16382) == "", "the longest alternative text")
    keeps(path, "an alternative text as long as can be")
    for title, alt in (("A dot", "\u00f1" * 16383), ("n" * 32768, "A dot")):
        expect("longer than a string of a PDF may be" in told(path, title, alt), "one more is refused")


def blanks_are_no_alternative_text(path):
    expect("[alt]" in told(path, "A dot", "   "), "UA-1, 7.3: a figure says what it shows")


def main(which):
    with scratch() as name:
        path = pathlib.Path(name) / "a.pdf"
        for sheet in SHEETS[which]:
            every_profile(sheet, path)
        if which == "brochure":
            tables_come_out_as_they_went_in(path)
            special_files(path)
            a_string_has_room_for_32767_bytes(path)
            blanks_are_no_alternative_text(path)


main(sys.argv[1])
