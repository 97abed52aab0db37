"""The plates that Ghostscript makes of the press file are the plates that we show.

Ghostscript's tiffsep is a press RIP of another house: it knows nothing of our display list. The brochure, and a sheet made here with
a spot ink, are separated by both at 200 dpi. A plate agrees when, at an eighth of that size (Ghostscript sets letters to whole pixels, and
edges are anti-aliased differently), it differs by at most MEAN on average and at most a SHARE of it by more than FAR, all in 1/255 of coverage. Under black type the
other plates must be those of the ground. A file without its overprint flags must fail: it is tried each time.
"""
import json
import pathlib
import sys

import pikepdf
from PIL import Image, ImageChops, ImageCms, ImageStat

from common import ICC, ROOT, expect, run, scratch, tool

DPI, SMALLER = 200, 8
MEAN, FAR, SHARE = 1.2, 24, 0.005
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
SPOT = "PANTONE 286 C"

SHEET = {
    "tearsheet": 1, "use": [str(ROOT / "layouts/brand/cali-baja.brand.json")], "folders": {"fonts": str(ROOT / "fonts"), "art": "."},
    "preflight": {"contrast": {"level": "off"}, "contrast-large": {"level": "off"}}, # what is read on a plate is not for reading
    "swatches": {"Reflex": {"ink": "C100 M75 K2", "spot": SPOT}, "Loud": {"ink": "C100 M75 K2", "spot": SPOT, "overprint": True},
                 "Ground": {"ink": "C92 M44"}},
    "text-styles": {"big": {"font": "Inter SemiBold", "set": "60/66", "color": "Black"},
                    "white": {"based-on": "big", "color": "Paper"}, "loud": {"based-on": "big", "color": "Loud"}},
    "art": {"grey": {"file": "grey.png", "alt": "A slope of grey."},
            "mark": {"file": "mark.svg", "alt": "A mark.", "swatches": {"#112233": "Reflex 30%"}}},
    "copy": {"title": "Plates", "black": "Black over it", "white": "White out of it", "spot": "Spot over it", "tint": "Tint"},
    "pages": [{"body": [
        {"ground": "Ground", "height": 150, "stack": [{"text": "black", "style": "big"}, {"text": "white", "style": "white"}]},
        {"ground": "Reflex", "height": 90, "stack": [{"text": "black", "style": "big"}]},
        {"ground": "Ground", "height": 90, "stack": [{"text": "spot", "style": "loud"}]},
        {"ground": "Reflex 40%", "height": 90, "stack": [{"text": "tint", "style": "white"}]},
        {"row": [{"image": "grey", "height": 100, "width": 100}, {"image": "mark", "height": 100, "width": 100}]},
    ]}],
}


def make_sheet(folder):
    Image.linear_gradient("L").resize((420, 420)).save(folder / "grey.png")
    (folder / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#112233"/></svg>')
    sheet = folder / "spot.json"
    sheet.write_text(json.dumps(SHEET))
    return sheet


def plate_names(pdf):
    """What the file itself names: the process inks and its separations."""
    spots = set()
    with pikepdf.open(pdf) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Array) and len(thing) == 4 and thing[0] == pikepdf.Name.Separation:
                spots.add(str(thing[1])[1:])
        for page in file.pages:
            for space in dict(page.obj.Resources.get("/ColorSpace", {})).values():
                spots |= {str(space[1])[1:]} if space[0] == pikepdf.Name.Separation else set()
    return (*PROCESS, *sorted(spots))


def ghostscript(pdf, folder):
    """{plate: coverage} of each page, 255 where it is full."""
    tool("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-dUseTrimBox", f"-r{DPI}", "-dTextAlphaBits=4",
         "-dGraphicsAlphaBits=4", f"-sOutputFile={folder}/gs_%d.tif", pdf)
    pages = []
    while (folder / f"gs_{len(pages) + 1}.tif").exists():
        at = f"gs_{len(pages) + 1}"
        plates = {path.name[len(at) + 1:-5]: ImageChops.invert(Image.open(path).convert("L")) for path in folder.glob(at + "(*).tif")}
        pages.append(plates)
    for path in folder.glob("gs_*.tif"):
        path.unlink()
    return pages


def ours(sheet, page, plate, folder):
    path = folder / "plate.png"
    run("render", sheet, "--page", page, "--plate", plate, "--dpi", DPI, "-o", path)
    picture = Image.open(path)
    expect(picture.mode == "L", f"a plate is grey, not {picture.mode}")
    return ImageChops.invert(picture)


def mean_of(picture, mask=None):
    return ImageStat.Stat(picture, mask).mean[0]


def differences(a, b):
    diff = ImageChops.difference(a.reduce(SMALLER), b.reduce(SMALLER))
    return mean_of(diff), mean_of(diff.point(lambda v: 255 if v > FAR else 0)) / 255


def agree(name, mine, theirs):
    mean, share = differences(mine, theirs)
    print(f"{name}: mean {mean:.2f} (at most {MEAN}), {100 * share:.2f} % far off (at most {100 * SHARE} %)")
    expect(mine.size == theirs.size, f"{name}: {mine.size} and {theirs.size}")
    expect(mean <= MEAN and share <= SHARE, f"{name} is not the plate that Ghostscript makes")


def under_type(black, plates):
    """Where there is all of black, and of the other inks what a ground has: type that overprints."""
    full = black.point(lambda v: 255 if v >= 250 else 0)
    some = ImageChops.lighter(ImageChops.lighter(plates["Cyan"], plates["Magenta"]), plates["Yellow"])
    return ImageChops.darker(full, some.point(lambda v: 255 if v >= 6 else 0)).convert("1")


def lost_under_type(mine, theirs):
    """How far, on average, the plates under black type are from the ground: the most of C, M and Y."""
    mask = under_type(mine["Black"], mine)
    expect(ImageStat.Stat(mask.convert("L")).sum[0] / 255 > 300, "there is black type on a ground")
    return max(mean_of(ImageChops.difference(mine[ink], theirs[ink]), mask) for ink in PROCESS[:3])


def without_overprint(pdf, to):
    with pikepdf.open(pdf) as file:
        flags = 0
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/OP"):
                thing["/OP"] = thing["/op"] = False
                flags += 1
        expect(flags > 0, "no overprint flag is there to be taken out")
        file.save(to)


def separate(sheet, folder):
    """Each page as both see it, all plates compared; the share that is lost under type, as made and without flags."""
    pdf, stripped = folder / "press.pdf", folder / "stripped.pdf"
    run("render", sheet, "-o", pdf)
    without_overprint(pdf, stripped)
    names = plate_names(pdf)
    pages, holed = ghostscript(pdf, folder), ghostscript(stripped, folder)
    expect(pages and all(set(plates) == set(names) for plates in pages), f"{[sorted(p) for p in pages]}, expected {sorted(names)}")
    for number, (theirs, gone) in enumerate(zip(pages, holed), 1):
        mine = {name: ours(sheet, number, name, folder) for name in names}
        expect(differences(mine["Cyan"], theirs["Black"])[0] > MEAN, "another plate would have passed")
        for name in names:
            agree(f"{pathlib.Path(sheet).stem} {number} {name}", mine[name], theirs[name])
        kept, lost = lost_under_type(mine, theirs), lost_under_type(mine, gone)
        print(f"under black type: {kept:.2f} (at most 2), without overprint flags {lost:.2f}")
        expect(kept <= 2, "under black type the other plates are not the ground's")
        expect(lost > 2, "a file without its overprint flags would have passed")
    return names


def share_of(plate, coverage):
    """How much of the plate has it, to a 255th."""
    return mean_of(plate.point(lambda v: 255 if abs(v - 255 * coverage) <= 1 else 0)) / 255


def tints_of_spots_are_on_their_plate(sheet, folder):
    plate = ours(sheet, 1, SPOT, folder)
    for tint, area in ((0.4, 90 * 300), (0.3, 100 * 100 * 0.99)):  # of a ground; of art through its own map
        expect(share_of(plate, tint) * 612 * 792 > area, f"{100 * tint:.0f} percent of the spot: {share_of(plate, tint) * 612 * 792:.0f} square points")


def seen_on_paper(inks):
    """Through the press profile with its paper (absolute colorimetric): what a proof is to show, by Pillow's ImageCms."""
    way = ImageCms.buildTransform(str(ICC), ImageCms.createProfile("sRGB"), "CMYK", "RGB", 3)
    return ImageCms.applyTransform(Image.new("CMYK", (1, 1), inks), way).getpixel((0, 0))


def a_proof_shows_paper_and_overprint(sheet, folder):
    path = folder / "proof.png"
    run("render", sheet, "--page", 1, "--proof", "--dpi", DPI, "-o", path)
    proof, black, cyan = Image.open(path), ours(sheet, 1, "Black", folder), ours(sheet, 1, "Cyan", folder)
    expect(proof.mode == "RGB" and proof.size == black.size, "a proof is as large as a plate, in colour")
    places = [i for i, (k, c) in enumerate(zip(black.tobytes(), cyan.tobytes())) if k == 255 and c == 235]
    expect(len(places) > 100, "black type stands on the ground of cyan")
    over = proof.getpixel((places[0] % proof.width, places[0] // proof.width))
    for what, seen, inks in (("bare paper", proof.getpixel((2, 2)), (0, 0, 0, 0)), ("black over the ground", over, (235, 112, 0, 255))):
        meant = seen_on_paper(inks)
        expect(all(abs(a - b) <= 3 for a, b in zip(seen, meant)), f"{what} is {seen} in the proof, expected {meant}")
    expect(max(seen_on_paper((0, 0, 0, 0))) < 255 and seen_on_paper((235, 112, 0, 255)) != seen_on_paper((0, 0, 0, 255)),
           "paper is not white, nor black alone what it is over a ground")


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        expect(separate("layouts/cross-border-brochure.json", folder) == PROCESS, "the brochure prints in four inks")
        sheet = make_sheet(folder)
        expect(separate(sheet, folder) == (*PROCESS, SPOT), "the spot has a plate of its own")
        tints_of_spots_are_on_their_plate(sheet, folder)
        a_proof_shows_paper_and_overprint(sheet, folder)


main()
