"""Logos, icons and codes. Art that is no drawing: a PNG or a JPEG is a logo like any other; what takes drawings alone says so; a file that is lost is told."""
import json
import pathlib
import sys

from PIL import Image

from common import ROOT, expect, run, scratch, tool

sys.path.insert(0, str(ROOT / "tests" / "pdf"))
import pikepdf  # noqa: E402
import check_screen  # noqa: E402

SHEET = {
    "tearsheet": 1, "folders": {"fonts": str(ROOT / "fonts"), "art": "."},
    "copy": {"title": "T", "label": "Goods", "other": "Others"},
    "swatches": {"Black": {"ink": "K100"}, "Rust": {"ink": "M80 Y90"}, "Paper": {"ink": "none"}},
    "fonts": {"Inter Regular": {"file": "Inter-Regular.otf"}},
    "text-styles": {"body": {"font": "Inter Regular", "set": "10/12"}},
    "sources": {"who": {"publisher": "The Bureau", "title": "Goods"}},
    "facts": {"goods": {"value": 3, "unit": "count", "source": "who"}, "rest": {"value": 4, "unit": "count", "source": "who"}},
    "profiles": {"print": {"icc": "FOGRA39L_coated.icc"}},
    "preflight": {"contrast-marks": {"level": "off"}},
    "art": {"mark": {"file": "mark.png", "alt": "The Mark"}, "photo": {"file": "photo.jpg", "alt": "The Photo"},
            "drawn": {"file": "drawn.svg", "alt": "The Drawing", "swatches": {"#000000": "Black"}}},
}


def make_art(folder):
    mark = Image.new("RGBA", (600, 500), (0, 0, 0, 0))  # 400 by 200 of ink within clear margins
    mark.paste((200, 30, 30, 255), (100, 200, 500, 400))
    mark.paste((200, 30, 30, 128), (200, 250, 400, 350))
    mark.save(folder / "mark.png")
    Image.new("RGB", (400, 200), (90, 140, 200)).save(folder / "photo.jpg", quality=95)
    (folder / "drawn.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0H40V20H0Z"/></svg>')


def write(folder, *frames, **more):
    sheet = folder / "sheet.json"
    sheet.write_text(json.dumps({**SHEET, **more, "pages": [{"body": list(frames)}]}))
    return sheet


def render(sheet, name, *options):
    out = sheet.with_name(name)
    run("render", sheet, "-o", out, *options)
    return out


WALL = {"logos": ["mark", "photo", "drawn"], "across": 3, "pitch": 40}


def a_picture_stands_where_a_drawing_would(folder):
    lines = render(write(folder, WALL), "a.trace").read_text().splitlines()
    found = [line for line in lines if line.startswith(("image", "art"))]
    # 560 square points at 2 to 1: 33.47 by 16.73. The whole of the mark is half as wide again, and its ink is what stands there.
    shown = [line.split(" shows ")[1].split()[2:4] for line in found[:2]]
    expect(shown == [["33.47", "16.73"]] * 2, f"their ink is of one size: {found}")
    whole = [float(n) for n in found[0].split()[2:6]]
    expect(abs(whole[2] - 33.47 * 1.5) < 0.02 and abs(whole[3] - 16.73 * 2.5) < 0.02, f"with the clear margins around: {found[0]}")
    expect(len(found) == 3 and found[2].startswith("art drawn"), f"{found}")


def it_is_a_figure_and_keeps_what_shines_through(folder):
    pdf = pikepdf.open(render(write(folder, WALL), "screen.pdf", "--profile", "screen"))
    check_screen.check(pdf)
    alts = [str(e["/Alt"]) for e, _ in check_screen.elements(pdf) if e["/S"] == "/Figure"]
    expect(alts == ["The Mark", "The Photo", "The Drawing"], f"{alts}")
    rows = [line.split() for line in tool("pdfimages", "-list", folder / "screen.pdf").splitlines()[2:]]
    expect([(r[2], r[5]) for r in rows] == [("image", "rgb"), ("smask", "gray"), ("image", "rgb")], f"{rows}")


def on_press_it_is_of_inks(folder):
    rows = [line.split() for line in tool("pdfimages", "-list", render(write(folder, WALL), "print.pdf")).splitlines()[2:]]
    expect([(r[2], r[5]) for r in rows] == [("image", "cmyk"), ("smask", "gray"), ("image", "cmyk")], f"{rows}")


def it_is_in_previews_and_packages(folder):
    sheet = write(folder, WALL)
    pixels = Image.open(render(sheet, "a.png", "--profile", "screen", "--dpi", "72")).convert("RGB")
    reds = [(x, y) for x in range(pixels.width) for y in range(pixels.height) if pixels.getpixel((x, y))[0] > 150 > pixels.getpixel((x, y))[1] + 60]
    left, right = min(x for x, _ in reds), max(x for x, _ in reds)
    expect(abs(left - 36) <= 1 and abs(right - 69) <= 1, f"from {left} to {right}")
    expect(render(sheet, "a.svg", "--profile", "screen").read_text().count("<image") == 2, "two pictures in the SVG")
    run("package", sheet, "-o", folder / "packed")
    packed = tool("pdfimages", "-list", folder / "packed" / "sheet.pdf").splitlines()[2:]
    expect(len(packed) == 3, f"both and what shines through: {packed}")


def told(sheet, *options):
    done = run("check", sheet, *options, ok=False)
    return done.returncode, [line.split(": ", 1)[1] for line in done.stderr.splitlines() + done.stdout.splitlines() if line.startswith(str(sheet))]


def a_coarse_logo_is_told_at_its_name(folder):
    Image.new("RGB", (60, 30), (90, 140, 200)).save(folder / "photo.jpg")
    code, lines = told(write(folder, WALL))
    expect(code == 1 and len(lines) == 1 and "129 pixels an inch" in lines[0], f"{lines}")


def a_logo_says_whose_it_is(folder):
    art = {**SHEET["art"], "photo": {"file": "photo.jpg"}}
    code, lines = told(write(folder, WALL, art=art), "--profile", "screen")
    expect(code == 1 and len(lines) == 1 and "error: this logo has no alternative text" in lines[0] and lines[0].endswith("[alt]"), f"{lines}")
    code, lines = told(write(folder, WALL, art=art))
    expect(code == 0 and not lines, f"a press file has no tags: {lines}")


DRAWINGS = (
    {"chart": {"pictogram": "goods", "icon": "mark", "each": 1}},
    {"chart": {"timeline": [{"at": "2020", "label": "label", "icon": "mark"}, {"at": "2022", "label": "other"}]}, "alt": "label"},
    {"chart": {"flow": [{"name": "label", "value": "goods", "icon": "mark"}, {"name": "other", "value": "rest"}],
               "origin": {"label": "label"}, "destination": {"label": "other"}}, "height": 120},
)
MAP = {"chart": {"map": "land", "marks": [{"icon": "mark", "longitude": 5, "latitude": 5}]}, "height": 120, "alt": "label"}


def what_takes_drawings_alone_says_so(folder):
    shapes = {"land": {"name": "name", "file": str(ROOT / "tests/bad/house/land.geojson"), "source": "who"}}
    cases = [(frame, {}, "icon") for frame in DRAWINGS] + [(MAP, {"shapes": shapes}, "icon")]
    cases.append(({"text": "label", "anchors": {"art": ["mark"], "size": 20}}, {}, "anchors"))
    for frame, more, member in cases:
        code, lines = told(write(folder, frame, **more))
        expect(code == 1 and any(f'error: "mark" is no drawing: "{member}" takes SVG only [art]' in line for line in lines), f"{frame}: {lines}")
    code, lines = told(write(folder, {"chart": {"bars": [{"name": "label", "value": "goods", "icon": "drawn"}, {"name": "other", "value": "rest"}]}}))
    expect(code == 1 and any('error: "icon" belongs to items of flow [option]' in line for line in lines), f"bars draw none: {lines}")


def spoil(folder):
    """name -> (what is said of the file, whether it is seen by its beginning)"""
    png, jpg = (folder / "mark.png").read_bytes(), (folder / "photo.jpg").read_bytes()
    files = {"cut.png": (png[:len(png) // 2], "libpng says", False), "cut.jpg": (jpg[:len(jpg) // 2], "libjpeg says", False),
             "four.png": (png[:4], "it breaks off", False), "empty.png": (b"", "it is empty", True),
             "page.png": (b"<!DOCTYPE html><html>404</html>", "it is a web page", True), "rows.png": (b"a,b\n1,2\n", "neither JPEG nor PNG", True),
             "drawing.png": ((folder / "drawn.svg").read_bytes(), "the name of an SVG ends in .svg", True),
             "picture.svg": (png, "it is a JPEG or a PNG", True), "moving.png": (b"GIF89a\1\0\1\0", "it is a GIF", True)}
    for name, (content, _, _) in files.items():
        (folder / name).write_bytes(content)
    missing = {name: (None, "there is no such file", True) for name in ("none.png", "none.svg")}
    return {**files, **missing}


def a_file_that_is_lost_is_told_wherever_it_is_asked_for(folder):
    for name, (_, words, early) in spoil(folder).items():
        art = {"mark": {"file": name, "alt": "The Mark"}}
        for frame in ({"logos": ["mark"]}, {"image": "mark", "height": 60}, DRAWINGS[0]):
            code, lines = told(write(folder, frame, art=art))
            expect(code == 1 and len(lines) == 1 and "error: cannot read" in lines[0] and words in lines[0], f"{name} in {frame}: {lines}")
        for frame in ({"text": "label"}, {"logos": ["mark"], "when": "profile is screen"}):
            code, lines = told(write(folder, frame, art=art))
            expect(code == 0 and len(lines) == early and all("warning: cannot read" in line and words in line for line in lines),
                   f"{name}, not asked for: {lines}")


def a_picture_of_nothing_is_told(folder):
    Image.new("RGBA", (500, 500), (0, 0, 0, 0)).save(folder / "mark.png")
    code, lines = told(write(folder, WALL))
    expect(code == 0 and len(lines) == 1 and "shows nothing: all its pixels are transparent" in lines[0], f"{lines}")


def a_code_is_a_square_as_high_as_its_frame_says(folder):
    code = {"qr": "https://example.org/", "alt": "label"}
    rows = ({**code, "height": 60}, {**code, "width": 80}, {**code, "width": 80, "height": 120}, {**code, "width": 90, "height": 64, "padding": 4})
    lines = render(write(folder, *rows), "a.trace").read_text().splitlines()
    sizes = [line.split()[3:5] for line in lines if line.startswith("fill") and " Paper " in line]
    expect(sizes == [["60", "60"], ["80", "80"], ["80", "80"], ["56", "56"]], f"{[line for line in lines if 'Paper' in line]}")


def main():
    for case in (a_picture_stands_where_a_drawing_would, it_is_a_figure_and_keeps_what_shines_through, on_press_it_is_of_inks,
                 it_is_in_previews_and_packages, a_coarse_logo_is_told_at_its_name, a_logo_says_whose_it_is, what_takes_drawings_alone_says_so,
                 a_file_that_is_lost_is_told_wherever_it_is_asked_for, a_picture_of_nothing_is_told, a_code_is_a_square_as_high_as_its_frame_says):
        with scratch() as name:
            make_art(pathlib.Path(name))
            case(pathlib.Path(name))


if __name__ == "__main__":
    main()
