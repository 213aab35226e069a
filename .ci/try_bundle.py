"""Tries a bundle as somebody would who has nothing else: an empty folder, an empty home, an emptied PATH.

    python .ci/try_bundle.py dist/chairtui/chairtui [WRAPPER…]

It prints a demo, holds an encrypted meeting to its end with every kind of file, and lets a browser tab's program paint.
WRAPPER is what runs the executable, such as `wine`; of the environment it then gets what WINE reads.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

PASSPHRASE = "four words nobody guesses"
MEETING = ("--format=bristol", "--title=Planning meeting", "--subject=K.", "--starts=2026-12-03 14:00")
LINES = (
    "present: Avril Penhallow, Team Manager, Children's Social Care",
    "r: Nobody checks on K. at weekends @avril",
    "a: Visit on Saturday @avril by fri measure: K. seen for R1",
)
FILES = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!", "md": b"#", "json": b"{", "csv": b"", "ics": b"BEGIN:VCALENDAR"}
BEGUN = b"__GANGLION__"
PATIENCE = 180.0


class Bundle:
    """A bundle's executable, and the empty folder it is run in."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.command = command
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name.startswith(("WINE", "SYSTEMROOT"))}
        self.environment = {
            **kept,
            "HOME": str(folder) if len(command) == 1 else os.environ.get("HOME", ""),
            "USERPROFILE": str(folder),
            "LOCALAPPDATA": str(folder),
            "PATH": "" if len(command) == 1 else os.environ["PATH"],
            "CHAIRTUI_STORE": "store",
            "CHAIRTUI_PASSPHRASE": PASSPHRASE,
        }

    def run(self, *argv: str, expected: int = 0) -> bytes:
        """What a command prints. Ends this program where its exit status is another."""
        done = subprocess.run(
            [*self.command, *argv],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=self.folder,
            env=self.environment,
            check=False,
        )
        if done.returncode != expected:
            sys.exit(f"{' '.join(argv)}: {done.returncode}, not {expected}\n{done.stderr.decode('utf-8', 'replace')}")
        return done.stdout

    def start(self, *argv: str, **more: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self.command, *argv],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env={**self.environment, **more},
        )


def look_at_it(executable: Path) -> None:
    """What this computer has and another may lack."""
    if not (executable.parent / "_internal" / "tzdata" / "zoneinfo" / "Europe" / "London").is_file():
        sys.exit("the bundle has no time zones of its own, and small systems and Windows carry none")


def hold_a_meeting(bundle: Bundle) -> None:
    """From an empty store to every kind of file."""
    assert b"## " in bundle.run("demo")
    assert b"chairtui" in bundle.run("completion", "powershell")
    bundle.run("new", *MEETING, "--by=Avril")
    bundle.run("record", "last", *LINES, "--by=Avril")
    bundle.run("set", "last", "aim=Agree how K. is kept safe", "chair=Avril", "--by=Avril")
    bundle.run("check", "last", expected=1)
    shown = json.loads(bundle.run("show", "last", "--json"))
    assert shown["actions"][0]["deadline"] == "2026-12-04", shown["actions"]
    bundle.run("doctor")
    sealed = b"".join(file.read_bytes() for file in (bundle.folder / "store").rglob("*") if file.is_file())
    assert b"weekends" not in sealed
    for kind, start in FILES.items():
        bundle.run("export", "last", "-o", f"minutes.{kind}")
        written = (bundle.folder / f"minutes.{kind}").read_bytes()
        assert written.startswith(start), (kind, written[:40])
    bundle.run("backup", "copy")


def paint_a_tab(bundle: Bundle) -> None:
    """What `serve` starts for each tab: the whole program, painting for a browser."""
    tab = json.dumps({"by": "Avril", "role": "chair", "unlocked": True})
    driver = "chairtui.web.tab_driver:TabDriver"
    program = bundle.start("--tab", CHAIRTUI_TAB=tab, TEXTUAL_DRIVER=driver, COLUMNS="120", ROWS="40", TERM="xterm")
    assert program.stdout is not None
    heard = b""
    began = time.monotonic()
    while b"Planning meeting" not in heard and time.monotonic() - began < PATIENCE:
        read = os.read(program.stdout.fileno(), 65536)
        if not read:
            break
        heard += read
    program.kill()
    _, complaint = program.communicate()
    if BEGUN not in heard or b"Planning meeting" not in heard:
        sys.exit(f"a tab's program painted no library: {heard[-300:]!r} {complaint.decode('utf-8', 'replace')}")


def serve_a_page(bundle: Bundle) -> None:
    """`serve` says where it is, and answers there."""
    server = bundle.start("serve", "--port", "0", "--unlocked")
    assert server.stdout is not None
    line = server.stdout.readline().decode("utf-8")
    address = line.split()[-1].partition("#")[0] if "http" in line else ""
    page = b""
    with suppress(URLError):
        page = urlopen(address, timeout=PATIENCE).read() if address else b""
    server.terminate()
    _, complaint = server.communicate()
    if b"chairtui" not in page:
        sys.exit(f"serve answered nothing at {address!r}: {line} {complaint.decode('utf-8', 'replace')}")


def main() -> int:
    executable, *wrapper = sys.argv[1:]
    with TemporaryDirectory(prefix="chairtui-bundle-", ignore_cleanup_errors=True) as folder:
        look_at_it(Path(executable).resolve())
        bundle = Bundle([*wrapper, str(Path(executable).resolve())], Path(folder))
        began = time.monotonic()
        print(bundle.run("--version").decode().strip(), f"{time.monotonic() - began:.2f} s")
        hold_a_meeting(bundle)
        print("held an encrypted meeting, with every kind of file")
        paint_a_tab(bundle)
        serve_a_page(bundle)
        print("served a tab")
    return 0


if __name__ == "__main__":
    sys.exit(main())
