"""Pictures with a colour profile of their own, in each profile of the sheet: what the file holds is what the picture means.

The pictures are made here. What they mean is computed with Pillow's ImageCms from the same profiles; a copy of the press
profile with another date stands for a press that is not ours, Ghostscript's default for one with other inks.
"""
import io
import json
import pathlib
import sys

import pikepdf
from PIL import Image, ImageCms

from common import ICC, ROOT, expect, run, scratch

sys.path.insert(0, str(ROOT / "tests/pdf"))
import check_standards  # noqa: E402
from pdfread import open_pdf  # noqa: E402

COLOUR, INKS, SIDE = (120, 160, 110), (200, 90, 40, 20), 320
WIDE = pathlib.Path("/usr/share/color/icc/ghostscript/a98.icc").read_bytes()
OTHER_PRESS = pathlib.Path("/usr/share/color/icc/ghostscript/default_cmyk.icc").read_bytes()
PRESS = ICC.read_bytes()
RELATIVE, BLACK_POINT = 1, 0x2000  # of lcms2


def sheet_of(folder, picture):
    sheet = folder / "picture.json"
    sheet.write_text(json.dumps({
        "tearsheet": 1, "use": [str(ROOT / "layouts/brand/cali-baja.brand.json")], "folders": {"fonts": str(ROOT / "fonts"), "art": "."},
        "preflight": {"image-ppi": 140},  # the screen profile keeps 150
        "art": {"it": {"file": picture, "alt": "One colour."}}, "copy": {"title": "A colour", "head": "A colour", "body": "Below."},
        "pages": [{"body": [{"text": "head", "style": "title"}, {"text": "body", "style": "body"}, {"image": "it", "width": 160, "height": 160}]}]}))
    return sheet


def save(folder, name, mode, colour, icc=None):
    Image.new(mode, (SIDE, SIDE), colour).save(folder / name, quality=98, subsampling=0, **({"icc_profile": icc} if icc else {}))
    return name


def shown(folder, picture, profile):
    """The picture in the PDF: its colour space, filter, bytes, first pixel; ICC profile where it has one."""
    pdf = folder / "out.pdf"
    run("render", sheet_of(folder, picture), "--profile", profile, "-o", pdf)
    with open_pdf(pdf) as file:
        check_standards.check(file)
        image, = [thing for page in file.pages for thing in page.images.values()]
        space, icc = image.ColorSpace, None
        if isinstance(space, pikepdf.Array):
            icc, space = space[1].read_bytes(), space[0]
        jpeg = image.Filter == pikepdf.Name.DCTDecode
        if jpeg:
            pixel = Image.open(io.BytesIO(image.read_raw_bytes())).getpixel((SIDE // 2, SIDE // 2))
        else:
            channels = {"/DeviceCMYK": 4, "/DeviceRGB": 3, "/DeviceGray": 1}[str(space)]
            pixel = tuple(pikepdf.PdfImage(image).read_bytes()[:channels])
        return str(space), jpeg, pixel, icc, image.read_raw_bytes()


def through(colour, mode, source, target, to_mode):
    def opened(profile):
        return ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("sRGB")
    way = ImageCms.buildTransform(opened(source), opened(target), mode, to_mode, RELATIVE, BLACK_POINT)
    return ImageCms.applyTransform(Image.new(mode, (1, 1), colour), way).getpixel((0, 0))


def near(a, b, what, by=4):
    a, b = (a if isinstance(a, tuple) else (a,)), (b if isinstance(b, tuple) else (b,))
    expect(len(a) == len(b) and all(abs(x - y) <= by for x, y in zip(a, b)), f"{what}: {a}, expected {b}")


def pictures_in_light(folder):
    plain, wide = through(COLOUR, "RGB", None, PRESS, "CMYK"), through(COLOUR, "RGB", WIDE, PRESS, "CMYK")
    expect(max(abs(a - b) for a, b in zip(plain, wide)) > 10, "the two profiles differ enough to be told apart")
    for ending in ("png", "jpg"):
        own = save(folder, "wide." + ending, "RGB", COLOUR, WIDE)
        space, _, pixel, _, _ = shown(folder, own, "print")
        expect(space == "/DeviceCMYK", f"a press page has no {space}")
        near(pixel, wide, f"{own} in print")
        space, jpeg, pixel, icc, raw = shown(folder, own, "screen")
        if icc:  # as it came, with what it means
            expect(jpeg and icc == WIDE and raw == (folder / own).read_bytes(), f"{own} on screen is its own file with its own profile")
        else:
            expect(space == "/DeviceRGB", f"{own} on screen is {space}")
            near(pixel, through(COLOUR, "RGB", WIDE, None, "RGB"), f"{own} on screen")
        plainly = save(folder, "plain." + ending, "RGB", COLOUR)
        near(shown(folder, plainly, "print")[2], plain, f"{plainly} in print")
        near(shown(folder, plainly, "screen")[2], COLOUR, f"{plainly} on screen")


def pictures_in_inks(folder):
    for name, icc in (("bare.jpg", None), ("ours.jpg", PRESS)):
        own = save(folder, name, "CMYK", INKS, icc)
        space, jpeg, _, _, raw = shown(folder, own, "print")
        expect(space == "/DeviceCMYK" and jpeg and raw == (folder / own).read_bytes(), f"{own} goes to our press as it came")
    own = save(folder, "theirs.jpg", "CMYK", INKS, OTHER_PRESS)
    space, jpeg, pixel, _, _ = shown(folder, own, "print")
    expect(space == "/DeviceCMYK" and not jpeg, "inks for another press are converted")
    near(pixel, through(INKS, "CMYK", OTHER_PRESS, PRESS, "CMYK"), own + " in print")
    expect(max(abs(a - b) for a, b in zip(pixel, INKS)) > 10, "the two presses differ enough to be told apart")
    space, jpeg, pixel, _, _ = shown(folder, own, "screen")
    near(pixel, through(INKS, "CMYK", OTHER_PRESS, None, "RGB"), own + " on screen")


def of_version_5(profile):
    return profile[:8] + b"\5\0" + profile[10:]


def what_pdf_does_not_know_is_not_embedded(folder):
    """A-2, 6.2.4.2: ICC's versions 2 to 4; a later one is told and left out."""
    own = save(folder, "later.jpg", "RGB", COLOUR, of_version_5(WIDE))
    space, _, pixel, icc, _ = shown(folder, own, "screen")
    expect(space == "/DeviceRGB" and icc is None, f"{space}, and a profile of version 5")
    near(pixel, COLOUR, "it is taken for sRGB")
    told = run("render", sheet_of(folder, own), "--profile", "screen", "-o", folder / "out.pdf").stderr
    expect("embedded colour profile cannot be used" in told, f"and that is said: {told}")
    (folder / "later.icc").write_bytes(of_version_5(PRESS))
    sheet = json.loads(sheet_of(folder, own).read_text())
    sheet["profiles"] = {"print": {"icc": str(folder / "later.icc")}}
    (folder / "picture.json").write_text(json.dumps(sheet))
    done = run("render", folder / "picture.json", "-o", folder / "out.pdf", ok=False)
    expect(done.returncode and "versions 2 to 4" in done.stderr, f"A-2, 6.2.3, of the press: {done.stderr}")


def grey_stays_on_black(folder):
    own = save(folder, "grey.jpg", "L", 128)
    for profile in ("print", "screen"):
        space, _, pixel, _, _ = shown(folder, own, profile)
        expect(space == "/DeviceGray", f"grey in {profile} is {space}")
        near(pixel, 128, f"grey in {profile}")


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        pictures_in_light(folder)
        pictures_in_inks(folder)
        grey_stays_on_black(folder)
        what_pdf_does_not_know_is_not_embedded(folder)


main()
