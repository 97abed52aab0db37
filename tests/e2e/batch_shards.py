"""A batch in parts: which rows are whose, a part that is killed and resumed, and the parts' manifests made one."""
import json
import os
import pathlib
import signal
import time

import batchkit
from batchkit import STATE, children_of, is_alive, lines_of, rows_of, start, whole_files_only
from common import expect, run, scratch

PATIENCE = 120  # seconds: a bound, not a measure
ROWS = 17


def order(folder, *more):
    return ("batch", STATE, "--variants", folder.parent / "states.csv", "-o", folder / "{state}.pdf", *more)


def part(folder, i, n, *more):
    return order(folder, "--shard", f"{i}/{n}", "--manifest", folder / f"part-{i}.ndjson", *more)


def refuses(folder, message, *manifests):
    done = run("merge", *manifests, "-o", folder / "none.ndjson", ok=False)
    expect(done.returncode == 1 and message in done.stderr, f"“{message}” is not in\n{done.stderr}")
    expect(not (folder / "none.ndjson").exists(), "nothing is written")


def parts_are_merged(folder):
    folder.mkdir()
    run(*order(folder))
    alone = batchkit.but_timings(folder / "state-trade.ndjson")
    for pdf in folder.glob("*.pdf"):
        pdf.unlink()
    for i in (1, 2, 3):
        run(*part(folder, i, 3))
    parts = [folder / f"part-{i}.ndjson" for i in (1, 2, 3)]
    sizes = [len(rows_of(path)) for path in parts]
    expect(sum(sizes) == ROWS and min(sizes) >= 2, f"no part is empty: {sizes}")
    done = run("merge", parts[2], parts[0], parts[1], "-o", folder / "all.ndjson", "--index", folder / "index.html")
    expect(f"{ROWS} editions of 3 shards, 0 failed" in done.stderr, done.stderr)
    expect(batchkit.but_timings(folder / "all.ndjson") == alone, "the parts make what one run makes")
    expect((folder / "index.html").read_text().count("<li id=") == ROWS, "an index of all")
    whole_files_only(folder)
    refuses(folder, "shard 2 of 3 is not there", parts[0], parts[2])
    refuses(folder, "shard 1 is there twice", parts[0], parts[1], parts[2], copy(parts[0]))
    torn = folder / "torn.ndjson"
    torn.write_bytes(parts[0].read_bytes()[:-9])
    refuses(folder, "its last line is torn", torn, parts[1], parts[2])
    short = folder / "short.ndjson"
    short.write_text("".join(parts[0].read_text().splitlines(keepends=True)[:-2]))
    refuses(folder, f"2 of {ROWS} rows have not been done", short, parts[1], parts[2])
    whole, headless = [path.read_text() for path in parts], folder / "headless.ndjson"
    for text in ("", "\n", "{}\n", "id,state\n", '{"row": 1}', whole[0].split("\n", 1)[1]):
        headless.write_text(text)
        for manifests in ((headless,), (headless, *parts), (*parts, headless)):
            refuses(folder, f"{headless}: no manifest of a batch", *manifests)
    headless.unlink()
    for manifests in ((folder,), (folder, *parts), (*parts, folder)):
        refuses(folder, f"{folder}: no manifest of a batch: it is a folder", *manifests)
    run(*part(folder, 1, 3, "--draft"))
    refuses(folder, "it is of another run", parts[1], parts[0], parts[2])


def copy(path):
    other = path.with_name("copy.ndjson")
    other.write_bytes(path.read_bytes())
    return other


def a_manifest_brings_no_markup(folder):
    """merge reads what others have sent: whatever stands there is text of the page, not a part of it."""
    folder.mkdir()
    bad = "<img src=x onerror=alert(1)>"
    diagnostic = {name: bad for name in ("severity", "message", "file", "rule")}
    findings = {"diagnostics": [diagnostic], "fitting": [{"frame": bad, "steps": bad}], "statistics": [{"name": bad, "printed": bad}]}
    row = {"id": bad, "row": 1, "language": bad, "status": "done", "why": bad,
           "renderings": [{"profile": bad, "outputs": [{"file": f"{bad}.pdf", "bytes": 1}, {"file": f"javascript:{bad}.png", "bytes": 1}],
                           "findings": findings}]}
    head = {"tearsheet-batch": 1, "sheet": bad, "run": bad, "rows": 1, "shard": 1, "shards": 1}
    (folder / "one.ndjson").write_text("".join(json.dumps(line) + "\n" for line in (head, row)))
    run("merge", folder / "one.ndjson", "-o", folder / "all.ndjson", "--index", folder / "index.html")
    page = (folder / "index.html").read_text()
    expect(page.count("<img") == 1 and bad not in page and "=\"javascript:" not in page, "no markup but the page's own")
    expect(page.count("&lt;img") >= 9, "it is shown as it stands")


def an_id_stays_in_its_part(folder):
    folder.mkdir()
    rows = [(row["id"], row["state"]) for row in batchkit.table("../layouts/variants.csv")]
    some = batchkit.write_rows(folder / "some.csv", ["id", "state"], rows[::-4])
    run("batch", STATE, "--variants", some, "-o", folder / "{state}.pdf", "--shard", "2/3")
    mine = set(rows_of(folder / "state-trade.2-of-3.ndjson"))
    all_of_it = {id for id, _ in rows if fnv(id) % 3 == 1}
    expect(mine == all_of_it & {id for id, _ in rows[::-4]}, "by its id alone, whatever stands beside it")


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def a_part_is_killed(folder):
    folder.mkdir()
    manifest = folder / "part-2.ndjson"
    batch = start(*part(folder, 2, 2, "-j", 1))
    end = time.monotonic() + PATIENCE
    while not manifest.exists() or manifest.read_bytes().count(b"\n") < 3:
        expect(time.monotonic() < end, "waited in vain")
        time.sleep(0.005)
    workers = children_of(batch.pid)
    os.kill(batch.pid, signal.SIGKILL)
    batch.communicate(timeout=PATIENCE)
    while any(is_alive(pid) for pid in workers):
        time.sleep(0.005)
    done = len(rows_of(manifest))
    told = run(*part(folder, 2, 2, "--resume")).stderr
    expect(f"{done} unchanged" in told, f"what was done is not done again: {told[-200:]}")
    run(*part(folder, 1, 2))
    run("merge", folder / "part-1.ndjson", manifest, "-o", folder / "all.ndjson")
    expect(len(lines_of(folder / "all.ndjson")) == ROWS + 1, "a head and all rows")
    whole_files_only(folder)


def main():
    for case in (a_manifest_brings_no_markup, an_id_stays_in_its_part, a_part_is_killed, parts_are_merged):
        with scratch() as name:
            batchkit.every_third_state(pathlib.Path(name) / "states.csv")
            try:
                case(pathlib.Path(name) / "made")
            except SystemExit as failed:
                raise SystemExit(f"{case.__name__}: {failed.code}")


main()
