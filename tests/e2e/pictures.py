"""Pictures of more pixels than a profile wants are made smaller, once, for the largest place they stand in; others go through."""
import json
import pathlib

from PIL import Image, ImageCms

from common import ICC, ROOT, expect, run, scratch, tool

SHEET = {
    "tearsheet": 1, "folders": {"fonts": str(ROOT / "fonts"), "art": "."}, "copy": {"title": "T", "fine": "Fine", "drawn": "Drawn"},
    "swatches": {"Black": {"ink": "K100"}}, "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "text-styles": {"body": {"font": "Inter Regular", "set": "10/12"}},
    "profiles": {"print": {"icc": "FOGRA39L_coated.icc"}}, "preflight": {"image-ppi": 72},
    "art": {"fine": {"file": "fine.jpg", "alt": "fine"}, "drawn": {"file": "drawn.png", "alt": "drawn"}},
}


def make_pictures(folder):
    photograph = Image.merge("RGB", (Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90)))
    photograph.resize((1200, 800), Image.BICUBIC).save(folder / "fine.jpg", quality=95)
    drawn = Image.new("RGBA", (1200, 800), (0, 0, 0, 0))
    drawn.paste((200, 30, 30, 255), (100, 100, 900, 700))
    drawn.save(folder / "drawn.png")


def images(folder, frames, profile, **more):
    """What poppler lists: (type, width, height, colour, encoding, pixels an inch across)."""
    (folder / "sheet.json").write_text(json.dumps({**SHEET, **more, "pages": [{"body": [{"place": frames, "height": 700}]}]}))
    out = folder / f"{profile}.pdf"
    run("render", folder / "sheet.json", "--profile", profile, "-o", out)
    rows = [line.split() for line in tool("pdfimages", "-list", out).splitlines()[2:]]
    return [(r[2], int(r[3]), int(r[4]), r[5], r[8], int(r[12])) for r in rows], out


def placed(art, *widths):
    """3 by 2, one below the other."""
    return [{"image": art, "left": 0, "top": sum(widths[:i]), "width": w, "height": w * 2 / 3} for i, w in enumerate(widths)]


def a_fine_photograph_is_as_fine_as_the_profile_wants(folder):
    wide = placed("fine", 144)  # two inches: 600 pixels an inch
    for profile, ppi in (("screen", 150), ("archive", 300)):
        found, out = images(folder, wide, profile)
        expect(found == [("image", 2 * ppi, ppi * 4 // 3, "rgb", "jpeg", ppi)], f"{profile}: {found}")
        expect(out.stat().st_size < (folder / "fine.jpg").stat().st_size, "the file is smaller than the picture was")
    found, _ = images(folder, wide, "print")
    expect(found == [("image", 1200, 800, "cmyk", "image", 600)], f"a press page keeps every pixel: {found}")
    found, _ = images(folder, wide, "print", profiles={"print": {"icc": "FOGRA39L_coated.icc", "image-ppi": 300}})
    expect(found == [("image", 600, 400, "cmyk", "image", 300)], f"unless its profile says else, and without loss: {found}")


def what_is_not_half_as_fine_again_goes_through(folder):
    found, out = images(folder, placed("fine", 432), "screen")  # 200 pixels an inch, and up to 225 is let be
    expect(found == [("image", 1200, 800, "rgb", "jpeg", 200)], f"{found}")
    tool("pdfimages", "-j", out, folder / "own")
    expect((folder / "own-000.jpg").read_bytes() == (folder / "fine.jpg").read_bytes(), "the file's own bytes")
    found, _ = images(folder, placed("fine", 144, 432), "screen")
    expect([f[:3] for f in found] == 2 * [("image", 1200, 800)], f"the largest place decides: {found}")
    found, _ = images(folder, placed("fine", 144), "screen", profiles={"screen": {"image-ppi": 2400}})
    expect(found[0][:3] == ("image", 1200, 800), f"the profile's word counts: {found}")


def what_is_drawn_stays_without_loss_and_keeps_its_edges(folder):
    found, out = images(folder, placed("drawn", 144), "screen")
    expect([f[:3] + f[4:5] for f in found] == [("image", 300, 200, "image"), ("smask", 300, 200, "image")], f"{found}")
    tool("pdfimages", "-png", out, folder / "drawn")
    colour, mask = (Image.open(folder / f"drawn-00{i}.png").convert("RGB") for i in range(2))
    expect(colour.getpixel((150, 100)) == (200, 30, 30) and mask.getpixel((150, 100))[0] == 255, "the same red in the middle")
    expect(colour.getpixel((25, 25)) == (200, 30, 30), "its edge is no darker red")
    expect(mask.getpixel((0, 0))[0] == 0, "and nothing beside it")


def a_photograph_in_inks_becomes_one_in_light(folder):
    inks = ImageCms.profileToProfile(Image.open(folder / "fine.jpg"), ImageCms.createProfile("sRGB"), str(ICC), outputMode="CMYK")
    inks.save(folder / "inks.jpg", quality=95)
    art = {"inks": {"file": "inks.jpg", "alt": "fine"}}
    found, _ = images(folder, placed("inks", 432), "screen", art=art)
    expect(found == [("image", 1200, 800, "rgb", "jpeg", 200)], f"compressed as it came: {found}")
    found, _ = images(folder, placed("inks", 144), "screen", art=art)
    expect(found == [("image", 300, 200, "rgb", "jpeg", 150)], f"{found}")


def main():
    for case in (a_fine_photograph_is_as_fine_as_the_profile_wants, what_is_not_half_as_fine_again_goes_through,
                 what_is_drawn_stays_without_loss_and_keeps_its_edges, a_photograph_in_inks_becomes_one_in_light):
        with scratch() as name:
            make_pictures(pathlib.Path(name))
            case(pathlib.Path(name))


if __name__ == "__main__":
    main()
