"""The press PDF shown by poppler and our own PNG of the same page are one picture.

Both go to 8-bit sRGB at 288 dpi (9 pt of bleed are 36 pixels): poppler through the sheet's CMYK profile, ours through the same
profile in lcms2. Anti-aliasing differs, and poppler moves large glyphs to whole pixels, so the pictures are compared at a sixth of that size. The test
states its tolerance and prints what it measured: the mean difference of all channels (0..255), and the
share of pixels that differ by more than 48 in any channel.
"""
import pathlib
import sys

from PIL import Image, ImageChops, ImageStat

from common import ICC, expect, run, scratch, tool

MEAN, FAR, SHARE = 2.0, 48, 0.002


def differences(ours, theirs):
    diff = ImageChops.difference(ours.reduce(6), theirs.reduce(6))
    mean = sum(ImageStat.Stat(diff).mean) / 3
    far = ImageChops.lighter(ImageChops.lighter(*diff.split()[:2]), diff.split()[2]).point(lambda v: 255 if v > FAR else 0)
    return mean, ImageStat.Stat(far).mean[0] / 255


def pages(sheet, folder):
    pdf = folder / "press.pdf"
    run("render", sheet, "-o", pdf)
    tool("pdftoppm", "-r", "288", "-png", "-x", "0", "-y", "0", "-cropbox", "-defaultcmykprofile", ICC, pdf, folder / "poppler")
    run("render", sheet, "-o", folder / "ours-{page}.png", "--dpi", "288")
    return sorted(folder.glob("ours-*.png")), sorted(folder.glob("poppler-*.png"))


def trimmed(picture, like):
    """poppler shows the whole sheet with its bleed: cut the middle, as large as the trim."""
    left, top = (picture.width - like.width) // 2, (picture.height - like.height) // 2
    return picture.crop((left, top, left + like.width, top + like.height))


def main(sheet):
    with scratch() as name:
        ours, theirs = pages(sheet, pathlib.Path(name))
        expect(len(ours) == len(theirs) > 0, "as many pages here as there")
        for a, b in zip(ours, theirs):
            mine = Image.open(a).convert("RGB")
            mean, share = differences(mine, trimmed(Image.open(b).convert("RGB"), mine))
            print(f"{a.name}: mean {mean:.2f} of 255 (at most {MEAN}), {100 * share:.2f} % far off (at most {100 * SHARE} %)")
            expect(mean <= MEAN and share <= SHARE, f"{a.name} does not look like the press PDF")
            blank = Image.new("RGB", mine.size, "white")
            expect(differences(blank, mine)[0] > MEAN, "a blank page would have passed")


main(sys.argv[1])
