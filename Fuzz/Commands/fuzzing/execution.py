"""One execution of cebsp: in a tree of its own, with a bound on memory and time, and what was measured of it."""

import os
import resource
import select
import shutil
import signal
import time
from dataclasses import dataclass

GIGABYTE = 1 << 30
# Address space that a process may ask for at all: guest RAM and the engine's buffers are asked for, but hardly touched.
MOST_ADDRESS_SPACE = 12 * GIGABYTE
MOST_OUTPUT = 256 << 20


@dataclass
class Outcome:
    status: int  # as a shell has it: 128 and the signal when one ended it
    ended: bool  # whether it had to be ended
    wall: float  # seconds of the host's clock
    processor: float  # seconds of processor time, with its children's
    memory: int  # bytes: the largest resident set of it or of one child
    out: bytes
    err: bytes


class Tree:
    """A copy of the corpus in which cases are executed one after the other."""

    def __init__(self, corpus, folder):
        self.corpus, self.folder = corpus, folder
        shutil.copytree(corpus.folder, folder, symlinks=True, ignore=shutil.ignore_patterns("pipe"))
        os.mkfifo(folder / "pipe")
        self.program_output = [str(folder / "stdout"), str(folder / "stderr")]
        self.prepare_output()

    def prepare_output(self):
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        shutil.rmtree(self.folder / "nowhere", ignore_errors=True)
        (self.folder / "out").mkdir()

    def execute(self, program, case, end):
        for name, data in case.files.items():
            (self.folder / name).write_bytes(data)
        try:
            return self.run(program, case, end)
        finally:
            for name in case.files:
                shutil.copyfile(self.corpus.folder / name, self.folder / name)

    def run(self, program, case, end):
        out, err = self.program_output
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, "/dev/full" if case.full else out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
            (os.POSIX_SPAWN_OPEN, 2, err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        ]
        environment = {"PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"} | case.environment
        arguments = [str(program), *(word.encode("utf-8", errors="surrogateescape") for word in case.arguments)]
        resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESS_SPACE, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT, resource.RLIM_INFINITY))
        os.chdir(self.folder)
        start = time.monotonic()
        child = os.posix_spawn(program, arguments, environment, file_actions=actions, setsid=True)
        ended = not ends(child, end)
        if ended:
            os.killpg(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
        wall = time.monotonic() - start
        code = os.waitstatus_to_exitcode(status)
        return Outcome(
            code if code >= 0 else 128 - code,
            ended,
            wall,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss * 1024,
            b"" if case.full else read(out),
            read(err),
        )

    def written(self):
        """What the execution wrote into its output folder: small files by name."""
        return {
            path.name: path.read_bytes()
            for path in (self.folder / "out").iterdir()
            if path.is_file() and path.stat().st_size < MOST_OUTPUT
        }


def read(path):
    with open(path, "rb") as file:
        return file.read()


def ends(child, seconds):
    """Waits until a child has ended, without taking its status; false when the time is over before."""
    handle = os.pidfd_open(child)
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)
