#!/usr/bin/env python3
"""The cache of derived things changes no byte: empty, filled, damaged, full, or not to be written at all."""
import hashlib, os, pathlib, resource, shutil, signal, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["TEARSHEET"]
SHEET = "layouts/cross-border-brochure.json"
faults = []


def render(*options, sheet=SHEET, limit=False):
    """The PDF on standard output, which no limit of file sizes touches."""
    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    done = subprocess.run([PROGRAM, "render", sheet, "-o", "-", *options], cwd=ROOT, capture_output=True, timeout=120,
                          preexec_fn=no_room if limit else None)
    if done.returncode or done.stderr:
        faults.append(f"{options}: status {done.returncode}, {done.stderr.decode()[:400]}")
    return hashlib.sha256(done.stdout).hexdigest()


def expect(what, got, wanted):
    if got != wanted:
        faults.append(f"{what}: other bytes")


def entries(folder):
    return sorted(p for p in folder.iterdir() if p.is_file())


def damage(folder, how):
    for path in entries(folder):
        how(path)


def cut(path):
    os.truncate(path, path.stat().st_size // 2)


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) * 3 // 4] ^= 0x40
    path.write_bytes(data)


def swap(folder):
    """Each entry under its neighbour's name."""
    paths = entries(folder)
    data = [p.read_bytes() for p in paths]
    for path, other in zip(paths, data[1:] + data[:1]):
        path.write_bytes(other)


def check_profile(top, profile):
    folder = top / profile
    options = ("--profile", profile)
    wanted = render(*options, "--no-cache")
    cache = (*options, "--cache", str(folder))
    expect(f"{profile}, empty cache", render(*cache), wanted)
    kept = {p.name for p in entries(folder)}
    if not kept:
        faults.append(f"{profile}: nothing was kept")
    expect(f"{profile}, filled cache", render(*cache), wanted)
    if {p.name for p in entries(folder)} != kept:
        faults.append(f"{profile}: a second run keeps other things than the first")
    whole = {p.name: p.read_bytes() for p in entries(folder)}
    for how in (cut, flip, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(os.urandom(5000))):
        damage(folder, how)
        expect(f"{profile}, damaged cache", render(*cache), wanted)
        if {p.name: p.read_bytes() for p in entries(folder)} != whole:
            faults.append(f"{profile}: what was damaged is not as it was")
    swap(folder)
    expect(f"{profile}, entries under other names", render(*cache), wanted)
    damage(folder, lambda path: (path.unlink(), path.mkdir()))
    expect(f"{profile}, folders for entries", render(*cache), wanted)


def check_places(top):
    wanted = render("--no-cache")
    (top / "file").write_text("no folder")
    for place in (top / "file", pathlib.Path("/proc/nowhere"), pathlib.Path("/dev/full/x")):
        expect(str(place), render("--cache", str(place)), wanted)
    expect("no room", render("--cache", str(top / "full"), limit=True), wanted)
    if (top / "full").exists() and entries(top / "full"):
        faults.append("a disk without room leaves parts of files behind")


def stats(sheet, *options):
    return subprocess.run([PROGRAM, "stats", str(sheet), "--format", "csv", *options], cwd=ROOT, capture_output=True, text=True,
                          timeout=60).stdout


def check_changed_table(top):
    """A table that changes gives its new numbers at once, and its new mistakes."""
    for name in ("layouts", "data", "fonts"):
        os.makedirs(top / "tree", exist_ok=True)
        if name == "data":
            shutil.copytree(ROOT / name, top / "tree" / name)
        else:
            os.symlink(ROOT / name, top / "tree" / name)
    sheet, table = top / "tree/hello.json", top / "tree/data/transborder/us_trade_by_partner_mode_annual.csv"
    text = (ROOT / "layouts/hello.json").read_text().replace('"../data"', '"data"').replace('"brand/', '"layouts/brand/')
    sheet.write_text(text.replace('"$schema": "sheet.schema.json",', ""))
    cache = ("--cache", str(top / "changed"))
    first = stats(sheet, *cache)
    if first != stats(sheet, *cache) or "\n" not in first:
        faults.append("the same table, other numbers")
    table.write_text(table.read_text().replace("\n2024,Mexico,Truck,Export,", "\n2024,Mexico,Truck,Export,9"))
    second = stats(sheet, *cache)
    if second == first or second != stats(sheet, "--no-cache"):
        faults.append("a table has changed, and its numbers have not")
    table.write_text(table.read_text() + "2024,Mexico\n")
    broken = [subprocess.run([PROGRAM, "check", str(sheet), *options], cwd=ROOT, capture_output=True, text=True, timeout=60)
              for options in (cache, cache, ("--no-cache",))]
    if any(b.returncode != 1 or b.stderr != broken[2].stderr for b in broken):
        faults.append("a mistake in a table is not told each time")


with tempfile.TemporaryDirectory() as top:
    for profile in ("print", "screen"):
        check_profile(pathlib.Path(top), profile)
    check_places(pathlib.Path(top))
    check_changed_table(pathlib.Path(top))
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
