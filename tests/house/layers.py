"""The plan of the house holds: who includes whom, which library stands where, no sample in the code, no endless file,
and a library that neither ends the program, nor prints, nor asks the environment, nor touches what all threads share.

Each check is tried on a planted violation first, so that it cannot pass by being blind.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SRC = ROOT / "src"

MAY_INCLUDE = {
    "base": set(),
    "spec": {"base"}, "text": {"base"}, "data": {"base"}, "read": {"base"},
    "canvas": {"base", "text"},
    "art": {"base", "text", "canvas"}, "chart": {"base", "text", "canvas"},
    "bind": {"base", "spec", "data"},
    "layout": {"base", "spec", "bind", "text", "canvas", "art", "chart"},
    "device": {"base", "text", "canvas"},
    "answer": {"base", "spec", "data", "bind", "text", "canvas"},
    "check": {"base", "spec", "bind", "text", "canvas", "device"},
    "work": {"base", "spec", "text", "data", "canvas", "art", "chart", "bind", "layout", "device", "answer", "check", "read"},
    "app": set(),
}
ALONE = {"app": {"base/near.h", "base/missing.h"}}  # headers and their sources, compiled in, with nothing else of the house behind them
PUBLIC = {"app", "work"}  # rooms that see tearsheet.h: the one that uses it, and the one that carries it out
LIBRARIES = {  # header -> rooms that may touch it
    "cjson/": {"base", "app"}, "nettle/": {"base"}, "minizip/": {"base"}, "sqlite3.h": {"data"}, "unicode/": {"data", "text"}, "hb": {"text"}, "hyphen.h": {"text"}, "ft2build.h": {"text"},
    "lcms2.h": {"canvas"}, "expat.h": {"art"}, "jpeglib.h": {"art"}, "turbojpeg.h": {"device"}, "png.h": {"art", "device"}, "qrencode.h": {"art"},
    "hpdf": {"device"}, "libdeflate.h": {"art", "base", "device", "read"}, "zlib.h": {"device"}, "cairo": {"device"}, "qpdf": {"read"},
}
SAMPLE = re.compile("cali|usmca|baja", re.I)
LONGEST = 700
UNCALLED = re.compile(r"\b(setjmp|longjmp|exit|_Exit|abort|printf|puts|perror|setlocale|strerror|getenv|umask)\s*\(")
CALL = re.compile(r"^TEARSHEET_API [^(]*?\b(ts_\w+)\(", re.M)
PLAIN = "    TS_PLAIN_LOCALE;\n"  # how a call of tearsheet.h begins
WORDLESS = {  # calls that read and print nothing, ts_work_cancel among them, which a signal's handler may call
    "ts_version", "ts_options_init", "ts_work_new", "ts_work_drop", "ts_work_share", "ts_work_hear_progress", "ts_work_give_table",
    "ts_work_read_with", "ts_work_expect", "ts_work_page_count", "ts_work_least_pages", "ts_work_edition_output", "ts_work_cancel",
    "ts_work_resume", "ts_work_errors", "ts_work_warnings", "ts_work_why", "ts_record_new", "ts_record_drop", "ts_record_is_made",
    "ts_record_why",
}
BANNER = re.compile(r"/\* ?([-=*#])(?!\1{3} \S)\1{2,}|([-=*#])\2{2,} ?\*/")  # a part of a file begins with its name: /* ---- what it is */
JUMPS = "src/art/jpeg.c"  # libjpeg's error function must not return: the one place that jumps


def include_faults(room, name, text):
    for header in re.findall(r'^\s*#\s*include\s+"([^"]+)"', text, re.M):
        other = header.split("/")[0] if "/" in header else ""
        allowed = header in ALONE.get(room, set()) or other == room or other in MAY_INCLUDE.get(room, set()) or (room in PUBLIC and header == "tearsheet.h")
        if not allowed:
            yield f"{name}: {room} must not include {header}"


def library_faults(room, name, text):
    for header in re.findall(r"^\s*#\s*include\s+<([^>]+)>", text, re.M):
        for prefix, rooms in LIBRARIES.items():
            if header.startswith(prefix) and room not in rooms:
                yield f"{name}: {room} must not use <{header}>"


def sample_faults(name, text):
    for number, line in enumerate(text.splitlines(), 1):
        if SAMPLE.search(line):
            yield f"{name}:{number}: names a sample: {line.strip()}"


def size_faults(name, text):
    if len(text.splitlines()) > LONGEST:
        yield f"{name}: {len(text.splitlines())} lines; it probably holds two rooms"


def manners_faults(room, name, text):
    if room == "app":
        return
    for number, line in enumerate(text.splitlines(), 1):
        call = UNCALLED.search(line)
        if call and not (name == JUMPS and call[1] in ("setjmp", "longjmp")):
            yield f"{name}:{number}: {call[1]} has no place in a library"


def banner_faults(name, text):
    for number, line in enumerate(text.splitlines(), 1):
        if BANNER.search(line):
            yield f"{name}:{number}: a banner; a part of a file begins with /* ---- what it is */"


def locale_faults(header, texts):
    for call in CALL.findall(header):
        begins = re.search(rf"^\w[^;{{}}]*\b{call}\([^;{{}}]*\)\n\{{\n(.*\n)", texts, re.M)
        if call not in WORDLESS and (not begins or begins[1] != PLAIN):
            yield f"{call} does not begin in the C locale: {PLAIN.strip()}"


def faults_of(room, name, text):
    yield from manners_faults(room, name, text)
    yield from sample_faults(name, text)
    yield from banner_faults(name, text)
    yield from size_faults(name, text)
    if room:
        yield from include_faults(room, name, text)
        yield from library_faults(room, name, text)


def planted():
    return [("chart", '#include "spec/sheet.h"\n'), ("app", '#include "layout/kit.h"\n'), ("base", "#include <sqlite3.h>\n"),
            ("text", "/* Baja */\n"), ("data", "exit(1);\n"), ("art", "if (setjmp(out))\n"),
            ("base", 'printf("x");\n'), ("base", "umask(0);\n"), ("text", "\n" * (LONGEST + 1)), ("layout", '#include "work/work.h"\n'),
            ("base", '#include "tearsheet.h"\n'), ("bind", "/* ---------- rows */\n"), ("bind", "/* ---- rows ---- */\n")]


def main():
    for room, text in planted():
        if len(list(faults_of(room, "planted.c", text))) != 1:
            sys.exit(f"a planted violation was not seen, or twice: {text[:40]!r} in {room}")
    if len(list(locale_faults("TEARSHEET_API int ts_ask(int a);\n", "int ts_ask(int a)\n{\n    return a;\n}\n"))) != 1:
        sys.exit("a call in the caller's locale was not seen")
    found = list(locale_faults((SRC / "tearsheet.h").read_text(), "".join(p.read_text() for p in [*SRC.glob("*.c"), *SRC.glob("work/*.c")])))
    files = sorted(p for p in SRC.rglob("*") if p.suffix in (".c", ".h", ".txt", ".cmake"))
    for path in files:
        parts = path.relative_to(SRC).parts
        room = parts[0] if len(parts) > 1 and path.suffix in (".c", ".h") else ""
        found += faults_of(room, str(path.relative_to(ROOT)), path.read_text())
    if found or len(files) < 50:
        sys.exit("\n".join(found) or "no sources were found")
    print(f"{len(files)} files keep the plan of the house")


main()
