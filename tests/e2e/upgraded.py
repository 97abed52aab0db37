"""A library that an upgrade of the system has changed, whatever it calls its version, makes outputs stale, and what a cache keeps."""
import os
import pathlib
import subprocess

import batchkit
from batchkit import STATE
from common import PROGRAM, ROOT, expect, run, scratch

NOTE = b"\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0"  # of a build id of 20 bytes (elf(5))


def libraries():
    """name -> file, as the program is linked with them."""
    listed = subprocess.run(["ldd", PROGRAM], capture_output=True, text=True, check=True).stdout
    found = [line.split() for line in listed.splitlines()]
    return {words[0]: pathlib.Path(words[2]) for words in found if len(words) > 2 and words[1] == "=>"}


def built_again(name, folder):
    """The same code under another build id."""
    data = bytearray(libraries()[name].read_bytes())
    data[data.index(NOTE) + len(NOTE)] ^= 0xFF
    folder.mkdir()
    (folder / name).write_bytes(data)
    return folder


def with_libraries(folder, *arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True,
                          env={**os.environ, "LD_LIBRARY_PATH": str(folder)})
    expect(done.returncode == 0, done.stderr)
    return done.stderr


def outputs_are_stale(folder):
    variants = batchkit.some_states(folder / "some.csv", "TX", "WY")
    order = ("batch", STATE, "--variants", variants, "-o", folder / "{id}.pdf", "--resume")
    run(*order)
    expect("2 unchanged" in run(*order).stderr, "nothing has changed")
    for i, name in enumerate(("libharfbuzz.so.0", "libpixman-1.so.0")):  # the second only by way of Cairo
        other = built_again(name, folder / f"lib{i}")
        expect("2 written" in with_libraries(other, *order), f"{name}: all is made anew")
        expect("2 unchanged" in with_libraries(other, *order), f"{name}: once")
    expect("2 written" in run(*order).stderr, "and back")


def nor_is_a_cache_deceived(folder):
    other = built_again("libdeflate.so.0", folder / "lib")
    order = ("render", STATE, "-o", folder / "a.pdf", "--cache", folder / "cache")
    run(*order)
    kept = len(list((folder / "cache").iterdir()))
    run(*order)
    expect(len(list((folder / "cache").iterdir())) == kept, "all was there")
    with_libraries(other, *order)
    expect(len(list((folder / "cache").iterdir())) == 2 * kept, "none of it counts")


for case in (outputs_are_stale, nor_is_a_cache_deceived):
    with scratch() as name:
        case(pathlib.Path(name))
