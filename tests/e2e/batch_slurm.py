"""The Slurm job array of the README, two tasks, on a Slurm of our own: controller, node and munge in a folder, without systemd.

Where Slurm is not installed or cannot be started (it takes root), the test says why and is skipped (exit 77)."""
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time

from batchkit import rows_of, whole_files_only
from common import PROGRAM, ROOT, expect, run, scratch

SKIPPED, PATIENCE = 77, 120  # seconds: a bound, not a measure
CONF = """ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={node}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SchedulerParameters=sched_min_interval=10000
NodeName=here NodeHostname={host} NodeAddr=127.0.0.1 CPUs={cpus} State=UNKNOWN
PartitionName=all Nodes=here Default=YES MaxTime=INFINITE State=UP
"""


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(condition, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


class Slurm:
    """A cluster of one node; ended with the block."""

    def __init__(self, folder):
        self.folder, self.running = folder, []
        self.env = {**os.environ, "SLURM_CONF": str(folder / "slurm.conf")}

    def __enter__(self):
        folder = self.folder
        for name in ("state", "spool"):
            (folder / name).mkdir()
        key = folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o600)
        (folder / "slurm.conf").write_text(CONF.format(folder=folder, host=socket.gethostname().split(".")[0], controller=free_port(), node=free_port(), cpus=os.cpu_count()))
        self.begin("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={folder}/munge.socket", f"--pid-file={folder}/munge.pid",
                   f"--log-file={folder}/munge.log", f"--seed-file={folder}/munge.seed")
        if not wait_for((folder / "munge.socket").exists, 10):
            self.give_up("munged")
        self.begin("slurmctld", "-D", "-f", folder / "slurm.conf")
        self.begin("slurmd", "-D", "-f", folder / "slurm.conf", "-N", "here")
        if not wait_for(lambda: self.has_died() or "idle" in self.ask("sinfo", "-h", "-o", "%T"), 30) or self.has_died():
            self.give_up("slurmctld, slurmd")
        return self

    def __exit__(self, *_):
        for daemon in reversed(self.running):
            daemon.terminate()
        for daemon in self.running:
            try:
                daemon.wait(10)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()

    def begin(self, program, *arguments):
        log = open(self.folder / f"{program}.out", "wb")
        self.running.append(subprocess.Popen([shutil.which(program, path="/usr/sbin:/usr/bin"), *map(str, arguments)], env=self.env, stdout=log, stderr=log))

    def has_died(self):
        return any(daemon.poll() is not None for daemon in self.running)

    def ask(self, *words):
        return subprocess.run(words, env=self.env, capture_output=True, text=True).stdout

    def give_up(self, what):
        self.__exit__()
        logs = "\n".join((self.folder / name).read_text(errors="replace")[-600:] for name in ("munged.out", "slurmctld.out", "slurmd.out")
                         if (self.folder / name).exists())
        skip(f"{what} cannot be started here:\n{logs}")


def script_of_readme():
    """What the README tells people to submit, as it stands there, with two tasks."""
    text = (ROOT / "README.md").read_text()
    script = re.search(r"^    #!/bin/sh\n(?:    .*\n)+", text, re.M)[0]
    script = re.sub(r"^    ", "", script, flags=re.M)
    expect("#SBATCH --array=1-8" in script and "--shard" in script, f"the README's script:\n{script}")
    return script.replace("--array=1-8", "--array=1-2")


def main():
    missing = [name for name in ("munged", "slurmctld", "slurmd", "sbatch") if not shutil.which(name, path="/usr/sbin:/usr/bin")]
    if missing:
        skip("not installed: " + ", ".join(missing))
    if os.geteuid() != 0:
        skip("Slurm's daemons are started by root here")
    with scratch() as name, Slurm(pathlib.Path(name)) as slurm:
        folder = pathlib.Path(name)
        project = folder / "project"
        project.mkdir()
        for part in ("layouts", "data", "fonts"):
            (project / part).symlink_to(ROOT / part)
        bin_folder = folder / "bin"
        bin_folder.mkdir()
        (bin_folder / "tearsheet").symlink_to(PROGRAM)
        (folder / "job.sh").write_text(script_of_readme())
        slurm.env["PATH"] = f"{bin_folder}:{os.environ['PATH']}"
        done = subprocess.run(["sbatch", "--wait", "--chdir", project, "--output", folder / "task-%a.out", folder / "job.sh"], env=slurm.env,
                              capture_output=True, text=True, timeout=PATIENCE)
        told = "".join(path.read_text() for path in sorted(folder.glob("task-*.out")))
        states = project / "output/states"
        parts = sorted(states.glob("*.ndjson"))
        expect(done.returncode == 0, f"{done.stderr}\n{told}")
        expect([part.name for part in parts] == ["state-trade.1-of-2.ndjson", "state-trade.2-of-2.ndjson"], f"two tasks: {told}")
        run("merge", *parts, "-o", states / "state-trade.ndjson", "--index", states / "index.html")
        expect((states / "index.html").read_text().count('<img loading="lazy"') == 51, "each with its picture")
        rows = rows_of(states / "state-trade.ndjson")
        expect(len(rows) == 51 and all(row["status"] == "done" for row in rows.values()) and len(list(states.glob("*.pdf"))) == 51, told)
        whole_files_only(states)


main()
