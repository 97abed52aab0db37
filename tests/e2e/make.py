"""The example of a Makefile makes what is stale, and only that; a depfile names what was read, in make's own writing."""
import os
import pathlib
import shutil
import subprocess

from common import PROGRAM, ROOT, expect, run, scratch


def make(folder, *more):
    done = subprocess.run(["make", "-C", str(folder / "tests" / "examples"), f"TEARSHEET={PROGRAM}", f"OUTPUT={folder / 'output'}",
                           "STATES=TX VT", *more], capture_output=True, text=True, timeout=300)
    expect(done.returncode == 0, done.stdout + done.stderr)
    return [state for state in ("TX", "VT") if f"state={state}" in done.stdout]


def only_what_is_stale_is_made_again(folder):
    for name in ("layouts", "data", "fonts", "tests/examples"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "output").mkdir()
    expect(make(folder) == ["TX", "VT"], "at first all are made")
    expect(make(folder) == [], "then nothing is")
    deck = folder / "layouts" / "copy" / "state-trade.en-US.json"
    before = deck.stat()
    deck.write_text(deck.read_text().replace("Trade", "Commerce"))
    os.utime(deck, ns=(before.st_atime_ns, max(p.stat().st_mtime_ns for p in (folder / "output").iterdir()) + 1))
    expect(make(folder) == ["TX", "VT"], "other words make all stale")
    (folder / "output" / "state-trade-VT.pdf").unlink()
    expect(make(folder) == ["VT"], "a lost file alone is made again")


def names_are_written_as_make_reads_them(folder):
    odd = folder / "a b#c$d"
    shutil.copytree(ROOT / "layouts", odd / "layouts")
    for name in ("data", "fonts"):
        (odd / name).symlink_to(ROOT / name)
    out, rules = odd / "x.pdf", folder / "x.d"
    run("render", odd / "layouts" / "hello.json", "-o", out, "--depfile", rules)
    (folder / "Makefile").write_text("include x.d\n%.pdf:\n\t@echo stale\n")
    asked = subprocess.run(["make", "-C", str(folder), "-q", str(out)], capture_output=True, text=True)
    expect(asked.returncode == 0, "all that it names is there, and older: " + asked.stdout + asked.stderr)
    os.utime(odd / "layouts" / "brand" / "cali-baja.brand.json", (2 ** 31 - 1, 2 ** 31 - 1))
    asked = subprocess.run(["make", "-C", str(folder), "-q", str(out)], capture_output=True, text=True)
    expect(asked.returncode == 1, "a newer brand file makes it stale: " + asked.stdout + asked.stderr)


def one_file_has_one_rule(folder):
    for out in ("-", folder / "x-{page}.png"):
        done = run("render", "layouts/hello.json", "-o", out, "--depfile", folder / "y.d", ok=False)
        expect(done.returncode == 2 and "--depfile" in done.stderr and not (folder / "y.d").exists(), f"{out}: {done.stderr}")


def main():
    with scratch() as name:
        for case in (only_what_is_stale_is_made_again, names_are_written_as_make_reads_them, one_file_has_one_rule):
            folder = pathlib.Path(name) / case.__name__
            folder.mkdir()
            case(folder)


main()
