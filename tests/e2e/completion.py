"""What the shells are told to offer is what the program takes: each command's options, values, files."""
import functools
import pathlib
import re
import shutil
import subprocess

from common import expect, run, scratch

HELP = run("--help").stdout
COMMANDS = re.findall(r"^(?:usage:|      ) tearsheet (\w+)", HELP, re.M)
OPTIONS = re.findall(r"^  (?:-\w,|   ) (--[\w-]+)(?: (\S+))?(?: +|$)", HELP, re.M)


FITTING = {"N": "72", "NAME=VALUE": "a=b", "I/N": "1/1", "SECONDS": "1", "2up|2up-repeat": "2up"}


FORMATS = {"check": ["text", "json", "html"], "stats": ["table", "json", "csv", "factcheck"], "trace": ["text", "json"], "diff": ["text", "json", "html"]}


@functools.cache
def takes(command, option, value):
    """Whether the program knows the option for the command, asked with a value that the option bears."""
    given = "json" if option == "--diagnostics" else FITTING.get(value, "x")
    done = run(command, option, *([given] if value else []), ok=False)
    expect("unknown option" not in done.stderr, done.stderr)
    return f"takes no {option}" not in done.stderr


def shell(script, *arguments):
    done = subprocess.run([*arguments, script], capture_output=True, text=True, timeout=60)
    expect(done.returncode == 0 and not done.stderr, done.stderr + done.stdout)
    return done.stdout.split()


def bash_offers(script, *words):
    line = " ".join(f"'{word}'" for word in words)
    return shell(f"source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _tearsheet; printf '%s\\n' \"${{COMPREPLY[@]}}\"", "bash", "-c")


def bash_knows_each_command(folder):
    script = folder / "tearsheet.bash"
    script.write_text(run("completion", "bash").stdout)
    expect(set(COMMANDS) <= set(bash_offers(script, "tearsheet", "")), "the commands")
    for command in COMMANDS:
        offered = set(bash_offers(script, "tearsheet", command, "--"))
        wanted = {option for option, value in OPTIONS if takes(command, option, value)} - {"--help", "--version"}
        expect(wanted == offered - {"--help", "--version"}, f"{command}: {sorted(offered ^ wanted)}")
    expect(bash_offers(script, "tearsheet", "render", "--profile", "s") == ["screen"], "values of a profile")
    for command, formats in FORMATS.items():
        expect(bash_offers(script, "tearsheet", command, "x", "--format", "") == formats, f"formats of {command}")
    expect(bash_offers(script, "tearsheet", "completion", "") == ["bash", "zsh"] and bash_offers(script, "tearsheet", "completion", "z") == ["zsh"], "shells")
    (folder / "a b.json").touch()
    reply = subprocess.run(["bash", "-c", f"source {script}; cd '{folder}'; COMP_WORDS=(tearsheet render a); COMP_CWORD=2; _tearsheet; printf '%s|' \"${{COMPREPLY[@]}}\""],
                           capture_output=True, text=True).stdout
    expect(reply == "a b.json|", "a file with a space is one: " + reply)


ZSH = r"""
autoload -Uz compinit; compdef() { :; }; _files() { :; }
_arguments() { print -rl -- "$@"; }; _describe() { print -rl -- "${(@P)2}"; }
words=(tearsheet %s x); CURRENT=%d; source %s; _tearsheet
"""


def zsh_knows_each_command(folder):
    script = folder / "_tearsheet"
    script.write_text(run("completion", "zsh").stdout)
    told = subprocess.run(["zsh", "-f", "-c", ZSH % ("", 2, script)], capture_output=True, text=True)
    expect(not told.stderr and all(re.search(f"^{c}:", told.stdout, re.M) for c in COMMANDS), told.stderr + told.stdout)
    for command in COMMANDS:
        told = subprocess.run(["zsh", "-f", "-c", ZSH % (command, 3, script)], capture_output=True, text=True)
        offered = set(re.findall(r"^\*(--[\w-]+)\[", told.stdout, re.M))
        wanted = {option for option, value in OPTIONS if takes(command, option, value)}
        expect(not told.stderr and offered == wanted, f"{command}: {sorted(offered ^ wanted)} {told.stderr}")
        words = told.stdout.splitlines()[-1]
        expect(words == (":word:(bash zsh)" if command == "completion" else "*:file:_files"), f"{command}: {words}")
        formats = re.findall(r"^\*--format\[.*:\((.*)\)$", told.stdout, re.M)
        expect(formats == ([" ".join(FORMATS[command])] if command in FORMATS else []), f"formats of {command}: {formats}")


def main():
    expect(len(COMMANDS) >= 8 and len(OPTIONS) >= 20, f"the help was read: {COMMANDS} {OPTIONS}")
    with scratch() as name:
        folder = pathlib.Path(name)
        bash_knows_each_command(folder)
        if shutil.which("zsh"):
            zsh_knows_each_command(folder)
        else:
            print("zsh is not here: its script was not tried")


main()
