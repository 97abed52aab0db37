"""Somebody else's preflight finds nothing: Apache PDFBox, which shares no line with the writer and its other checks.

It knows PDF/A-1b alone. What it says against later parts of the standard, by which our files go, is LATER, each with the
clause that allows it; all else that it looks at (objects, fonts and the widths of their glyphs, colour spaces, output
intents, XMP beside the document's information, annotations, actions) holds for them, too. Without Debian's
libpdfbox2-java and what it needs (bootstrap.sh installs them for the tests) it says so and is skipped (exit 77)."""
import collections
import pathlib
import re
import shutil
import subprocess
import sys

import pikepdf

from common import ROOT, expect, run, scratch

SKIPPED = 77
JARS = [pathlib.Path("/usr/share/java") / (name + ".jar") for name in
        ("bsh", "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")]
SHEETS = [("layouts/hello.json",), ("layouts/cross-border-brochure.json",), ("layouts/cross-border-brochure.json", "--lang", "es-MX"),
          ("layouts/gallery.json",), ("layouts/state-trade.json", "--set", "state=AK"),
          ("layouts/port-of-entry.json", "--lang", "es-MX")]
LATER = {
    r"1\.4\t.*cross reference streams are not allowed": "PDF/A-2, 6.1.4: they are, in PDF 1.7",
    r"7\.11\.2\t.*part must be 1": "PDF/A-2 and 3, 6.6.4: 2 or 3",
}
LATER_OF = {
    "print": {r"2\.1\.3\t.*S entry of the OutputIntent": "PDF/A-2, 6.2.3: PDF/X's output intent beside, with the same profile"},
    "screen": {r"2\.1\.6\t.*version of the ICCProfile": "PDF/A-2, 6.2.3: a profile of version 4, too"},
    "archive": {r"2\.1\.6\t.*version of the ICCProfile": "PDF/A-2, 6.2.3: a profile of version 4, too",
                r"1\.2\.9\t.*EmbeddedFile entry is present in a FileSpecification": "PDF/A-3, 6.8: files are attached",
                r"1\.4\.7\t.*EmbeddedFile entry is present in the Names": "PDF/A-3, 6.8"},
}


def fonts(pdf):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") in ("/CIDFontType0", "/CIDFontType2")]


def rewrite(path, change):
    """With the CIDSet of each subset, which PDF/A-2 does not want (6.2.11.4.2): without it no face is looked at further."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for font in fonts(pdf):
            font["/FontDescriptor"]["/CIDSet"] = pdf.make_stream(b"\xff" * 64)
        change(pdf)
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.preserve)


def preflight(files):
    """file -> what is said of it, a line each."""
    done = subprocess.run(["java", "-Djava.awt.headless=true", "-cp", ":".join(map(str, JARS)), "bsh.Interpreter",
                           str(ROOT / "tests/pdf/preflight.bsh"), *map(str, files)],
                          capture_output=True, text=True, timeout=300)
    said, lines = {}, []
    for line in done.stdout.splitlines():
        if line.startswith("end\t"):
            said[pathlib.Path(line[4:])] = lines
            lines = []
        else:
            lines.append(line)
    expect(set(said) == set(files), f"each file is looked at: {done.stdout[-500:]}{done.stderr[-2000:]}")
    return said


def against(profile, lines):
    """What no later part allows; and each that one does must be said, or it is one no more."""
    later = {**LATER, **LATER_OF[profile]}
    unsaid = [pattern for pattern in later if not any(re.match(pattern, line) for line in lines)]
    return [line for line in lines if not any(re.match(pattern, line) for pattern in later)], unsaid


def ours(folder):
    files = {}
    for profile in LATER_OF:
        for i, sheet in enumerate(SHEETS):
            path = folder / f"{profile}-{i}.pdf"
            run("render", *sheet, "--profile", profile, "-o", path)
            rewrite(path, lambda pdf: None)
            files[path] = profile
    unsaid = collections.Counter()
    for path, lines in preflight(list(files)).items():
        faults, missing = against(files[path], lines)
        expect(not faults, f"{path.name}: {faults}")
        unsaid.update((files[path], pattern) for pattern in missing)
    expect(len(SHEETS) not in unsaid.values(), f"allowed, and never wanted: {unsaid}")


# ---- it finds what is broken

def widen(pdf):
    for part in fonts(pdf)[0]["/W"]:
        for i in range(len(part) if isinstance(part, pikepdf.Array) else 0):
            part[i] = int(part[i]) + 100


def run_script(pdf):
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def rename(pdf):
    pdf.docinfo["/Title"] = "Another"


def paint_rgb(pdf):
    del pdf.Root["/OutputIntents"]


def throw_face(pdf):
    descriptor = fonts(pdf)[0]["/FontDescriptor"]
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


BROKEN = {"glyphs' widths": (widen, r"3\.1\.6\t"), "a script": (run_script, r"6\.2\.\d+\t"), "a title that XMP has otherwise": (rename, r"7\.2\t"),
          "colours of no printing condition": (paint_rgb, r"2\.4\.\d\t"), "a face that is not there": (throw_face, r"3\.1\.3\t")}


def broken(folder):
    good = folder / "good.pdf"
    run("render", "layouts/hello.json", "--profile", "print", "-o", good)
    wanted = {}
    for i, (what, (change, code)) in enumerate(BROKEN.items()):
        path = folder / f"broken-{i}.pdf"
        shutil.copy(good, path)
        rewrite(path, change)
        wanted[path] = what, code
    for path, lines in preflight(list(wanted)).items():
        what, code = wanted[path]
        faults = against("print", lines)[0]
        expect(any(re.match(code, fault) for fault in faults), f"{what} is found: {faults}")


if not shutil.which("java") or not all(jar.exists() for jar in JARS):
    print("skipped: Debian's libpdfbox2-java, or what it needs, is not installed")
    sys.exit(SKIPPED)
with scratch() as name:
    ours(pathlib.Path(name))
    broken(pathlib.Path(name))
