"""Every sheet of tests/bad/ fails as it should: exit 1, just these diagnostics, no file.

Beside NAME.json stands NAME.txt with the diagnostics (places, messages, rules), as they are printed.
`--approve` writes them anew; look before you commit.
"""
import pathlib
import re
import sys

from common import ROOT, expect, run, scratch

PLACE = re.compile(r"^[^ ]+:\d+:\d+: (error|warning): .* \[[a-z-]+\]$")


def diagnose(sheet, folder):
    out = folder / "out.pdf"
    done = run("render", sheet.relative_to(ROOT), "-o", out, ok=False)
    expect(done.returncode == 1, f"{sheet.name}: exit {done.returncode}, not 1\n{done.stderr}")
    expect(not list(folder.iterdir()), f"{sheet.name}: a file was left behind")
    return done.stderr


def batch(sheet, folder, jobs):
    """One row, two profiles: exit, messages, and what was left behind but for the manifest."""
    rows = folder / "rows.csv"
    rows.write_text("id\na\n")
    done = run("batch", sheet.relative_to(ROOT), "--variants", rows, "-o", folder / "{id}.pdf", "-o", f"screen={folder}/{{id}}-s.pdf", f"-j{jobs}",
               ok=False)
    left = sorted(path.name for path in folder.iterdir() if path.suffix not in (".csv", ".ndjson"))
    for path in folder.iterdir():
        path.unlink()
    return done.returncode, done.stderr, left


def batches_fail_alike(sheet, folder, wanted):
    """However many work at it, and whether a second thread goes ahead: as the edition alone."""
    status, text, left = batch(sheet, folder, 1)
    expect(status == 1 and not left, f"{sheet.name}: a batch exits with {status}, and leaves {left}\n{text}")
    for line in wanted.splitlines():
        expect(not PLACE.match(line) or ": error: " not in line or line in text, f"{sheet.name}: a batch does not tell\n{line}\nbut\n{text}")
    other = batch(sheet, folder, 2)
    expect(other == (status, text, left), f"{sheet.name}: a batch tells\n{text}\nand with two workers ({other[0]})\n{other[1]}")


def main(approve):
    sheets = sorted(p for p in (ROOT / "tests" / "bad").glob("*.json"))
    expect(len(sheets) > 10, "there are bad sheets to try")
    for sheet in sheets:
        with scratch() as name:
            text = diagnose(sheet, pathlib.Path(name))
            batches_fail_alike(sheet, pathlib.Path(name), text)
        expect(any(PLACE.match(line) for line in text.splitlines()), f"{sheet.name}: no place in\n{text}")
        wanted = sheet.with_suffix(".txt")
        if approve:
            wanted.write_text(text)
        expect(wanted.exists(), f"{sheet.name}: {wanted.name} is missing")
        expect(wanted.read_text() == text, f"{sheet.name}: expected\n{wanted.read_text()}\ngot\n{text}")
    print(f"{len(sheets)} bad sheets, each with its own diagnostics")


main("--approve" in sys.argv)
