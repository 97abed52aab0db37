"""What becomes of a batch whose worker, or that itself, is killed; that is interrupted; whose disk is full. All from outside."""
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import time

import batchkit
from batchkit import STATE, are_as_recorded, children_of, is_alive, rows_of, start, whole_files_only
from common import PROGRAM, ROOT, expect, run, scratch

PATIENCE = 120  # seconds: a bound, not a measure
ROWS = 17


def order(folder, *more):
    return ("batch", STATE, "--variants", folder.parent / "states.csv", "-o", folder / "{state}.pdf", "-j", 2, *more)


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        expect(time.monotonic() < end, f"waited in vain: {what}")
        time.sleep(0.005)


def rows_begun(folder, sheet="state-trade"):
    manifest = folder / f"{sheet}.ndjson"
    return manifest.read_bytes().count(b"\n") - 1 if manifest.exists() else 0


def whole(folder):
    """All rows are done, and the files are what the manifest says."""
    rows = rows_of(folder / "state-trade.ndjson")
    expect(len(rows) == ROWS and all(row["status"] == "done" for row in rows.values()), "every row is done")
    for row in rows.values():
        are_as_recorded(row)
    whole_files_only(folder)
    return batchkit.but_timings(folder / "state-trade.ndjson")


def go_on(folder):
    done = run(*order(folder, "--resume"))
    made = whole(folder)
    return done.stderr, made


def a_worker_is_killed(folder):
    batch = start(*order(folder))
    wait_for(lambda: rows_begun(folder) >= 3 and len(children_of(batch.pid)) == 2, "two workers")
    os.kill(children_of(batch.pid)[0], signal.SIGKILL)
    told = batch.communicate(timeout=PATIENCE)[1]
    rows = rows_of(folder / "state-trade.ndjson")
    crashed = [row for row in rows.values() if row["status"] == "crashed"]
    expect(batch.returncode == 3 and len(rows) == ROWS and len(crashed) == 1, f"it costs one row: {batch.returncode}, {crashed}")
    expect("died of signal 9" in crashed[0]["why"] and "CRASHED" in told and f"{ROWS - 1} written, 1 failed" in told, told[-400:])
    whole_files_only(folder)
    told, _ = go_on(folder)
    expect(f"1 written, {ROWS - 1} unchanged" in told, f"only that row is made again: {told[-200:]}")


def the_batch_is_killed(folder):
    batch = start(*order(folder))
    wait_for(lambda: rows_begun(folder) >= 4, "some rows")
    workers = children_of(batch.pid)
    batch.kill()
    batch.communicate(timeout=PATIENCE)
    wait_for(lambda: not any(is_alive(pid) for pid in workers), "its workers end by themselves")
    manifest = folder / "state-trade.ndjson"
    done = len(rows_of(manifest))
    expect(4 <= done < ROWS, f"it died in mid-run: {done} rows")
    whole_files_only(folder)
    with open(manifest, "ab") as f:
        f.write(b'{"id":"texas","row":44,"lang')  # a line that a crash has torn
    told, made = go_on(folder)
    expect(f"{ROWS - done} written, {done} unchanged" in told, f"what was done is not done again: {told[-200:]}")
    shutil.rmtree(folder)
    run(*order(folder))
    expect(whole(folder) == made, "as if nothing had happened")


def it_is_interrupted(folder):
    for number in (signal.SIGINT, signal.SIGTERM):
        batch = start(*order(folder), start_new_session=True)
        wait_for(lambda: rows_begun(folder) >= 3, "some rows")
        os.killpg(batch.pid, number)  # the workers, too, as a terminal does
        told = batch.communicate(timeout=PATIENCE)[1]
        rows = rows_of(folder / "state-trade.ndjson")
        expect(batch.returncode == -number, f"it ends of the signal: {batch.returncode}")
        expect(3 <= len(rows) < ROWS and all(row["status"] == "done" for row in rows.values()), "rows under way were finished")
        expect("not begun" in told, told[-200:])
        whole_files_only(folder)
        told, _ = go_on(folder)
        expect(f"{ROWS - len(rows)} written, {len(rows)} unchanged" in told, told[-200:])
        shutil.rmtree(folder)


LIMIT = 10  # seconds for a row that takes a hundredth of one: a machine under load is not slow enough to be taken for one that hangs


def small_rows(folder, notes=0):
    """40 rows, in the manifest each as long as so many notes."""
    folder.mkdir()
    names = [f"note{i}" for i in range(notes)]
    params = {name: {"type": "text", "default": "", "means": "anything"} for name in names}
    sheet = batchkit.sheet_elsewhere(folder.parent / "small.json", params=params)
    variants = batchkit.write_rows(folder.parent / "small.csv", ["id", *names], [[f"r{i}", *["x" * 1000] * notes] for i in range(40)])
    return "batch", sheet, "--variants", variants, "-o", folder / "{id}.trace", "-j", 1, "--timeout", LIMIT


def a_worker_hangs(folder):
    batch = start(*small_rows(folder))
    wait_for(lambda: children_of(batch.pid), "a worker")
    stopped = children_of(batch.pid)[0]
    os.kill(stopped, signal.SIGSTOP)
    told = batch.communicate(timeout=PATIENCE)[1]
    slow = [row for row in rows_of(folder / "small.ndjson").values() if row["status"] == "timeout"]
    expect(batch.returncode == 3 and len(slow) == 1 and f"not done in {LIMIT} seconds" in slow[0]["why"], told)
    expect(not is_alive(stopped) and "39 written, 1 failed" in told, "another one does the rest")
    whole_files_only(folder, (".trace", ".ndjson"))


def no_row_waits_behind_one_that_hangs(folder):
    """Of three rows one hangs; the other worker does both others."""
    variants = batchkit.some_states(folder.parent / "three.csv", "TX", "CA", "WY")
    batch = start("batch", STATE, "--variants", variants, "-o", folder / "{state}.pdf", "-j", 2, "--timeout", 10 * PATIENCE)
    wait_for(lambda: children_of(batch.pid), "a worker")
    stopped = children_of(batch.pid)[0]
    os.kill(stopped, signal.SIGSTOP)
    try:
        wait_for(lambda: rows_begun(folder) >= 2, "two rows")
    finally:
        os.kill(stopped, signal.SIGCONT)
    told = batch.communicate(timeout=PATIENCE)[1]
    expect(batch.returncode == 0 and "3 written" in told, told)


def a_share_is_done_by_another_while_its_worker_hangs(folder):
    """Of 40 rows all but the two that were handed to the one that hangs."""
    batch = start(*small_rows(folder), "-j", 2, "--timeout", 10 * PATIENCE)
    wait_for(lambda: len(children_of(batch.pid)) == 2, "two workers")
    stopped = children_of(batch.pid)[0]
    os.kill(stopped, signal.SIGSTOP)
    try:
        wait_for(lambda: rows_begun(folder, "small") >= 38, "38 rows")
    finally:
        os.kill(stopped, signal.SIGCONT)
    told = batch.communicate(timeout=PATIENCE)[1]
    expect(batch.returncode == 0 and "40 written" in told, told)


def an_answer_comes_as_its_worker_is_ended(folder):
    """The parent is held up for longer than a row may take, in the middle of an answer of several pieces: the row is done, and
    the one behind it is not made to pay for the wait."""
    batch = start(*small_rows(folder, notes=200))
    wait_for(lambda: children_of(batch.pid), "a worker")
    os.kill(batch.pid, signal.SIGSTOP)
    time.sleep(LIMIT + 1)
    os.kill(batch.pid, signal.SIGCONT)
    told = batch.communicate(timeout=PATIENCE)[1]
    rows = rows_of(folder / "small.ndjson")
    wrong = {name: (row["status"], row.get("why")) for name, row in rows.items() if row["status"] != "done"}
    expect(batch.returncode == 0 and len(rows) == 40 and not wrong, f"{wrong}\n{told[-300:]}")


def a_second_signal_gives_up_the_rows_under_way(folder):
    batch = start(*small_rows(folder))
    wait_for(lambda: children_of(batch.pid), "a worker")
    stopped = children_of(batch.pid)[0]
    os.kill(stopped, signal.SIGSTOP)
    for _ in range(2):
        batch.send_signal(signal.SIGINT)
        time.sleep(0.3)
    told = batch.communicate(timeout=PATIENCE)[1]
    rows = rows_of(folder / "small.ndjson")
    expect(batch.returncode == -signal.SIGINT and not is_alive(stopped), f"it ends at once: {batch.returncode}")
    expect(all(row["status"] == "done" for row in rows.values()) and "CRASHED" not in told, f"nobody's fault: {told}")
    done = run(*small_rows_again(folder), "--resume")
    expect(f"{40 - len(rows)} written" in done.stderr, done.stderr[-300:])


def small_rows_again(folder):
    folder.rename(folder.with_name("kept"))
    order = small_rows(folder)
    folder.rmdir()
    folder.with_name("kept").rename(folder)
    return order


def strict_stops_at_the_first(folder):
    folder.mkdir()
    variants = batchkit.write_rows(folder / "some.csv", ["id", "state", "expect:state-rank"],
                                   [["tx", "TX", "7th"], *[[f"r{i}", "CA", ""] for i in range(9)]])
    done = run("batch", STATE, "--variants", variants, "-o", folder / "{id}.pdf", "-j", 1, "--strict", ok=False)
    expect(done.returncode == 1 and "1 failed" in done.stderr and "not begun" in done.stderr, done.stderr)
    done = run("batch", STATE, "--variants", variants, "-o", folder / "{id}.pdf", "-j", 1, "--keep-going", ok=False)
    expect(done.returncode == 1 and "9 written, 1 failed" in done.stderr, done.stderr)


def two_at_one_manifest(folder):
    first = start(*order(folder))
    wait_for(lambda: rows_begun(folder) >= 1, "the first")
    second = run(*order(folder), ok=False)
    expect(second.returncode == 2 and "another batch is writing" in second.stderr, second.stderr)
    first.communicate(timeout=PATIENCE)
    expect(first.returncode == 0, "the first is not disturbed")
    whole(folder)


def lines_that_cannot_be_read(folder):
    """What was not read of an earlier run's manifest is not cut off as if it were torn."""
    broken = os.environ.get("BREAK_LINES")
    if not broken:
        print("lines that cannot be read: not tried, for what lies under the program is not built with sanitizers")
        return
    run(*order(folder))
    before = (folder / "state-trade.ndjson").read_bytes()
    done = run(*order(folder, "--resume"), "-j", 1, env={"LD_PRELOAD": broken, "TS_GOOD_LINES": "3"}, ok=False)
    expect(done.returncode == 3 and "cannot read" in done.stderr and "Input/output error" in done.stderr, f"{done.returncode} {done.stderr}")
    expect((folder / "state-trade.ndjson").read_bytes() == before, "all of its lines are there")


# ---- a full disk: files that may not grow, and, where that is allowed, a small file system of its own

def files_cannot_be_written(folder):
    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    folder.mkdir()
    variants = batchkit.some_states(folder / "some.csv", "TX", "CA")
    batch = start("batch", STATE, "--variants", variants, "-o", folder / "{id}.pdf", preexec_fn=small_files)
    told = batch.communicate(timeout=PATIENCE)[1]
    variants.unlink()
    rows = rows_of(folder / "state-trade.ndjson").values()
    expect(batch.returncode == 3 and all(row["status"] == "machine" and "cannot write" in row["why"] for row in rows), told)
    expect(not list(folder.glob("*.pdf*")), "no file, whole or half")


def fill(folder):
    """Inside of its own mount namespace, as root."""
    small = pathlib.Path(folder)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1600k", "none", small], check=True)
    done = run(*order(small), ok=False)
    whole_files_only(small)
    made = [row for row in rows_of(small / "state-trade.ndjson").values() if row["status"] == "done"]
    expect(done.returncode == 3 and 3 <= len(made) < 10 and "No space left" in done.stderr, f"{done.returncode}\n{done.stderr[-900:]}")
    subprocess.run(["mount", "-o", "remount,size=64m", small], check=True)
    told, _ = go_on(small)
    expect(f"{ROWS - len(made)} written, {len(made)} unchanged" in told, told[-200:])


def the_disk_is_full(folder):
    folder.mkdir()
    if subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", folder], capture_output=True).returncode != 0:
        print("skipped: no file system can be mounted here, so the full disk is not tried")
        return
    done = subprocess.run(["unshare", "-m", sys.executable, __file__, "fill", folder], capture_output=True, text=True, timeout=2 * PATIENCE)
    expect(done.returncode == 0, done.stdout + done.stderr)


def main():
    for case in (a_worker_is_killed, the_batch_is_killed, it_is_interrupted, two_at_one_manifest, a_worker_hangs, no_row_waits_behind_one_that_hangs,
                 a_share_is_done_by_another_while_its_worker_hangs, an_answer_comes_as_its_worker_is_ended,
                 a_second_signal_gives_up_the_rows_under_way, strict_stops_at_the_first,
                 lines_that_cannot_be_read, files_cannot_be_written, the_disk_is_full):
        with scratch() as name:
            batchkit.every_third_state(pathlib.Path(name) / "states.csv")
            try:
                case(pathlib.Path(name) / "made")
            except SystemExit as failed:
                raise SystemExit(f"{case.__name__}: {failed.code}")


if sys.argv[1:2] == ["fill"]:
    fill(sys.argv[2])
else:
    main()
