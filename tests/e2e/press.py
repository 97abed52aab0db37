"""Press sheets: pages side by side with the marks of their cuts, cut and turned back into the pages they came from."""
import json
import pathlib
import sys

import pikepdf
from PIL import Image, ImageChops, ImageStat

from common import ICC, ROOT, expect, run, scratch, tool

sys.path.insert(0, str(ROOT / "tests/pdf"))
import check_marks  # noqa: E402
import check_standards  # noqa: E402
from pdfread import open_pdf, resources_of  # noqa: E402

# What the first page of the brochure draws is 30 kB; the marks of a sheet are less than 8.
BROCHURE, ONE_PAGE = "layouts/cross-border-brochure.json", "layouts/port-of-entry.json"


def boxes(pdf):
    with open_pdf(pdf) as file:
        return [([float(v) for v in page.MediaBox], [float(v) for v in page.TrimBox]) for page in file.pages]


def conforms(pdf):
    with open_pdf(pdf) as file:
        expect(check_standards.claims_of(file) == {"X-4", "A-2b"}, f"{pdf.name} claims what the pages do")
        check_standards.check(file)
        check_marks.check(file)


def pictures(pdf):
    """One pixel a point: trims, bleeds and slugs are whole points, so that the same page is the same pixels."""
    tool("pdftoppm", "-r", "72", "-cropbox", "-png", pdf, pdf.with_suffix(""))
    return [Image.open(p).convert("RGB") for p in sorted(pdf.parent.glob(pdf.stem + "-*.png"))]


def trimmed(picture, left, bottom, right, top):
    return picture.crop((int(left), int(picture.height - top), int(right), int(picture.height - bottom)))


def alike(a, b):
    """At another place poppler smooths some edges another way: one pixel in a thousand may be another."""
    changed = ImageChops.difference(a, b).convert("L").point(lambda v: 255 if v else 0)
    return a.size == b.size and ImageStat.Stat(changed).mean[0] < 255 / 1000


def sheets(folder, sheet, how, wanted):
    """wanted: for each sheet the pages on it, left and right."""
    plain, imposed = folder / "plain.pdf", folder / f"{how}.pdf"
    run("render", sheet, "-o", plain)
    run("render", sheet, "--impose", how, "-o", imposed)
    pages = [trimmed(p, *trim) for p, (_, trim) in zip(pictures(plain), boxes(plain))]
    found = boxes(imposed)
    expect(len(found) == len(wanted), f"{sheet} {how}: {len(found)} sheets")
    for picture, (_, trim), pair in zip(pictures(imposed), found, wanted):
        width = pages[0].width
        left = trimmed(picture, trim[0], trim[1], trim[0] + width, trim[3])
        right = trimmed(picture, trim[2] - width, trim[1], trim[2], trim[3])
        expect(alike(left, pages[pair[0]]), f"{sheet} {how}: page {pair[0] + 1} stands left")
        expect(alike(right, pages[pair[1]]), f"{sheet} {how}: page {pair[1] + 1} stands right")
    expect(len(pages) == 1 or not alike(*pages[:2]), "another page would not have passed")
    for path in folder.glob("*.png"):
        path.unlink()
    return plain, imposed


def every_cut_gives_its_page_back(folder):
    plain, imposed = sheets(folder, BROCHURE, "2up", [(0, 1)])
    conforms(imposed)
    expect(imposed.stat().st_size < plain.stat().st_size + 8192, f"a page is in the file once: {imposed.stat().st_size} and {plain.stat().st_size}")
    plain, imposed = sheets(folder, BROCHURE, "2up-repeat", [(0, 0), (1, 1)])
    conforms(imposed)
    expect(imposed.stat().st_size < plain.stat().st_size + 8192, f"shown twice, it is still there once: {imposed.stat().st_size} and {plain.stat().st_size}")
    sheets(folder, ONE_PAGE, "2up", [(0, 0)])
    with open_pdf(plain) as file:
        expect(len(file.pages) == 1, "a port has one page")


def words_of(pdf):
    return tool("pdftotext", "-raw", pdf, "-")


def a_page_without_its_other_side_stands_twice(folder):
    sheet = json.loads((ROOT / "layouts/hello.json").read_text())
    sheet["use"] = [str(ROOT / "layouts" / path) for path in sheet["use"]]
    sheet["folders"] = {"data": str(ROOT / "data")}
    sheet["pages"] += 2 * [{"body": [{"text": "title", "style": "title"}]}]
    path = folder / "three.json"
    path.write_text(json.dumps(sheet))
    run("render", path, "--impose", "2up", "-o", folder / "three.pdf")
    words = words_of(folder / "three.pdf").split("\f")
    expect("1 of 3" in words[0] and "2 of 3" in words[0] and "sheet 1 of 2, work and turn" in words[0], "two sides of a leaf")
    expect(words[1].count("3 of 3") == 2 and "sheet 2 of 2, two up" in words[1], "the third page twice")


def only_inks_that_are_used_have_patches(folder):
    sheet = {"tearsheet": 1, "folders": {"fonts": str(ROOT / "fonts")}, "copy": {"title": "T", "one": "One"},
             "swatches": {"Black": {"ink": "K100"}, "Red": {"spot": "Red 32", "ink": "M90 Y70"}, "Blue": {"spot": "Blue", "ink": "C100"}},
             "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
             "text-styles": {"body": {"font": "Inter Regular", "set": "10/12"}},
             "pages": [{"body": [{"text": "one", "ground": "Red 20%"}]}, {"body": [{"text": "one", "ground": "Blue"}]}]}
    path, out = folder / "inks.json", folder / "inks.pdf"
    path.write_text(json.dumps(sheet))
    run("render", path, "--marks", "-o", out)
    words = words_of(out).split("\f")
    expect("Black Red 32" in words[0] and "Cyan" not in words[0] and "Blue" not in words[0], f"names of the inks: {words[0]}")
    expect("Black Blue" in words[1] and "Red" not in words[1], f"names of the inks: {words[1]}")
    with open_pdf(out) as file:
        for page, spot in zip(file.pages, ("/Red 32", "/Blue")):
            names = {str(space[1]) for space in resources_of(page.obj, "ColorSpace").values()}
            expect(names == {spot, "/All"}, f"no plate but for what is on the page: {names}")
            inks = [[float(v) for v in operands] for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "k"]
            expect(all(ink[:3] == [0, 0, 0] for ink in inks), f"patches of black only: {inks}")


def intents(pdf):
    """(condition, info, registry, first bytes of the profile) of each output intent."""
    with open_pdf(pdf) as file:
        return [(str(i.OutputConditionIdentifier), str(i.Info), str(i.get("/RegistryName", "")),
                 i.DestOutputProfile.read_bytes()) for i in file.Root.OutputIntents]


def the_file_names_the_condition_of_its_own_profile(folder):
    """Another shop's profile: the one that is there, calling itself something else."""
    profile = ICC.read_bytes()
    renamed = profile.replace(b"FOGRA39L Coated", b"TR006 on coated").replace("FOGRA39L Coated".encode("utf-16-be"), "TR006 on coated".encode("utf-16-be"))
    expect(len(renamed) == len(profile) and renamed != profile, "the profile has a name")
    (folder / "tr006.icc").write_bytes(renamed)
    sheet = json.loads((ROOT / "layouts/hello.json").read_text())
    sheet["use"] = [str(ROOT / "layouts" / path) for path in sheet["use"]]
    sheet["folders"] = {"data": str(ROOT / "data")}
    for condition, wanted in ((None, ("TR006 on coated", "TR006 on coated", "")),
                              ("CGATS TR 006", ("CGATS TR 006", "TR006 on coated", "http://www.color.org"))):
        sheet["profiles"] = {"offset": {"standard": ["PDF/X-4", "PDF/A-2b"], "colour": "cmyk", "icc": str(folder / "tr006.icc"), "bleed": True}}
        if condition:
            sheet["profiles"]["offset"]["condition"] = condition
        (folder / "us.json").write_text(json.dumps(sheet))
        run("render", folder / "us.json", "--profile", "offset", "-o", folder / "us.pdf")
        for found in intents(folder / "us.pdf"):
            expect(found[:3] == wanted, f"{found[:3]}, wanted {wanted}")
            expect(found[3] == renamed, "the profile goes along as it is")
        with open_pdf(folder / "us.pdf") as file:
            expect(check_standards.claims_of(file) == {"X-4", "A-2b"}, "it conforms")
            check_standards.check(file)
    run("render", BROCHURE, "-o", folder / "a.pdf")
    expect({found[:3] for found in intents(folder / "a.pdf")} == {("FOGRA39", "FOGRA39L Coated", "http://www.color.org")}, "the sample's")


def what_cannot_be_imposed(folder):
    for arguments, message in ((("--impose", "4up"), "2up-repeat (each page twice)"), (("--impose", "2up", "--profile", "screen"), "in inks"),
                               (("--marks", "--profile", "screen"), "in inks")):
        done = run("render", BROCHURE, *arguments, "-o", folder / "no.pdf", ok=False)
        expect(done.returncode == 2 and message in done.stderr, f"{arguments}: exit {done.returncode}, {done.stderr}")
    done = run("render", BROCHURE, "--impose", "2up", "-o", folder / "no-{page}.png", ok=False)
    expect(done.returncode == 2 and "are for PDF" in done.stderr, done.stderr)
    expect(not list(folder.glob("no*")), "nothing was written")


def main():
    for case in (every_cut_gives_its_page_back, a_page_without_its_other_side_stands_twice, only_inks_that_are_used_have_patches,
                 the_file_names_the_condition_of_its_own_profile, what_cannot_be_imposed):
        with scratch() as name:
            case(pathlib.Path(name))


main()
