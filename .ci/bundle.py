"""Builds the bundle: a folder with the program and its own Python, for a computer that may install nothing.

    python .ci/bundle.py        makes dist/chairtui/ and dist/chairtui-VERSION-PLATFORM.zip

Needs the packages of the extras `dev`, `serve`, `keyring` and `postgresql`. It is made for the platform it runs on.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path

import docx

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
FOLDER = DIST / "chairtui"
OPTIONS = (
    "--onedir",
    "--console",
    "--noconfirm",
    "--log-level=WARN",
    "--name=chairtui",
    "--python-option=X utf8_mode=1",
    # Read as files, next to the modules that read them.
    f"--add-data={ROOT / 'data'}:chairtui/data",
    "--collect-data=screens",
    "--collect-data=docx",
    # python-docx finds its templates by `docx/parts/../templates`, so that folder has to exist.
    f"--add-data={Path(docx.__file__).parent / 'parts' / '__init__.py'}:docx/parts",
    "--collect-data=textual_serve",
    # Time zones, for machines that carry none: Windows, and small Linux systems.
    "--collect-data=tzdata",
    "--hidden-import=tzdata",
    # Textual loads a driver by its name, and the parts of its style language by theirs.
    "--hidden-import=chairtui.web.tab_driver",
    "--hidden-import=textual.drivers.linux_driver",
    "--hidden-import=textual.drivers.windows_driver",
    "--collect-submodules=textual.widgets",
    # Imported by what is bundled, and of no use without a screen full of windows or a test runner.
    "--exclude-module=tkinter",
    "--exclude-module=pytest",
    "--exclude-module=hypothesis",
    "--exclude-module=mypy",
)


def main() -> int:
    """Build the folder, add the manual and the licence, and zip it."""
    sys.path.insert(0, str(ROOT))
    from chairtui import __version__

    work = DIST / "build"
    command = [sys.executable, "-m", "PyInstaller", *OPTIONS, f"--distpath={DIST}", f"--workpath={work}"]
    subprocess.run(
        [*command, f"--specpath={work}", f"--paths={ROOT}", str(ROOT / "chairtui" / "__main__.py")], check=True
    )
    shutil.copy(ROOT / "LICENSE", FOLDER)
    shutil.copy(ROOT / "README.md", FOLDER)
    name = f"chairtui-{__version__}-{platform.system().lower()}-{platform.machine().lower()}"
    archive = shutil.make_archive(str(DIST / name), "zip", DIST, FOLDER.name)
    print(f"{archive}: {Path(archive).stat().st_size / 1_000_000:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
