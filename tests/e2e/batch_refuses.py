"""What a batch refuses before anything is drawn, with the place in the rows' file; and what it writes over: nothing of others."""
import json
import pathlib

from batchkit import STATE, sheet_elsewhere, write_rows
from common import ROOT, expect, run, scratch


def refused(folder, status, messages, heads, rows, *order, sheet=STATE):
    variants = write_rows(folder / "rows.csv", heads, rows)
    order = order or ("-o", folder / "made/{id}.pdf")
    done = run("batch", sheet, "--variants", variants, *order, ok=False)
    expect(done.returncode == status, f"exit {done.returncode}, wanted {status}: {done.stderr}")
    for message in messages if isinstance(messages, list) else [messages]:
        expect(message in done.stderr, f"“{message}” is not in\n{done.stderr}")
    expect(not (folder / "made").exists(), "nothing was made, no folder either")
    expect(not list(folder.glob("*.ndjson")) and not list(folder.glob("*.pdf")), "nor a manifest")


def columns(folder):
    refused(folder, 1, 'rows.csv:1:10: error: unknown column "yeer"', ["id", "state", "yeer"], [["a", "TX", "2024"]])
    refused(folder, 1, '(did you mean "year"?)', ["id", "state", "yeer"], [["a", "TX", "2024"]])
    refused(folder, 1, 'rows.csv:1:1: error: unknown column "ID": a column is id, language, profile, a parameter, expect:STAT or copy:KEY (did you mean "id"?) [variants]\n    1 | ID,state\n      | ^~\ntearsheet: 1 error,', ["ID", "state"], [["a", "TX"]])
    refused(folder, 1, 'rows.csv:1:4: error: "id" heads two columns', ["id", "id"], [["a", "b"]])
    refused(folder, 1, 'no column "id"', ["name", "state"], [["a", "TX"]])
    refused(folder, 1, ['rows.csv:1:1: error: the columns of this file are parted by ";"', "tearsheet: 1 error,"], ["id;state"], [["a;TX"]])
    refused(folder, 1, ["parted by tabs", "tearsheet: 1 error,"], ["id\tstate"], [["a\tTX"]])
    refused(folder, 1, "no row below the heads", ["id", "state"], [])
    refused(folder, 1, "rows.csv:2:1: error: a row of 1 cell under 2 heads", ["id", "state"], [["a"]])
    refused(folder, 1, "rows.csv:2:1: error: a row of 2 cells under 1 head", ["id"], [["a", "b"]])
    refused(folder, 1, 'rows.csv:1:4: error: "expect:state-rang" expects of an unknown statistic', ["id", "expect:state-rang"], [["a", "1st"]])
    refused(folder, 1, 'rows.csv:1:4: error: no deck has a text "titel" (did you mean "title"?)', ["id", "copy:titel"], [["a", "words"]])


def other_encodings(folder):
    for data, place in ((b"id,state\na\xe9,TX\n", "rows.csv:2:2"), ("id\na\n".encode("utf-16"), "rows.csv:1:1")):
        (folder / "rows.csv").write_bytes(data)
        done = run("batch", STATE, "--variants", folder / "rows.csv", "-o", folder / "made/{id}.pdf", ok=False)
        expect(done.returncode == 1 and f"{place}: error: this is not UTF-8: save the file as UTF-8" in done.stderr, done.stderr)
    for data, noun in ((b"PK\x03\x04\x14\0\x06\0", "a workbook (XLSX, ODS) or another zip file"), (b'[{"id": "a"}]', "JSON")):
        (folder / "rows.csv").write_bytes(data)
        done = run("batch", STATE, "--variants", folder / "rows.csv", "-o", folder / "made/{id}.pdf", ok=False)
        expect(done.returncode == 1 and f"rows.csv is {noun}: variants are a CSV file (UTF-8)" in done.stderr, done.stderr)
    (folder / "rows.csv").write_bytes(b'\xef\xbb\xbf"id","state"\r\n"a","TX"\r\n\r\nb,CA')
    run("batch", STATE, "--variants", folder / "rows.csv", "-o", folder / "bom/{id}.trace")
    expect(sorted(path.name for path in (folder / "bom").glob("*.trace")) == ["a.trace", "b.trace"], "a mark, quotes and other line ends are fine")


def values(folder):
    refused(folder, 1, 'rows.csv:3:3: error: "state" cannot be "XX"', ["id", "state"], [["a", "TX"], ["b", "XX"]])
    refused(folder, 1, 'rows.csv:2:3: error: "state" takes a value of 1000 bytes at most, not 1001', ["id", "state"], [["a", "x" * 1001]])
    refused(folder, 1, 'rows.csv:2:3: error: "year" takes a whole number, not "soon"', ["id", "year"], [["a", "soon"]])
    refused(folder, 1, 'rows.csv:2:3: error: the sheet has no copy deck in "es-MZ" (did you mean "es-MX"?)', ["id", "language"], [["a", "es-MZ"]])
    refused(folder, 1, 'rows.csv:2:3: error: the sheet has no profile "prnt" (did you mean "print"?)', ["id", "profile"], [["a", "prnt"]])
    refused(folder, 1, 'rows.csv:3:1: error: the id "a" is that of line 2 already', ["id", "state"], [["a", "TX"], ["a", "CA"]])
    refused(folder, 1, "rows.csv:2:1: error: a row without an id", ["id", "state"], [["", "TX"]])


def slots_of_names(folder):
    refused(folder, 2, "{foo} in -o is not filled in: {id}, {language}, {profile}, {page}, {state}, {year}, {base_year} are", ["id", "state"], [["a", "TX"]],
            "-o", f"{folder}/made/{{foo}}.pdf")
    refused(folder, 2, "--timeout is a number of seconds from 1 to 86400, a day, not 0", ["id", "state"], [["a", "TX"]], "-o", folder / "made/{id}.pdf", "--timeout", 0)


def names_of_files(folder):
    unsafe = {"../x": "a separator of folders", "a\\b": "a separator of folders", "a\tb": "a control character", "a\u0085b": "a control character",
              "CON": "keep this name for a device", "lpt1.old": "keep this name for a device", "-r": "taken for an option", ".hidden": "begins with a dot",
              "..": "begins with a dot", "com\u00b2": "keep this name for a device", "Conin$.x": "keep this name for a device",
              "tx\u202efdp": "a character that does not show", "a\u200bb": "a character that does not show", "a{page}": "which stands for a page's number", "x" * 260: "over 240 bytes", "a:b": "some systems keep for themselves"}
    for value, message in unsafe.items():
        refused(folder, 1, ["rows.csv:3:1: error: ", message], ["id", "state"], [["fine", "TX"], [value, "CA"]])
    refused(folder, 1, "a name does not end with a dot, or begin or end with a space", ["id"], [["a."]], "-o", folder / "made/{id}/x.pdf")
    refused(folder, 1, "over 4000 bytes", ["id"], [["x" * 200]], "-o", folder / "made" / ("/".join(["{id}"] * 21) + ".pdf"))
    refused(folder, 1, ["rows.csv:2:1: error: ", '"a:b" cannot'], ["id", "state"], [["a:b", "TX"]], "-o", folder / "made/{state}-{id}.pdf")
    refused(folder, 1, ["rows.csv:2:1: error: ", '"' + "a\u00e9" * 26 + 'a" cannot'], ["id"], [["a\u00e9" * 40 + ":"]])  # of 80 bytes, but no half letter
    for harmless in ("..", "-", "CON"):  # inside of a name
        variants = write_rows(folder / "rows.csv", ["id"], [[harmless]])
        run("batch", STATE, "--variants", variants, "-o", folder / "fine/x{id}x.pdf")
        expect((folder / f"fine/x{harmless}x.pdf").exists(), harmless)


def one_file_for_two(folder):
    rows = [["a", "TX"], ["b", "CA"], ["c", "TX"]]
    refused(folder, 1, ["rows.csv:4:3: error: line 2 writes", "TX.pdf already"], ["id", "state"], rows, "-o", folder / "made/{state}.pdf")
    refused(folder, 1, "but for capitals line 2 writes", ["id", "state"], [["a", "TX"], ["A", "CA"]])
    refused(folder, 2, "two outputs are one file", ["id"], [["a"]], "-o", folder / "made/{id}.pdf", "-o", f"screen={folder}/made//./{{id}}.pdf")
    refused(folder, 2, "{stat} in -o is not filled in", ["id"], [["a"]], "-o", folder / "made/{stat}.pdf")
    refused(folder, 2, ".pdf, .png, .svg or .trace", ["id"], [["a"]], "-o", folder / "made/{id}.jpg")
    refused(folder, 1, 'the sheet has no profile "scren" (did you mean "screen"?)', ["id"], [["a"]], "-o", f"scren={folder}/made/{{id}}.pdf")
    refused(folder, 1, 'the sheet has no profile "web"; known: print, screen, archive', ["id"], [["a"]], "-o", f"web={folder}/made/{{id}}.pdf")
    refused(folder, 2, "a batch writes files", ["id"], [["a"]], "-o", "-")
    refused(folder, 2, "a resolution is a number", ["id"], [["a"]], "-o", f"screen@1={folder}/made/{{id}}.png")


def one_file_for_two_pages(folder):
    pages = ("-o", folder / "made/{id}{page}.png")
    refused(folder, 1, ["rows.csv:3:1: error: line 2 writes", "a1.png already"], ["id", "state"], [["a", "TX"], ["a1", "CA"]],
            *pages, "-o", f":1={folder}/made/{{id}}.png")
    refused(folder, 2, "{page} is for PNG and SVG", ["id"], [["a"]], "-o", folder / "made/{id}-{page}.pdf")
    refused(folder, 2, "several pages need {page}", ["id"], [["a"]], "-o", folder / "made/{id}.pdf", "-o", folder / "made/{id}.png")
    refused(folder, 2, "there is no page 4, the sheet has 2", ["id"], [["a"]], "-o", f":4={folder}/made/{{id}}.png")
    pages_of_hello = json.loads((ROOT / "layouts/hello.json").read_text(encoding="utf-8"))["pages"]
    twelve = sheet_elsewhere(folder / "twelve.json", pages=12 * pages_of_hello)
    refused(folder, 1, ["rows.csv:3:1: error: line 2 writes", "a11.png already", "a12.png already"], ["id"], [["a"], ["a1"]], *pages, sheet=twelve)
    twelve.unlink()
    table = folder / "a-2.png"
    table.hardlink_to(folder / "rows.csv")
    done = run("batch", STATE, "--variants", write_rows(folder / "rows.csv", ["id"], [["a"]]), "-o", folder / "{id}-{page}.png", ok=False)
    expect(done.returncode == 1 and "a-2.png would overwrite" in done.stderr, f"nor an input by a page: {done.stderr}")
    table.unlink()


def one_file_by_two_ways(folder):
    (folder / "real").mkdir()
    (folder / "link").symlink_to(folder / "real")
    rows = write_rows(folder / "rows.csv", ["id"], [["a"], ["b"]])
    for ways in (("real/{id}.pdf", "link/{id}.pdf"), ("real/{id}.pdf", "real/x/../{id}.pdf")):
        done = run("batch", STATE, "--variants", rows, *[word for way in ways for word in ("-o", folder / way)], ok=False)
        expect(done.returncode == 2 and "two outputs are one file" in done.stderr, f"{ways}: {done.returncode} {done.stderr}")
    by_id = write_rows(folder / "rows.csv", ["id"], [["real"], ["link"]])
    done = run("batch", STATE, "--variants", by_id, "-o", folder / "{id}/a.pdf", ok=False)
    expect(done.returncode == 1 and "link/a.pdf is the" in done.stderr and "real/a.pdf that line 2 writes" in done.stderr, done.stderr)
    expect(not list(folder.rglob("*.pdf")), "nothing is drawn")


def files_of_others(folder):
    kept = folder / "kept.pdf"
    kept.write_text("not ours")
    variants = folder / "rows.csv"
    other = folder / "other.ndjson"
    other.write_text('{"mine": 1}\n')
    run("batch", STATE, "--variants", write_rows(variants, ["id"], [["a"]]), "-o", folder / "x/{id}.pdf", "--manifest", other, ok=False)
    expect(other.read_text() == '{"mine": 1}\n', "what is no manifest is not written over")
    other.unlink()
    sheet = ROOT / "layouts/hello.json"
    before = sheet.read_bytes()
    done = run("batch", sheet, "--variants", variants, "-o", folder / "x/{id}.pdf", "--manifest", sheet, ok=False)
    expect(done.returncode == 2 and sheet.read_bytes() == before, "the sheet is no manifest")
    link = folder / "table.pdf"
    link.hardlink_to(variants)
    done = run("batch", STATE, "--variants", variants, "-o", folder / "{id}/../table.pdf", ok=False)
    expect(done.returncode == 1 and "which the batch uses" in done.stderr and link.read_text() == variants.read_text(), done.stderr)
    link.unlink()
    (folder / "a.pdf").mkdir()
    done = run("batch", STATE, "--variants", variants, "-o", folder / "{id}.pdf", ok=False)
    expect(done.returncode == 1 and "no plain file" in done.stderr, done.stderr)
    (folder / "a.pdf").rmdir()
    expect(kept.read_text() == "not ours", "nor is anything else")
    fine = ("batch", STATE, "--variants", variants, "-o", folder / "y/{id}.pdf")
    for index in (kept, variants, sheet, folder / "y/state-trade.ndjson", f"{folder}/y/../y/state-trade.ndjson"):
        done = run(*fine, "--index", index, ok=False)
        expect(done.returncode == 2 and "no index of a batch" in done.stderr, f"{index}: {done.returncode} {done.stderr}")
        expect(not (folder / "y/a.pdf").exists(), f"{index}: before anything is drawn")
    expect(kept.read_text() == "not ours" and variants.read_text().startswith("id") and sheet.read_bytes() == before, "all are as they were")
    run(*fine, "--index", folder / "index.html")
    run(*fine, "--index", folder / "index.html")
    kept.unlink()


def what_merge_writes_over(folder):
    rows = write_rows(folder / "rows.csv", ["id"], [["a"]])
    run("batch", STATE, "--variants", rows, "-o", folder / "{id}.pdf", "--manifest", folder / "part.ndjson")
    merge = ("merge", folder / "part.ndjson", "-o")
    sheet = folder / "sheet.json"
    sheet.write_bytes((ROOT / "layouts/hello.json").read_bytes())
    (folder / "same.ndjson").symlink_to("part.ndjson")
    (folder / "twin.ndjson").hardlink_to(folder / "part.ndjson")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for target, message in ((folder / "a.pdf", "no manifest of a batch"), (sheet, "no manifest of a batch"), (rows, "no manifest of a batch"),
                            (folder / "part.ndjson", "one of the manifests"), (folder / "same.ndjson", "one of the manifests"),
                            (folder / "twin.ndjson", "one of the manifests")):
        done = run(*merge, target, ok=False)
        expect(done.returncode == 2 and message in done.stderr, f"{target}: {done.returncode} {done.stderr}")
    for index in (folder / "a.pdf", sheet, folder / "part.ndjson", folder / "all.ndjson"):
        done = run(*merge, folder / "all.ndjson", "--index", index, ok=False)
        expect(done.returncode == 2 and "no index of a batch" in done.stderr, f"{index}: {done.returncode} {done.stderr}")
    expect({path: path.read_bytes() for path in before} == before, "all are as they were")
    done = run(*merge, folder / "part.ndjson/below/all.ndjson", ok=False)
    expect(done.returncode == 3 and "all.ndjson: Not a directory" in done.stderr, f"it is told: {done.stderr}")
    run(*merge, folder / "all.ndjson", "--index", folder / "index.html")
    run(*merge, folder / "all.ndjson", "--index", folder / "index.html")


def usage(folder):
    for words, message in ((("batch", STATE, "--variants", "x.csv"), "-o 'DIR/{id}.pdf'"), (("batch", STATE, "-o", "x/{id}.pdf"), "--variants"), (("merge",), "merge wants"),
                           (("batch", STATE, "--variants", "x.csv", "-o", "{id}.pdf", "--manifest", ""), "--manifest is a file's name"), (("merge", "x", "-o", ""), "merge wants"),
                           (("batch", STATE, "--shard", "3/2"), "--shard is I/N"), (("batch", STATE, "-j", "0"), "-j is a number"),
                           (("render", STATE, "-j", "2"), "render takes no --jobs")):
        done = run(*words, ok=False)
        expect(done.returncode == 2 and message in done.stderr, f"{words}: {done.stderr}")


def main():
    for case in (columns, other_encodings, values, names_of_files, slots_of_names, one_file_for_two, one_file_for_two_pages, one_file_by_two_ways, files_of_others, what_merge_writes_over, usage):
        with scratch() as name:
            try:
                case(pathlib.Path(name))
            except SystemExit as failed:
                raise SystemExit(f"{case.__name__}: {failed.code}")


main()
