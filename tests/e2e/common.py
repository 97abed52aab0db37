"""What the end-to-end tests share: running the program, and reading what it wrote."""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("TEARSHEET", str(ROOT / "build" / "tearsheet"))
ICC = ROOT / "fonts" / "FOGRA39L_coated.icc"


def run(*arguments, ok=True, env=None, cwd=ROOT):
    """Runs the program, from the project's root; with ok, anything but exit 0 fails the test."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=cwd, capture_output=True, text=True,
                          env={**os.environ, **(env or {})}, timeout=300)
    if ok and done.returncode != 0:
        sys.exit(f"tearsheet {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
    return done


def tool(*arguments):
    done = subprocess.run(list(map(str, arguments)), capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(condition, message):
    if not condition:
        sys.exit("FAILED: " + message)


def scratch():
    return tempfile.TemporaryDirectory(prefix="tearsheet-test-")
