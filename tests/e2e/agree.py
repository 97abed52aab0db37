"""The press PDF as other houses' renderers show it, and our own PNG of the same page, are one picture.

poppler and Ghostscript show inks through the sheet's CMYK profile (each has its own option for it), ours through the same profile in
lcms2: they are compared as colours. Debian's mupdf knows no ICC, so that only its shapes are: what is dark in one is dark in the
other. All at 200 dpi (9 pt of bleed are 25 pixels). Anti-aliasing differs, and poppler and Ghostscript move glyphs to whole pixels, so
the pictures are compared at an eighth of that size. The test states its tolerances and prints what it measured: the mean difference
of all channels (0..255), and the share of pixels that differ by more than FAR in any channel. Files in which a picture is missing or an ink is
another are tried each time and must be noticed.
"""
import pathlib
import sys

import pikepdf
from PIL import Image, ImageChops, ImageStat

from common import ICC, expect, run, scratch, tool

DPI, SMALLER = 200, 8
MEAN, FAR, SHARE = 2.0, 48, 0.002
SHAPE_MEAN, DARK = 3.0, 128


def poppler(pdf, at):
    tool("pdftoppm", "-r", DPI, "-png", "-x", "0", "-y", "0", "-cropbox", "-defaultcmykprofile", ICC, pdf, at)


def ghostscript(pdf, at):
    tool("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"--permit-file-read={ICC}", "-sDEVICE=png16m", f"-r{DPI}", "-dTextAlphaBits=4",
         "-dGraphicsAlphaBits=4", f"-sDefaultCMYKProfile={ICC}", "-dRenderIntent=1", "-dBlackPtComp=1", "-dUseTrimBox",
         f"-sOutputFile={at}-%d.png", pdf)


def mupdf(pdf, at):
    tool("mutool", "draw", "-q", "-r", DPI, "-o", f"{at}-%d.png", pdf)


def differences(ours, theirs):
    diff = ImageChops.difference(ours.reduce(SMALLER), theirs.reduce(SMALLER))
    mean = sum(ImageStat.Stat(diff).mean) / 3
    far = ImageChops.lighter(ImageChops.lighter(*diff.split()[:2]), diff.split()[2]).point(lambda v: 255 if v > FAR else 0)
    return mean, ImageStat.Stat(far).mean[0] / 255


def dark(picture):
    return picture.convert("L").point(lambda v: 255 if v < DARK else 0).convert("RGB")


def same_colours(ours, theirs):
    mean, share = differences(ours, theirs)
    return mean <= MEAN and share <= SHARE, f"mean {mean:.2f} of 255 (at most {MEAN}), {100 * share:.2f} % far off (at most {100 * SHARE} %)"


def same_shapes(ours, theirs):
    mean, share = differences(dark(ours), dark(theirs))
    return mean <= SHAPE_MEAN, f"shapes, mean {mean:.2f} of 255 (at most {SHAPE_MEAN})"


RENDERERS = (("poppler", poppler, same_colours), ("Ghostscript", ghostscript, same_colours), ("mupdf", mupdf, same_shapes))


def without_pictures(pdf, to):
    """No form and no image is shown."""
    with pikepdf.open(pdf) as file:
        for page in file.pages:
            kept = [(operands, operator) for operands, operator in pikepdf.parse_content_stream(page) if str(operator) != "Do"]
            page.Contents = file.make_stream(pikepdf.unparse_content_stream(kept))
        file.save(to)


def with_more_magenta(pdf, to):
    """A tenth of magenta in each fill of process inks: what a wrong profile or a wrong build may come to."""
    with pikepdf.open(pdf) as file:
        for page in file.pages:
            changed = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "k":
                    operands = [operands[0], min(1, float(operands[1]) + 0.1), *operands[2:]]
                changed.append((operands, operator))
            page.Contents = file.make_stream(pikepdf.unparse_content_stream(changed))
        file.save(to)


def trimmed(picture, like):
    """Most show the whole sheet with its bleed: cut the middle, as large as the trim."""
    left, top = (picture.width - like.width) // 2, (picture.height - like.height) // 2
    return picture.crop((left, top, left + like.width, top + like.height))


def pages_of(render, pdf, folder, like):
    at = folder / "theirs"
    render(pdf, at)
    files = sorted(folder.glob("theirs-*.png"))
    pictures = [trimmed(Image.open(file).convert("RGB"), mine) for file, mine in zip(files, like)]
    expect(len(files) == len(like) > 0, "as many pages here as there")
    for file in files:
        file.unlink()
    return pictures


def main(sheet):
    with scratch() as name:
        folder = pathlib.Path(name)
        pdf, poorer, redder = folder / "press.pdf", folder / "poorer.pdf", folder / "redder.pdf"
        run("render", sheet, "-o", pdf)
        run("render", sheet, "-o", folder / "ours-{page}.png", "--dpi", DPI)
        ours = [Image.open(path).convert("RGB") for path in sorted(folder.glob("ours-*.png"))]
        without_pictures(pdf, poorer)
        with_more_magenta(pdf, redder)
        for who, render, same in RENDERERS:
            for number, (mine, theirs) in enumerate(zip(ours, pages_of(render, pdf, folder, ours)), 1):
                agrees, figures = same(mine, theirs)
                print(f"{who}, page {number}: {figures}")
                expect(agrees, f"page {number} does not look like the press PDF in {who}: {figures}")
            mutants = [poorer] + ([redder] if same is same_colours else [])
            for mutant in mutants:
                verdicts = [same(mine, theirs) for mine, theirs in zip(ours, pages_of(render, mutant, folder, ours))]
                print(f"{who}, {mutant.stem}: {'; '.join(figures for _, figures in verdicts)}")
                expect(not verdicts[0][0], f"{who} would have passed a file that is {mutant.stem}")


main(sys.argv[1])
