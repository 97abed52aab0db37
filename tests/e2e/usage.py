"""What the command line refuses, with which exit status, and that nothing is lost or left behind."""
import json
import os
import pathlib
import re
import socket
import subprocess

from common import PROGRAM, ROOT, expect, run, scratch

HELLO = "layouts/hello.json"


def refused(status, message, *arguments):
    done = run(*arguments, ok=False)
    expect(done.returncode == status and message in done.stderr,
           f"{arguments}: exit {done.returncode}, wanted {status} and “{message}”\n{done.stderr}")


def wrong_usage(folder):
    refused(2, "unknown option --colour\n", "render", HELLO, "--colour")
    refused(2, 'unknown option --profil=screen (did you mean "--profile"?)', "render", HELLO, "--profil=screen")
    refused(2, 'unknown option --prof (did you mean "--profile"?)', "render", HELLO, "--prof", "screen")  # begun, though --proof is nearer
    refused(2, 'unknown option --proo (did you mean "--proof"?)', "render", HELLO, "--proo")
    refused(2, 'unknown command rendr (did you mean "render"?)', "rendr", HELLO)
    refused(2, "unknown command " + "x" * 5000 + "\n", "x" * 5000)
    refused(2, "stats takes no --marks", "--marks", "stats", HELLO)
    refused(2, "accept takes no --format", "accept", HELLO, "--format", "json")
    refused(2, ".pdf, .png, .svg or .trace", "render", HELLO, "-o", folder / "x.jpg")
    refused(2, "no such page: it has 1 page", "render", HELLO, "--page", 9, "-o", folder / "x.pdf")
    refused(2, "NAME=VALUE", "render", HELLO, "--set", "state")
    refused(2, "{page}", "render", HELLO, "-o", folder / "x-{page}.pdf")
    refused(2, "only {page} is filled in", "render", HELLO, "-o", folder / "x-{pag}.png")
    png = ("render", HELLO, "-o", folder / "x.png")
    refused(2, 'no plate is named "Cy"; there are Cyan, Magenta, Yellow, Black', *png, "--plate", "Cy")
    refused(2, "ask for one or the other", *png, "--plate", "Cyan", "--proof")
    refused(2, "only a profile of inks", *png, "--plate", "Cyan", "--profile", "screen")
    refused(2, "are PNG files", "render", HELLO, "-o", folder / "x.pdf", "--proof")
    refused(1, 'no profile "x"; known: print, screen', "check", HELLO, "--profile", "x")
    refused(2, "all rows are one file", "batch", "layouts/state-trade.json", "--variants", "layouts/variants.csv", "-o", folder / "x.pdf")
    refused(2, "that of PNG, not of hello.pdf", "render", HELLO, "--dpi", 100)
    rows = ("batch", "layouts/state-trade.json", "--variants", "layouts/variants.csv", "-o")
    refused(2, "that of PNG, not of", *rows, folder / "{id}.pdf", "--dpi", 100)
    refused(2, "that of PNG, not of", *rows, f"screen@100={folder}/{{id}}.pdf")
    refused(2, "several pages", "render", "layouts/state-trade.json", "-o", folder / "x.png")


def a_line_is_judged_before_its_sheet(folder):
    """What cannot be whatever the sheet is: told alone, though the sheet is not there."""
    none = folder / "none.json"
    for message, *words in (("the format of check is text, json or html, not htm", "check", none, "--format", "htm"),
                            ("the format of stats is table, json, csv or factcheck, not html", "stats", none, "--format", "html"),
                            ("the format of trace is text or json, not csv", "trace", none, "x", "--format", "csv"),
                            ("by its name a report is .txt, .json or .html; for another say --format: x.jpg", "check", none, "-o", "x.jpg"),
                            ("by its name a report is .txt, .json or .html; for another say --format: x.pdf", "diff", none, none, "-o", "x.pdf"),
                            (f"say first what to do with it: tearsheet render {none}", none),
                            ("a report is text, JSON or HTML, not what the name says: x.pdf", "check", none, "--format", "html", "-o", "x.pdf"),
                            ("a report is text, JSON or HTML, not what the name says: x.csv", "diff", none, none, "--format", "text", "-o", "x.csv"),
                            ("a package is a folder, or a file whose name ends in .zip, not x.pdf", "package", none, "-o", "x.pdf"),
                            ("a package is a folder, or a file whose name ends in .zip, not x.tar.gz", "package", none, "-o", "x.tar.gz"),
                            ("a package is a folder, or a file whose name ends in .zip, not x.ZIP", "package", none, "-o", "x.ZIP"),
                            ("render, check and stats take a sheet from standard input, not diff", "diff", "-", none),
                            ("render, check and stats take a sheet from standard input, not diff", "diff", none, "-"),
                            ("render, check and stats take a sheet from standard input, not trace", "trace", "-", "x"),
                            ("render, check and stats take a sheet from standard input, not merge", "merge", "-", "-o", "x.ndjson"),
                            ("the file's name ends in .pdf, .png, .svg or .trace, not as x.jpg", "render", none, "-o", "x.jpg"),
                            ("plates and proofs are PNG files, not x.pdf", "render", none, "-o", "x.pdf", "--plate", "Cyan"),
                            ("a proof shows all plates: ask for one or the other", "render", none, "--plate", "Cyan", "--proof"),
                            ("a resolution (--dpi) is that of PNG, not of x.pdf", "render", none, "-o", "x.pdf", "--dpi", 100),
                            ("a resolution (--dpi) is that of PNG, not of x.svg", "render", none, "-o", "x.svg", "--dpi", 100),
                            ("--format says json and the name html: x.html", "check", none, "--format", "json", "-o", "x.html"),
                            ("--format says json and the name text: x.TXT", "check", none, "--format", "json", "-o", "x.TXT"),
                            ("--format says html and the name text: x.txt", "diff", none, none, "--format", "html", "-o", "x.txt"),
                            ("printers' marks and press sheets are for PDF, not x.png", "render", none, "-o", "x.png", "--marks"),
                            ("or 2up-repeat (each page twice), not 3up", "batch", none, "--impose", "3up"),
                            ("the name of a ledger ends in .json, not as x.txt", "render", none, "--ledger", "x.txt")):
        done = run(*words, ok=False)
        expect(done.returncode == 2 and done.stderr.endswith(f"{message}\nTry: tearsheet --help\n") and done.stderr.count("\n") == 2, f"{words}: {done.stderr}")


def a_report_is_what_its_name_says(folder):
    for name, begin in (("r.txt", "0 of 7 texts"), ("r", "0 of 7 texts"), ("r.json", "{"), ("r.html", "<!DOCTYPE html>"), ("R.HTML", "<!DOCTYPE html>")):
        run("check", HELLO, "-o", folder / name)
        expect((folder / name).read_text().startswith(begin), name)
    run("check", HELLO, "--format", "html", "-o", folder / "r.page")
    expect((folder / "r.page").read_text().startswith("<!DOCTYPE html>"), "a format that is said goes into any name")


def a_named_edition_has_a_file_of_its_own(folder):
    sheet = json.loads((ROOT / HELLO).read_text())
    sheet.update(use=[str(ROOT / "layouts" / used) for used in sheet["use"]], folders={"data": str(ROOT / "data")},
                 editions={"north": {"profile": "screen"}, "south": {"output": "its-own.pdf"}})
    (folder / "hello.json").write_text(json.dumps(sheet))
    for words, name in (((), "hello.pdf"), (("--edition", "north"), "hello-north.pdf"), (("--edition", "south"), "its-own.pdf")):
        before = set(folder.iterdir())
        run("render", "hello.json", *words, cwd=folder)
        expect(set(folder.iterdir()) - before == {folder / name}, f"{words}: {sorted(folder.iterdir())}")
    for name, status, message in (("nope", 1, 'no edition "nope"'), ("north", 2, "that of PNG, not of hello-north.pdf"), ("south", 2, "that of PNG, not of its-own.pdf")):
        done = run("render", "hello.json", "--edition", name, "--dpi", 100, cwd=folder, ok=False)
        expect(done.returncode == status and message in done.stderr, f"{name}: {done.stderr}")
        expect(status == 2 or "PNG" not in done.stderr, f"{name}: {done.stderr}")


def the_ledger_is_all_or_nothing(folder):
    pdf, ledger = folder / "a.pdf", folder / "a.json"
    run("render", HELLO, "-o", pdf, "--ledger", ledger)
    names = [number["name"] for number in json.loads(ledger.read_text())["numbers"]]
    expect(names == ["trade", "growth"], f"the ledger holds the numbers: {names}")
    refused(2, "ends in .json", "render", HELLO, "-o", folder / "b.pdf", "--ledger", pdf)
    refused(2, "overwrite", "render", HELLO, "-o", folder / "b.pdf", "--ledger", ROOT / HELLO)
    refused(3, f"cannot write {folder}/no/b.json: there is no folder {folder}/no; make it first", "render", HELLO, "-o", folder / "b.pdf", "--ledger", folder / "no" / "b.json")
    expect(not (folder / "b.pdf").exists() and pdf.read_bytes()[:5] == b"%PDF-", "no page without its ledger, none lost")


def the_machine_fails(folder):
    gone = f"there is no folder {folder}/no; make it first"
    refused(3, f"cannot write {folder}/no/folder/x.pdf: {gone}", "render", HELLO, "-o", folder / "no" / "folder" / "x.pdf")
    refused(3, f"cannot write {folder}/no/x-1.png: {gone}", "render", HELLO, "-o", folder / "no" / "x-{page}.png")
    for words in (("package", HELLO, "-o", folder / "no" / "x.zip"), ("package", HELLO, "-o", folder / "no" / "x"), ("check", HELLO, "-o", folder / "no" / "x.html")):
        refused(3, gone, *words)
    refused(1, "cannot be read", "render", folder / "none.json", "-o", folder / "x.pdf")
    refused(1, "it is a folder", "render", folder, "-o", folder / "x.pdf")
    refused(1, 'variants.csv is a table: a sheet is JSON, and names it in "tables" [file]', "render", "layouts/variants.csv", "-o", folder / "x.pdf")
    refused(1, "preview.png is a picture", "check", "layouts/preview.png")


def a_report_is_whole_or_as_it_was(folder):
    """Where the call fails, what stood there before stands there still; a device is written to, not replaced."""
    page = folder / "page.html"
    page.write_text("the last one")
    run("check", HELLO, "--format", "htm", "-o", page, ok=False)
    refused(1, "none.pdf cannot be read", "diff", HELLO, folder / "none.pdf", "-o", page)
    expect(page.read_text() == "the last one" and not list(folder.glob("page.html.*")), "a call that fails replaces nothing")
    refused(3, "cannot write", "check", HELLO, "-o", "/dev/full")
    expect(pathlib.Path("/dev/full").is_char_device(), "a device stays one")
    run("check", HELLO, "-o", page)
    expect("<html" in page.read_text(), "and a good one does")
    page.unlink()


def no_input_hangs_or_forges(folder):
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    refused(1, "not a regular file", "check", pipe)
    pipe.unlink()
    forged = folder / "forged.json"
    forged.write_text('{ "tearsheet": 1, "x\\u001b[31m\\nfake.json:1:1: error": 1, "pages": [] }')
    done = run("check", forged, ok=False)
    expect("\x1b" not in done.stderr and "\nfake.json" not in done.stderr, "no control character: " + repr(done.stderr))
    forged.unlink()
    done = run("check", HELLO, ok=False, env={"SOURCE_DATE_EPOCH": "999999999999"})
    expect(done.returncode == 2 and "SOURCE_DATE_EPOCH" in done.stderr, "a date beyond the year 9999")


def one_page_of_the_screen_profile_has_no_dead_links(folder):
    run("render", "layouts/cross-border-brochure.json", "--profile", "screen", "--page", 1, "-o", folder / "one.pdf")
    import pikepdf
    with pikepdf.open(folder / "one.pdf") as pdf:
        actions = [a.get("/A") for a in pdf.pages[0].get("/Annots", [])]
        expect(all(a is not None and "/URI" in a for a in actions), "marks of sources on another page are no links")
    (folder / "one.pdf").unlink()


def stdout_takes_the_pdf_alone(folder):
    from subprocess import run as call
    import common
    done = call([common.PROGRAM, "render", HELLO, "-o", "-"], cwd=ROOT, capture_output=True)
    expect(done.returncode == 0 and done.stdout[:5] == b"%PDF-" and done.stdout.rstrip().endswith(b"%%EOF"), "a whole PDF")
    run("render", HELLO, "-o", folder / "same.pdf")
    expect(done.stdout == (folder / "same.pdf").read_bytes(), "the same bytes as in a file")


def a_sheet_comes_by_standard_input(folder):
    from subprocess import run as call
    import common
    given = (ROOT / HELLO).read_bytes()
    at = {"cwd": ROOT / "layouts", "capture_output": True, "timeout": 60}
    piped = call([common.PROGRAM, "render", "-", "-o", "-"], input=given, **at)
    run("render", HELLO, "-o", folder / "same.pdf")
    expect(piped.stdout == (folder / "same.pdf").read_bytes(), "the same bytes as of the file: " + piped.stderr.decode())
    wrong = call([common.PROGRAM, "check", "-"], input=given.replace(b'"style": "body"', b'"style": "boddy"'), **at)
    expect(wrong.returncode == 1 and b'-:18:32: error: unknown text style "boddy"' in wrong.stderr, wrong.stderr.decode())
    refused(2, "render, check and stats", "accept", "-")
    refused(2, "-o FILE is wanted", "render", "-")
    refused(2, "has no file", "render", "-", "-o", folder / "x.pdf", "--watch")


def a_year_without_data_is_one_error(folder):
    done = run("render", "layouts/cross-border-brochure.json", "--set", "year=2031", "-o", folder / "x.pdf", ok=False)
    lines = [line for line in done.stderr.splitlines() if re.search(": (error|warning|note): ", line)]
    expect(done.returncode == 1 and re.search(r'json:\d+:5: error: "year" is 2031, and series "[a-z-]+" has nothing in 2031: it has 1993 to 2025 \(column "year" of table "us_trade"\) \[', lines[0]) and
           all(": note: " in line for line in lines[1:]) and "; nor have 8 more: " in lines[-1], done.stderr)
    drafted = run("check", "layouts/cross-border-brochure.json", "--set", "year=2031", "--draft").stderr
    told = [line for line in drafted.splitlines() if re.search(": (error|warning|note): ", line)]
    expect(len(told) == len(lines) and told[0] == lines[0].replace(": error: ", ": warning: ") and told[1:] == lines[1:], drafted)


def what_an_edition_turned_round_is_set_there(folder):
    """By its lines: there is no cell, and the command line would not stay."""
    house = ROOT / "tests" / "bad" / "house"
    sheet = json.loads((ROOT / "tests" / "bad" / "moment-turned.json").read_text())
    sheet.update(use=[str(house / "house.brand.json")], folders={"data": str(house)}, editions={"x": {"set": {"base": 2023, "last": 2020}}})
    for indent, lines in ((None, r"line 1"), (1, r"line \d+ and line \d+")):
        (folder / "turned.json").write_text(json.dumps(sheet, indent=indent))
        told = run("check", "turned.json", "--edition", "x", cwd=folder, ok=False).stderr
        expect(re.search(rf'"base" is 2023 and "last" is 2020, set others \({lines}\)', told), told)


def a_parameter_that_is_to_blame_is_named(_folder):
    """Of a base that is no earlier year, once for all; of a SELECT that finds nothing, with the years of the table that it compares, not of others."""
    state = run("check", "layouts/state-trade.json", "--set", "base_year=2024", ok=False).stderr
    expect(state.count(": error: ") == 1 and '"base_year" is 2024, set an earlier one (--set base_year=...)' in state, state)
    port = run("check", "layouts/port-of-entry.json", "--set", "year=2031", ok=False).stderr
    expect('error: "year" is 2031, and column "year" of table "crossings" has no "2031": it goes from 1996 to 2024' in port, port)
    expect(port.count(": error: ") == 1 and port.count(": note: ") == 1, port)
    for sheet, message in (("layouts/state-trade.json", 'unknown parameter "jahr"; known: state, year, base_year [param]'), (HELLO, 'unknown parameter "jahr"; the sheet has none [param]')):
        expect(message in run("check", sheet, "--set", "jahr=2024", ok=False).stderr, message)


def a_line_is_told_at_once(folder):
    """As one write each, so that runs beside each other (make -j, parallel) do not tear one another's lines: a packet is a write."""
    rows = folder / "rows.csv"
    rows.write_text("id,state\na,ZZ\nb,QQ\nc,RI\n")
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        batch = subprocess.Popen([PROGRAM, "batch", "layouts/state-trade.json", "--variants", rows, "-o", folder / "{id}.pdf", "--no-cache"],
                                 cwd=ROOT, stderr=theirs)
    told = []
    with ours:
        ours.settimeout(60)
        while not told or told[-1]:
            told.append(ours.recv(1 << 16).decode())
    batch.wait()
    expect(len(told) > 6 and all(piece.endswith("\n") for piece in told[:-1]), f"{told}")


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        before = (ROOT / HELLO).read_bytes()
        for case in (wrong_usage, the_ledger_is_all_or_nothing, a_report_is_whole_or_as_it_was, the_machine_fails, no_input_hangs_or_forges,
                     one_page_of_the_screen_profile_has_no_dead_links, stdout_takes_the_pdf_alone,
                     a_sheet_comes_by_standard_input, a_year_without_data_is_one_error, a_parameter_that_is_to_blame_is_named):
            case(folder)
        for case in (a_line_is_judged_before_its_sheet, a_report_is_what_its_name_says, a_named_edition_has_a_file_of_its_own,
                     what_an_edition_turned_round_is_set_there, a_line_is_told_at_once):
            with scratch() as own:
                case(pathlib.Path(own))
        left = sorted(p.name for p in folder.iterdir())
        expect(left == ["a.json", "a.pdf", "same.pdf"], f"only what was asked for: {left}")
        expect((ROOT / HELLO).read_bytes() == before, "the sheet is as it was")


main()
