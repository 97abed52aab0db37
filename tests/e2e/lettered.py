"""Words in a logo are shapes where the sheet says so: drawn, found by no search, no face of theirs in the file, and told by the alt."""
import json
import pathlib

from PIL import Image

from common import ROOT, expect, run, scratch, tool

SPECIMEN = ROOT / "tests" / "specimen"
SHEET = json.loads((SPECIMEN / "tidemark.json").read_text())


def copy_to(folder, logo=None, **art):
    """The specimen in a folder of its own, changed."""
    sheet = {**SHEET, "folders": {"art": ".", "fonts": str(ROOT / "fonts")}, "art": {"logo": {**SHEET["art"]["logo"], **art}}}
    (folder / "tidemark.svg").write_text(logo or (SPECIMEN / "tidemark.svg").read_text())
    (folder / "sheet.json").write_text(json.dumps(sheet))
    return folder / "sheet.json"


def rendered(sheet, out, *more, ok=True):
    done = run("render", sheet, "-o", out, *more, ok=ok)
    return done, out.read_bytes() if out.exists() else b""


def words_are_shapes(folder):
    out = folder / "out.pdf"
    for profile in ("screen", "print", "archive"):
        rendered(SPECIMEN / "tidemark.json", out, "--profile", profile)
        faces = [line.split()[0] for line in tool("pdffonts", out).splitlines()[2:]]
        expect(len(faces) == 1 and faces[0].endswith("+NotoSerif-Regular"), f"{profile}: the face of the copy alone: {faces}")
        text = tool("pdftotext", out, "-")
        expect("these are type" in text and "Tide" not in text and "1921" not in text, f"{profile}: {text}")
    rendered(SPECIMEN / "tidemark.json", folder / "out.trace")
    expect('Figure page 1 alt "Tidemark, harbour office."' in (folder / "out.trace").read_text(), "the alt tells it")


def dark_share(page):
    with Image.open(page) as picture:
        counts = picture.convert("L").histogram()
    return sum(counts[:160]) / sum(counts)


def words_are_seen(folder):
    sheet, page = copy_to(folder), folder / "page.png"
    rendered(sheet, page)
    whole = dark_share(page)
    mute = "\n".join(line for line in (SPECIMEN / "tidemark.svg").read_text().splitlines() if "<text class=\"name\" x=\"92\"" not in line)
    rendered(copy_to(folder, mute), page)
    expect(whole > dark_share(page) + 0.02, f"the name covers paper: {whole} against {dark_share(page)}")


def a_cache_makes_no_difference(folder):
    sheet, cache = copy_to(folder), folder / "cache"
    _, cold = rendered(sheet, folder / "a.pdf", "--no-cache")
    for turn in range(2):
        _, warm = rendered(sheet, folder / "b.pdf", "--cache", cache)
        expect(warm == cold, f"with a cache, turn {turn}")
    bold = (SPECIMEN / "tidemark.svg").read_text().replace("font-style: italic", "font-weight: bold")
    _, other = rendered(copy_to(folder, bold), folder / "c.pdf", "--cache", cache)
    expect(other != cold, "another face is another file")


def what_is_not_said_is_refused(folder):
    done, made = rendered(copy_to(folder, **{"outline-text": False}), folder / "out.pdf", ok=False)
    expect(done.returncode == 1 and not made and 'give the art "outline-text": true' in done.stderr, done.stderr)
    expect(done.stderr.count(" [art]") == 5, f"at each text: {done.stderr}")


def a_second_choice_is_told_each_time(folder):
    logo = (SPECIMEN / "tidemark.svg").read_text().replace("font-family: Inter;", "font-family: Acme, Inter;")
    sheet = copy_to(folder, logo)
    told = '"Acme" is no face here: the text is set in "Inter Bold" [art]'
    done, _ = rendered(sheet, folder / "out.pdf", "--cache", folder / "cache")
    expect(done.stderr.count(told) == 1, done.stderr)
    done, _ = rendered(sheet, folder / "out.pdf", "--cache", folder / "cache")
    expect(done.stderr.count(told) == 1, f"again: {done.stderr}")


for test in (words_are_shapes, words_are_seen, a_cache_makes_no_difference, what_is_not_said_is_refused, a_second_choice_is_told_each_time):
    with scratch() as name:
        test(pathlib.Path(name))
print("words in a logo are shapes")
