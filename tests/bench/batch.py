#!/usr/bin/env python3
"""Batches from the outside.

    batch.py PROGRAM REGIONAL.json FOLDER [RUNS]

51 states, 117 ports, 200 and 1,000 brochures whose numbers and names are all different (editions.py), as PDF for screen and
press, each with one worker and with two, without a cache and with what an earlier run left there: wall and processor
time for an edition, the best and the median of RUNS, what two workers gain, and the largest resident memory of a
process. Then how memory grows from 50 to 5,000 editions. What is shared is loaded in each run, so that short batches
are dearer.
"""
import csv
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

PROGRAM, REGIONAL, FOLDER = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
RUNS = int(sys.argv[4]) if len(sys.argv) > 4 else 3
ENDS = ("ora", "ino", "esta", "anda", "ario", "ela", "una", "ido")
REGIONS = 200


def table(path, column):
    with open(path, newline="", encoding="utf-8") as file:
        return [row[column] for row in csv.DictReader(file)]


def write_rows(path, heads, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *rows])
    return path


def name_of(number):
    """Of two words, another for each number."""
    n = number * 2654435761 % 2**32
    return (chr(65 + n // 7 % 26) + "aeiou"[n // 5 % 5] + ENDS[n // 11 % 8] + " " + chr(65 + number % 26)
            + chr(97 + number // 26 % 26) + chr(97 + number // 676 % 26))


def regions(count):
    names = ("place_a", "place_b", "place_c", "place_d", "person_a", "person_b")
    rows = [[f"e{i}", f"r{i % REGIONS + 1}", *[name_of(i * len(names) + k) for k in range(len(names))]] for i in range(count)]
    return write_rows(FOLDER / f"regions-{count}.csv", ["id", "region", *names], rows)


def run(sheet, variants, profile, jobs, *cache):
    """Seconds of wall and of processors, MiB of the largest process."""
    out = FOLDER / "made"
    shutil.rmtree(out, ignore_errors=True)
    begun = time.monotonic()
    batch = subprocess.Popen([PROGRAM, "batch", sheet, "--variants", variants, "-o", f"{profile}={out}/{{id}}.pdf", "-j", str(jobs), *cache],
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    told = batch.stderr.read()
    _, status, usage = os.wait4(batch.pid, 0)
    batch.returncode = status
    wall = time.monotonic() - begun
    if status:
        sys.exit(told[-2000:])
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(what, sheet, variants, count, profile):
    for how, cache in ("no cache", ["--no-cache"]), ("cached", ["--cache", str(FOLDER / "cache")]):
        run(sheet, variants, profile, 2, *cache)
        print(f"{what}, {profile}, {how}")
        compare(lambda jobs: run(sheet, variants, profile, jobs, *cache), count)


def compare(batch, count):
    best = {}
    for jobs in (1, 2):
        runs = [batch(jobs) for _ in range(RUNS)]
        wall, cpu = ([r[i] / count * 1000 for r in runs] for i in (0, 1))
        best[jobs] = min(wall)
        print(f"  {jobs} worker{'s' if jobs > 1 else ' '}  {min(wall):7.2f} {statistics.median(wall):7.2f} ms wall   "
              f"{min(cpu):7.2f} {statistics.median(cpu):7.2f} ms processor   {max(r[2] for r in runs):5.1f} MiB")
    print(f"  two are {best[1] / best[2]:.2f} times one")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    ports = table("data/border/ports_of_entry.csv", "port_code")
    port_rows = write_rows(FOLDER / "ports.csv", ["id", "port"], [[f"port-{port}", port] for port in ports])
    states = "layouts/variants.csv"
    print(f"an edition of a batch: best and median of {RUNS}; largest process")
    for profile in ("screen", "print"):
        measure("51 states", "layouts/state-trade.json", states, len(table(states, "id")), profile)
        measure("117 ports", "layouts/port-of-entry.json", port_rows, len(ports), profile)
        for count in (200, 1000):
            measure(f"{count} brochures", REGIONAL, regions(count), count, profile)
    for count in (50, 500, 5000):
        wall, cpu, memory = run(REGIONAL, regions(count), "screen", 2, "--no-cache")
        print(f"{count:5} brochures  screen  2 workers  {wall / count * 1000:7.2f} ms wall  {cpu / count * 1000:7.2f} ms processor  {memory:6.1f} MiB")
    for made in ("made", "cache"):
        shutil.rmtree(FOLDER / made, ignore_errors=True)


main()
