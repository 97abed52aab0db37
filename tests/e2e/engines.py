"""What the README has other engines run, run as it stands there: GNU parallel, the pods of a Kubernetes Job, jq over a manifest; and
what the recipe for a container installs. A tool that is not here is skipped, and said so."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

import yaml

import batchkit
from common import PROGRAM, ROOT, expect, run, scratch

README = (ROOT / "README.md").read_text(encoding="utf-8")
SKIPPED = 77


def block_with(word):
    """The one indented or fenced block of the README that has the word."""
    blocks = re.findall(r"(?:^    .*\n|^[ ]*\n(?=    ))+", README, re.M) + re.findall(r"```\w*\n(.*?)```", README, re.S)
    found = [block for block in blocks if word in block]
    expect(len(found) == 1, f"{len(found)} blocks of the README have “{word}”")
    return found[0]


def shell(command, folder, **environment):
    """With `tearsheet` on the path, from the project's root."""
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    if not (tools / "tearsheet").exists():
        (tools / "tearsheet").symlink_to(PROGRAM)
    path = f"{tools}:{os.environ['PATH']}"
    done = subprocess.run(["sh", "-c", command] if isinstance(command, str) else command, cwd=ROOT, capture_output=True, text=True,
                          timeout=300, env={**os.environ, "PATH": path, "HOME": str(folder), **environment})
    expect(done.returncode == 0, f"{command}: exit {done.returncode}\n{done.stderr[-900:]}")
    return done.stdout


def on_one_machine(folder):
    run("batch", batchkit.STATE, "--variants", "layouts/variants.csv", "-o", folder / "{state}.pdf", "--index", folder / "index.html")
    return {row["id"]: [o["sha256"] for o in batchkit.outputs_of(row)] for row in batchkit.rows_of(folder / "state-trade.ndjson").values()}


def merged(folder, parts):
    manifests = sorted(folder.glob(f"state-trade.*-of-{parts}.ndjson"))
    expect(len(manifests) == parts, f"a manifest of each part: {manifests}")
    run("merge", *manifests, "-o", folder / "all.ndjson", "--index", folder / "index.html")
    rows = batchkit.rows_of(folder / "all.ndjson")
    pictures = re.findall(r'<img loading="lazy" src="([^"]+)"', (folder / "index.html").read_text(encoding="utf-8"))
    expect(len(pictures) == len(rows) and all((folder / name).is_file() for name in pictures), f"a picture of each: {pictures}")
    return {row["id"]: [o["sha256"] for o in batchkit.outputs_of(row)] for row in rows.values()}


def parallel_does_what_one_does(folder, alone):
    if not shutil.which("parallel"):
        return "GNU parallel"
    made = folder / "parallel"
    shell(block_with("parallel -j 4").replace("output/states", str(made)), folder)
    expect(merged(made, 4) == alone, "its parts make what one run makes")
    return None


# ---- Kubernetes

JOB = {  # batch/v1, as far as the README goes (Kubernetes API reference, "Job")
    "apiVersion": str, "kind": str, "metadata": {"name": str},
    "spec": {"completionMode": str, "completions": int, "parallelism": int, "backoffLimitPerIndex": int,
             "template": {"spec": {"restartPolicy": str,
                                   "securityContext": {"runAsNonRoot": bool, "runAsUser": int, "runAsGroup": int, "fsGroup": int},
                                   "containers": [{"name": str, "image": str, "command": [str], "args": [str],
                                                   "volumeMounts": [{"name": str, "mountPath": str}]}],
                                   "volumes": [{"name": str, "persistentVolumeClaim": {"claimName": str}}]}}}}


def has_shape(value, shape, at="job"):
    if isinstance(shape, dict):
        expect(isinstance(value, dict) and set(value) == set(shape), f"{at} has {value}")
        for name, inner in shape.items():
            has_shape(value[name], inner, f"{at}.{name}")
    elif isinstance(shape, list):
        expect(isinstance(value, list) and value, f"{at} is {value}")
        for item in value:
            has_shape(item, shape[0], at)
    else:
        expect(type(value) is shape, f"{at} is {value!r}")


def pods_do_what_one_does(folder, alone):
    job = yaml.safe_load(block_with("kind: Job"))
    has_shape(job, JOB)
    spec, pod = job["spec"], job["spec"]["template"]["spec"]
    container, mount = pod["containers"][0], pod["containers"][0]["volumeMounts"][0]
    expect((job["apiVersion"], job["kind"], spec["completionMode"], pod["restartPolicy"]) == ("batch/v1", "Job", "Indexed", "Never"), "an indexed Job")
    expect(mount["name"] == pod["volumes"][0]["name"] and mount["mountPath"] == "/out", "what is written is on the claim")
    made = folder / "pods"
    for index in range(spec["completions"]):
        args = [word.replace("/out/", f"{made}/") for word in container["args"]]
        expect(args != container["args"], "it writes to the volume")
        shell([*container["command"], *args], folder, JOB_COMPLETION_INDEX=str(index))
    expect(merged(made, spec["completions"]) == alone, "its pods make what one run makes")


# ---- the container

def the_recipe_installs_what_is_loaded(folder):
    recipe = (ROOT / "tests/examples/Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    command = next(line.removeprefix("RUN ") for line in recipe.splitlines() if "> packages" in line)
    if not shutil.which("dpkg-query"):
        return "dpkg"
    stage = folder / "src"
    (stage / "build").mkdir(parents=True)
    (stage / "build/tearsheet").symlink_to(PROGRAM)
    shell(f"cd {stage} && {command}", folder)
    packages = (stage / "packages").read_text().split()
    for stem in ("libcairo2", "libharfbuzz0b", "libicu", "libsqlite3-0", "libqpdf", "libhpdf"):
        expect(any(package.startswith(stem) for package in packages), f"{stem} is not among {packages}")
    expect(not any(package.endswith("-dev") for package in packages), f"nothing to build with: {packages}")
    for source in re.findall(r"COPY --from=build /src/(\S+)", recipe):
        expect(source in ("packages", "build/tearsheet") or (ROOT / source).is_dir(), f"{source} is there")
    return None


def manifests_answer_to_jq(folder):
    if not shutil.which("jq"):
        return "jq"
    lines = [line for line in block_with("jq -r 'select").splitlines() if line.strip()]
    alone = folder / "alone"
    faults, sums = (line.replace("output/states", str(alone)) for line in lines)
    expect(shell(faults, folder) == "", "no row is at fault")
    rows = batchkit.rows_of(alone / "state-trade.ndjson").values()
    expect(shell(sums, folder).count(": OK") == sum(len(batchkit.outputs_of(row)) for row in rows), "all files are as recorded")
    return None


def main():
    with scratch() as name:
        folder = pathlib.Path(name)
        alone = on_one_machine(folder / "alone")
        pods_do_what_one_does(folder, alone)
        missing = [what for what in (parallel_does_what_one_does(folder, alone), manifests_answer_to_jq(folder),
                                     the_recipe_installs_what_is_loaded(folder)) if what]
    if missing:
        print(f"skipped: {', '.join(missing)} not found; the rest passes")
        sys.exit(SKIPPED)


main()
