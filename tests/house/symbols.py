"""What a source file shares is shared with somebody: every symbol that the objects of src/ have in common is asked for by
another one, or by a unit test; what nobody asks for is static, or not there.

usage: symbols.py NM BUILD_FOLDER
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PUBLIC = set(re.findall(r"\b(ts_\w+)\(", (ROOT / "src/tearsheet.h").read_text())) | {"main"}
OBJECTS = re.compile(r"CMakeFiles/[\w-]+\.dir/(.+)\.o$")


def symbols(nm, objects, folder):
    """Of each object: what it has for others, and what it asks of them."""
    for line in subprocess.run([nm, "-A", "-P", "-g", *objects], capture_output=True, text=True, check=True, cwd=folder).stdout.splitlines():
        place, rest = line.rsplit(": ", 1)
        yield place, *rest.split()[:2]


def unshared(found):
    found = list(found)
    asked = {name for _, name, kind in found if kind == "U"}
    return sorted((place, name) for place, name, kind in found
                  if kind in "TDRBC" and name.startswith("ts_") and name not in asked | PUBLIC and "src/" in place)


def main(nm, folder):
    planted = [("src/base/CMakeFiles/a.dir/a.c.o", "ts_alone", "T"), ("src/base/CMakeFiles/a.dir/a.c.o", "ts_both", "D"), ("tests/b.o", "ts_both", "U")]
    if [name for _, name in unshared(planted)] != ["ts_alone"]:
        sys.exit("a planted symbol was not seen, or one too many")
    objects = sorted(str(path.relative_to(folder)) for top in ("src", "tests") for path in pathlib.Path(folder, top).rglob("*.c.o"))
    objects = [name for name in objects if (ROOT / OBJECTS.sub(r"\1", name)).exists()]  # an earlier build's may lie there still
    found = [one for at in range(0, len(objects), 100) for one in symbols(nm, objects[at:at + 100], folder)]
    faults = unshared(found)
    if faults or sum(kind == "T" for _, _, kind in found) < 500:
        sys.exit("\n".join(f"{place}: nobody else asks for {name}" for place, name in faults) or "no objects were found")
    print(f"what {len(objects)} objects share is asked for")


main(*sys.argv[1:])
