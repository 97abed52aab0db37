"""What a command may write over: no file that it reads, whatever the way to it; a pipe stays one; and a standard stream that is closed
does not become the next file that is opened."""
import os
import pathlib
import shutil
import subprocess
import threading

import batchkit
from common import PROGRAM, ROOT, expect, run, scratch


def copy_of_the_samples(folder):
    for name in ("layouts", "data", "fonts"):
        shutil.copytree(ROOT / name, folder / name)
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def inputs_stay(folder):
    before = copy_of_the_samples(folder)
    layouts = folder / "layouts"
    sheet, hero, deck = layouts / "hello.json", layouts / "art/hero.svg", layouts / "copy/state-trade.en-US.json"
    named = layouts / "sheet.pdf"
    named.write_bytes(sheet.read_bytes())
    before[named] = named.read_bytes()
    (folder / "link.svg").symlink_to(hero)
    (folder / "twin.svg").hardlink_to(hero)
    pages = layouts / "art/pages-1.svg"
    pages.hardlink_to(hero)
    other = ("--ledger", folder / "x.json")
    for order in (("render", sheet, "-o", hero), ("render", sheet, "-o", folder / "link.svg"), ("render", sheet, "-o", folder / "twin.svg"),
                  ("render", sheet, "-o", layouts / "art/pages-{page}.svg"), ("render", named, "-o", named), ("render", sheet, "-o", hero, *other),
                  ("render", layouts / "state-trade.json", "-o", folder / "x.pdf", "--ledger", deck),
                  ("render", sheet, "-o", folder / "x.pdf", "--depfile", layouts / "brand/cali-baja.brand.json"),
                  ("check", sheet, "--format", "json", "-o", sheet), ("check", layouts / "state-trade.json", "-o", deck),
                  ("diff", sheet, layouts / "state-trade.json", "-o", deck), ("diff", sheet, layouts / "state-trade.json", "-o", sheet), ("diff", sheet, layouts / "state-trade.json", "-o", layouts / "state-trade.json")):
        done = run(*order, ok=False)
        expect(done.returncode == 2 and "would overwrite" in done.stderr, f"{order}: {done.returncode} {done.stderr[-300:]}")
        for path, data in before.items():
            expect(path.read_bytes() == data, f"{path} is as it was after {order}")
    expect((folder / "link.svg").is_symlink() and not (folder / "x.json").exists(), "nor is anything else left")
    run("render", sheet, "-o", folder / "fine.svg", "--depfile", folder / "fine.d")
    run("render", sheet, "-o", folder / "fine.svg", "--depfile", folder / "fine.d")
    done = run("render", sheet, "-o", folder / "fine.svg", "--depfile", folder / "layouts/../fine.svg", ok=False)
    expect(done.returncode == 2 and (folder / "fine.svg").read_text().startswith("<"), f"nor an output: {done.stderr}")


def a_pipe_is_written_to(folder):
    run("render", "layouts/hello.json", "-o", folder / "file.pdf")
    for name in ("pipe.pdf", "link.pdf"):
        pipe, got = folder / "pipe.pdf", []
        pipe.exists() or os.mkfifo(pipe)
        (folder / "link.pdf").exists() or (folder / "link.pdf").symlink_to(pipe)
        reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
        reader.start()
        done = subprocess.run([PROGRAM, "render", "layouts/hello.json", "-o", str(folder / name)], cwd=ROOT, capture_output=True, text=True, timeout=120)
        if not pipe.is_fifo():
            raise SystemExit(f"FAILED: {name} is no pipe any more")
        reader.join()
        expect(done.returncode == 0 and got == [(folder / "file.pdf").read_bytes()], f"{name}: {done.stderr}")
    expect(sorted(path.name for path in folder.iterdir()) == ["file.pdf", "link.pdf", "pipe.pdf"], "nothing is left beside it")


def closed_streams_are_no_files(folder):
    variants = batchkit.some_states(folder / "some.csv", "TX", "WY", "CA")
    for closed in ("2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
        made = folder / "made"
        command = f'exec "$0" batch {batchkit.STATE} --variants "$1" -o "$2/{{id}}.pdf" --index "$2/index.html" {closed}'
        done = subprocess.run(["sh", "-c", command, PROGRAM, str(variants), str(made)], cwd=ROOT, timeout=300)
        expect(done.returncode == 0 and len(batchkit.rows_of(made / "state-trade.ndjson")) == 3, f"{closed}: the manifest is whole")
        for row in batchkit.rows_of(made / "state-trade.ndjson").values():
            batchkit.are_as_recorded(row)
        shutil.rmtree(made)
    check = 'exec "$0" check tests/bad/preflight-bleed.json --format text -o "$1" '
    for name, closed in (("open.txt", "2>/dev/null"), ("closed.txt", "2>&-")):
        subprocess.run(["sh", "-c", check + closed, PROGRAM, str(folder / name)], cwd=ROOT, timeout=60)
    expect((folder / "open.txt").read_text() == (folder / "closed.txt").read_text(), "what is told is not written into the report")
    done = subprocess.run(["sh", "-c", 'exec "$0" schema >&-', PROGRAM], capture_output=True, text=True, timeout=60)
    expect(done.returncode == 3 and "standard output" in done.stderr, f"what cannot be written is told: {done.stderr}")


for case in (inputs_stay, a_pipe_is_written_to, closed_streams_are_no_files):
    with scratch() as name:
        try:
            case(pathlib.Path(name))
        except SystemExit as failed:
            raise SystemExit(f"{case.__name__}: {failed.code}")
