"""What a print shop gets: whole, the same bytes each time, agreeing with what `render` writes; and what is never replaced."""
import json
import pathlib
import shutil
import subprocess
import zipfile

from common import ROOT, expect, run, scratch, tool
from pictures import SHEET

BROCHURE = "layouts/cross-border-brochure.json"
SPOTS = {**SHEET, "art": {}, "copy": {"title": "T", "one": "One"},
         "swatches": {"Black": {"ink": "K100"}, "Red": {"spot": "Red 32", "ink": "M90 Y70"}, "Grey": {"ink": "C40 M30 Y30"}},
         "fonts": {"Inter Regular": {"file": "Inter-Regular.otf", "licence": "OFL-1.1"}, "Inter Bold": {"file": "Inter-Bold.otf"}},
         "pages": [{"body": [{"place": [{"text": "one"}, {"ground": "Red", "left": 0, "top": 40, "width": 306, "height": 396}],
                              "height": 700}]}]}


def files_of(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def sums_hold(folder):
    done = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    listed = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    expect(done.returncode == 0, f"checksums: {done.stdout}{done.stderr}")
    expect(listed | {"SHA256SUMS"} == set(files_of(folder)), f"every file has its sum: {listed}")


def all_files_are_those_that_render_writes(home):
    folder = home / "job"
    run("package", BROCHURE, "-o", folder, "--impose", "2up", "--dpi", 60)
    sums_hold(folder)
    found = files_of(folder)
    run("render", BROCHURE, "-o", home / "a.pdf", "--ledger", home / "a.json")
    run("render", BROCHURE, "-o", home / "b.pdf", "--impose", "2up")
    run("render", BROCHURE, "-o", home / "page-{page}.png", "--proof", "--dpi", 60)
    for name, own in (("cross-border-brochure.pdf", "a.pdf"), ("cross-border-brochure-2up.pdf", "b.pdf"), ("ledger.json", "a.json"),
                      ("proof/page-1.png", "page-1.png"), ("proof/page-2.png", "page-2.png")):
        expect(found.pop(name) == (home / own).read_bytes(), f"{name} is what render writes")
    expect(set(found) == {"SHA256SUMS", "job.json", "job.txt", "preflight.txt", "preflight.ndjson", "preflight.html"}, f"{set(found)}")
    expect(b"0 errors, 0 warnings" in found["preflight.txt"], "a clean sheet")
    run("check", BROCHURE, "--format", "html", "-o", home / "a.html")
    expect(found["preflight.html"] == (home / "a.html").read_bytes(), "the page is what check makes")
    job = json.loads(found["job.json"])
    expect(job["standards"] == "PDF/X-4, PDF/A-2b" and job["printing-condition"] == "FOGRA39 (FOGRA39L Coated)", f"{job['standards']}")
    fonts = {line.split()[0].split("+")[1] for line in tool("pdffonts", home / "a.pdf").splitlines()[2:]}
    expect({font["postscript"] for font in job["fonts"]} == fonts, f"the faces of the PDF: {fonts}")
    expect(all(font["permission"] == "installable" and font["licence"] == "OFL-1.1" for font in job["fonts"]), "may be embedded")


def inks_are_those_with_a_plate_and_as_much_as_they_cover(home):
    (home / "spots.json").write_text(json.dumps(SPOTS))
    run("package", home / "spots.json", "-o", home / "job")
    job = json.loads((home / "job/job.json").read_text())
    inks = {ink["name"]: ink for ink in job["inks"]}
    expect(set(inks) == {"Black", "Red 32"}, f"inks with a plate: {set(inks)}")
    expect(inks["Red 32"]["kind"] == "spot" and inks["Red 32"]["equivalent"] == [0, 90, 70, 0], f"{inks['Red 32']}")
    expect(abs(inks["Red 32"]["coverage"][0] - 25) < 0.2, f"half as wide, half as high: {inks['Red 32']}")
    expect([(f["face"], f.get("licence")) for f in job["fonts"]] == [("Inter Regular", "OFL-1.1")], f"faces that are used: {job['fonts']}")
    expect("Red 32                    25.0 %   spot, as C0 M90 Y70 K0" in (home / "job/job.txt").read_text(), "the same in words")


def a_zip_is_the_folder_and_the_same_each_time(home):
    run("package", "layouts/hello.json", "-o", home / "hello.zip")
    first = (home / "hello.zip").read_bytes()
    run("package", "layouts/hello.json", "-o", home / "hello.zip")
    expect((home / "hello.zip").read_bytes() == first, "the same bytes")
    with zipfile.ZipFile(home / "hello.zip") as packed:
        expect(packed.testzip() is None, "it can be read")
        expect({name.split("/")[0] for name in packed.namelist()} == {"hello"}, "all in one folder")
        packed.extractall(home)
    sums_hold(home / "hello")
    shutil.move(home / "hello", home / "kept")
    run("package", "layouts/hello.json", "-o", home / "hello")
    expect(files_of(home / "hello") == files_of(home / "kept"), "folder and zip hold the same")


def a_sheet_without_a_date_is_told(home):
    sheet = home / "no-date.json"
    sheet.write_text(json.dumps(SPOTS))
    for epoch, warnings, day in ((None, 1, "1970-01-01"), ("1700000000", 0, "2023-11-14")):
        run("package", sheet, "-o", home / "job", env={"SOURCE_DATE_EPOCH": epoch} if epoch else None)
        told = (home / "job/preflight.txt").read_text()
        expect(told.count('the sheet has no "date": its files say 1970-01-01') == warnings, told)
        job = json.loads((home / "job/job.json").read_text())
        expect(job["date"].startswith(day) and job["warnings"] == warnings, f"{job}")


def what_somebody_touched_stays(home):
    folder = home / "job"
    run("package", "layouts/hello.json", "-o", folder)
    run("package", "layouts/port-of-entry.json", "-o", f"{folder}/")
    expect((folder / "port-of-entry.pdf").exists() and not (folder / "hello.pdf").exists(), "a package gives way to the next")
    (folder / "job.txt").write_text("called the shop")
    (home / "mine").mkdir()
    (home / "mine/notes").write_text("mine")
    before = files_of(home)
    for target, message in ((folder, "was changed since it was made (job.txt)"), (home / "mine", "holds other files"),
                            (home / "mine/notes", "is not a folder")):
        done = run("package", "layouts/hello.json", "-o", target, ok=False)
        expect(done.returncode == 2 and message in done.stderr, f"{target}: exit {done.returncode}, {done.stderr}")
    expect(files_of(home) == before and len(list(home.iterdir())) == 2, "nothing is lost, nothing left behind")


def a_sheet_at_fault_is_not_handed_over(home):
    faulty = {**SPOTS, "text-styles": {"body": {"font": "Inter Regular", "set": "5/6"}}}
    (home / "faulty.json").write_text(json.dumps(faulty))
    done = run("package", home / "faulty.json", "-o", home / "job", ok=False)
    expect(done.returncode == 1 and "[type-size]" in done.stderr and "nothing was written" in done.stderr, done.stderr)
    for arguments, status, message in ((("--profile", "screen"), 2, "a profile of inks"), (("--draft",), 2, "package takes no --draft"),
                                       (("--impose", "9up"), 2, "2up"), (("-o", "-"), 2, "standard output"),
                                       (("-o", home / "none/job"), 3, "there is no folder"), (("-o", home / "none/job.zip"), 3, "there is no folder")):
        target = () if "-o" in arguments else ("-o", home / "job")
        done = run("package", "layouts/hello.json", *target, *arguments, ok=False)
        expect(done.returncode == status and message in done.stderr, f"{arguments}: exit {done.returncode}, {done.stderr}")
    expect([p.name for p in home.iterdir()] == ["faulty.json"], "nothing is left behind")


def inks_without_a_printing_condition_are_handed_over_on_request_alone(home):
    """What they look like is anyone's guess: told by all that makes a press file, and no package is made of it."""
    bare = {**SPOTS, "date": "2026-11-30", "profiles": {}}
    sheet, out = home / "bare.json", home / "bare.pdf"
    sheet.write_text(json.dumps(bare))
    for command in (("render", sheet, "-o", out), ("check", sheet)):
        told = run(*command).stderr
        expect(told.count('the profile "print" has no "icc"') == 1 and "[condition]" in told, f"{command[0]}: {told}")
    expect(b"OutputIntent" not in out.read_bytes() and b"GTS_PDFX" not in out.read_bytes(), "nothing is claimed")
    expect("condition" not in run("check", sheet, "--profile", "screen").stderr, "of no concern on a screen")
    done = run("package", sheet, "-o", home / "job", ok=False)
    expect(done.returncode == 1 and "error: a print shop gets no file of no printing condition" in done.stderr, done.stderr)
    expect(not (home / "job").exists(), "nothing is left behind")
    sheet.write_text(json.dumps({**bare, "preflight": {**bare["preflight"], "condition": "off"}}))
    told = run("package", sheet, "-o", home / "job").stderr
    expect("condition" not in told, f"the sheet says that it is meant: {told}")
    expect("standards" not in json.loads((home / "job/job.json").read_text()), "and still claims nothing")
    sheet.write_text(json.dumps({**bare, "preflight": {**bare["preflight"], "condition": "error"}}))
    expect(run("render", sheet, "-o", out, ok=False).returncode == 1, "an error where the sheet says so")


def main():
    for case in (inks_without_a_printing_condition_are_handed_over_on_request_alone, all_files_are_those_that_render_writes, inks_are_those_with_a_plate_and_as_much_as_they_cover,
                 a_zip_is_the_folder_and_the_same_each_time, a_sheet_without_a_date_is_told, what_somebody_touched_stays, a_sheet_at_fault_is_not_handed_over):
        with scratch() as name:
            case(pathlib.Path(name))


main()
