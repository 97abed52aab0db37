"""What is installed serves embedders: only the calls of the header are shown, and the examples, built against it by
pkg-config and by CMake's package, shared and static, and from Python, render what the program renders."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from common import PROGRAM, ROOT

BUILD = pathlib.Path(sys.argv[1])
EXAMPLES = ROOT / "tests" / "examples"
SHEET = "layouts/state-trade.json"
PROJECT = """cmake_minimum_required(VERSION 3.25)
project(embedder LANGUAGES C)
set(CMAKE_C_STANDARD 11)
find_package(Tearsheet 0.1 REQUIRED)
foreach(kind tearsheet static)
  add_executable(by_${kind} %s)
  target_link_libraries(by_${kind} PRIVATE tearsheet::${kind})
endforeach()
"""
IN_CPP = """#include <tearsheet.h>
typedef void (*call)();
static volatile call calls[] = {%s};
int main() { ts_options o; ts_options_init(&o, sizeof o); return calls[0] && ts_version()[0] == '0' && o.epoch == -1 ? 0 : 1; }
"""


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, cwd=more.pop("cwd", ROOT), timeout=300, **more)
    return done.returncode, done.stdout, done.stderr.decode()


def must(*command, **more):
    status, out, told = run(*command, **more)
    assert status == 0, f"{' '.join(map(str, command))}\n{told}{out.decode(errors='replace')}"
    return out


def find(prefix, name):
    found = sorted(prefix.rglob(name))
    assert found, f"{name} is not installed"
    return found[0]


def declared(header):
    return set(re.findall(r"^TEARSHEET_API\b[^;(]*?\b(ts_\w+)\(", header.read_text(), re.M))


def shown(*nm):
    lines = must("nm", *nm).decode().splitlines()
    names = {line.split()[-1].split("@")[0] for line in lines if re.search(r" [A-TV-Z] ", line)}
    return {name for name in names if name != "TEARSHEET_0"}


def check_symbols(prefix):
    calls = declared(find(prefix, "tearsheet.h"))
    assert len(calls) > 30 and "ts_work_share" in calls
    for what in (("-D", "--defined-only", find(prefix, "libtearsheet.so")), ("-g", "--defined-only", find(prefix, "libtearsheet.a"))):
        names = shown(*what)
        assert names == calls, f"{what[-1]}: {sorted(names ^ calls)[:10]}"
    assert b"libtearsheet.so.0" in must("objdump", "-p", find(prefix, "libtearsheet.so"))


def by_pkg_config(prefix, folder):
    environment = dict(os.environ, PKG_CONFIG_LIBDIR=str(find(prefix, "tearsheet.pc").parent))  # of no other package

    def flags(*words):
        return must("pkg-config", *words, "tearsheet", env=environment).decode().split()

    assert len(flags("--cflags")) == 1, flags("--cflags")
    archive = ["-l:libtearsheet.a" if flag == "-ltearsheet" else flag for flag in flags("--static", "--libs")]
    for name, libraries in (("shared", flags("--libs")), ("static", archive)):
        must("cc", "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra", "-Wpedantic", "-Werror", *flags("--cflags"),
             EXAMPLES / "editions.c", "-o", folder / name, *libraries, "-pthread")
        yield folder / name
    cpp = folder / "header.cpp"
    calls = sorted(declared(find(prefix, "tearsheet.h")))
    cpp.write_text(IN_CPP % ", ".join(f"reinterpret_cast<call>(&{name})" for name in calls))
    must("c++", "-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", *flags("--cflags"), cpp, "-o", folder / "cpp", *flags("--libs"))
    must(folder / "cpp", env=loading(prefix))


def by_cmake(prefix, folder):
    (folder / "CMakeLists.txt").write_text(PROJECT % (EXAMPLES / "editions.c"))
    must("cmake", "-S", folder, "-B", folder / "build", f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_C_FLAGS=-D_POSIX_C_SOURCE=200809L")
    must("cmake", "--build", folder / "build")
    yield folder / "build" / "by_tearsheet"
    yield folder / "build" / "by_static"


def loading(prefix):
    return dict(os.environ, LD_LIBRARY_PATH=str(find(prefix, "libtearsheet.so").parent))


def size_by_program(state):
    done = subprocess.run([PROGRAM, "render", SHEET, "--set", f"state={state}", "--profile", "screen", "-o", "-"],
                          capture_output=True, cwd=ROOT, check=True)
    return done.stdout


def check_editions(program, prefix, whole):
    status, out, told = run(program, SHEET, "state", "TX", "WY", "nowhere", "NY", env=loading(prefix))
    text = out.decode()
    assert status == 1, f"{program}: {status} {text}{told}"
    for state, pdf in whole.items():
        assert f"{state}: rendered, {len(pdf)} bytes\n" in text, text
    assert re.search(r"^nowhere: not rendered, 0 bytes\n  .*: error: .* \[param\]$", text, re.M), text


def check_python(prefix, whole):
    library = find(prefix, "libtearsheet.so.0")
    status, pdf, told = run(sys.executable, EXAMPLES / "edition.py", library, SHEET, "state=TX")
    assert status == 0 and pdf == whole["TX"], told
    assert "state-trade: $356.3B (356271890582.0; U.S. Bureau of Transportation Statistics" in told, told
    status, pdf, told = run(sys.executable, EXAMPLES / "edition.py", library, "tests/bad/colour.json")
    assert status == 1 and not pdf and 'error: unknown swatch "Midnite"' in told, told


def check_pages(prefix):
    """What a page links to is there as well, where it says."""
    page = find(prefix, "README.md").parent
    links = {(text.parent, link) for text in page.rglob("*.md") for link in re.findall(r"\]\(([^)#\s]+)", text.read_text()) if ":" not in link}
    assert len(links) > 10, links
    dead = sorted(f"{folder / link}" for folder, link in links if not (folder / link).exists())
    assert not dead, dead
    assert not [found.name for found in page.rglob("*") if found.suffix in (".otf", ".ttf", ".icc")], "fonts come from packages"


def main():
    with tempfile.TemporaryDirectory() as scratch:
        first, prefix, folder = (pathlib.Path(scratch) / name for name in ("first", "moved", "built"))
        folder.mkdir()
        must("cmake", "--install", BUILD, "--prefix", first)
        shutil.move(first, prefix)  # a package may be put elsewhere
        check_symbols(prefix)
        assert must(find(prefix, "tearsheet"), "--version")
        for name in ("share/tearsheet/sheet.schema.json", "README.md", "CHANGELOG.md", "LICENSE", "layouts/FORMAT.md", "layouts/starter.json", "examples/editions.c"):
            find(prefix, name)
        check_pages(prefix)
        whole = {state: size_by_program(state) for state in ("TX", "WY", "NY")}
        for program in [*by_pkg_config(prefix, folder), *by_cmake(prefix, folder)]:
            check_editions(program, prefix, whole)
        check_python(prefix, whole)


main()
