"""Starts programs by forking a process that has already imported their modules, which takes a fifth of the time."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


class Forked:
    """A started program: what `subprocess.Popen` has of it that is used here."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        return self._wait(os.WNOHANG)

    def wait(self) -> int | None:
        return self._wait(0)

    def _wait(self, options: int) -> int | None:
        with self._lock:
            if self.returncode is None:
                ended, status = os.waitpid(self.pid, options)
                if ended:
                    self.returncode = os.waitstatus_to_exitcode(status)
            return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Prepared:
    """A process that forks a program whenever one is asked for. The programs are children of this process."""

    def __init__(self) -> None:
        # Orphans become ours, so that their exit status can be read.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._forks = subprocess.Popen([sys.executable, "-c", FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def start(
        self, terminal: str, argv: Sequence[str], environment: Mapping[str, str], folder: Path, stacks: Path
    ) -> Forked:
        """Start the program as the leader of a session on this terminal."""
        assert self._forks.stdin is not None
        assert self._forks.stdout is not None
        asked = {"terminal": terminal, "argv": argv, "environment": dict(environment)}
        asked |= {"folder": str(folder), "stacks": str(stacks)}
        self._forks.stdin.write(json.dumps(asked).encode() + b"\n")
        self._forks.stdin.flush()
        return Forked(int(self._forks.stdout.readline()))

    def end(self) -> None:
        self._forks.kill()
        self._forks.wait()


FORKS = """
import faulthandler, gc, json, os, resource, runpy, signal, sys
import chairtui.cli, chairtui.app, chairtui.commands.open_program
import chairtui.format_registry, chairtui.journal.file_journal, chairtui.meeting.capture.capture
import screens.live.screen, screens.library, screens.palette
import textual.widgets, textual.drivers.linux_driver, chairtui.terminal.driver, traceback

def keep_faults(app, file):
    handle = app._handle_exception
    def kept(self, error):
        traceback.print_exception(getattr(error, "error", error), file=file)
        file.flush()
        handle(self, error)
    app._handle_exception = kept

def asked():
    line = bytearray()
    while not line.endswith(b"\\n"):
        byte = os.read(0, 1)
        if not byte:
            os._exit(0)
        line += byte
    return json.loads(line)

gc.freeze()
while True:
    job = asked()
    told, tells = os.pipe()
    between = os.fork()
    if between == 0:
        pid = os.fork()
        if pid == 0:
            break
        os.write(tells, str(pid).encode())
        os._exit(0)
    os.waitpid(between, 0)
    os.write(1, os.read(told, 20) + b"\\n")
    os.close(told)
    os.close(tells)

os.setsid()
terminal = os.open(job["terminal"], os.O_RDWR)
for number in (0, 1, 2):
    os.dup2(terminal, number)
os.closerange(3, 64)
for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
    stream = open(number, mode, encoding="utf-8", closefd=False)
    setattr(sys, name, stream)
    setattr(sys, f"__{name}__", stream)
os.chdir(job["folder"])
os.environ.clear()
os.environ.update(job["environment"])
stacks = open(job["stacks"], "w", encoding="utf-8")
faulthandler.register(signal.SIGUSR1, stacks)
keep_faults(chairtui.app.ChairApp, stacks)
resource.setrlimit(resource.RLIMIT_DATA, (1_500_000_000, 1_500_000_000))
sys.argv = ["chairtui", *job["argv"]]
runpy.run_module("chairtui", run_name="__main__", alter_sys=True)
"""
