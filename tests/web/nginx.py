"""A real nginx in front of a server, with basic auth standing in for an organisation's sign-in."""

from __future__ import annotations

import getpass
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.journeys.terminal import PATIENCE
from tests.missing import nginx

CONFIG = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        auth_basic "Sign in";
        auth_basic_user_file {folder}/people;
        location / {{
            proxy_pass http://127.0.0.1:{behind};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
            proxy_set_header Authorization "Bearer {token}";
            proxy_set_header {header} $remote_user;
            proxy_read_timeout 1h;
        }}
    }}
}}
"""


class Nginx:
    """An nginx that signs people in by name and password, and passes on who they are. Leaving the context ends it.

    `behind`: the port that it passes requests on to, as the bearer of `token`.
    """

    def __init__(self, folder: Path, port: int, behind: int, token: str, header: str, people: dict[str, str]) -> None:
        program = nginx()
        assert program is not None
        folder.mkdir()
        user = f"user {getpass.getuser()};" if getpass.getuser() == "root" else ""
        config = CONFIG.format(folder=folder, port=port, behind=behind, token=token, header=header, user=user)
        (folder / "nginx.conf").write_text(config, encoding="utf-8")
        listed = "".join(f"{name}:{{PLAIN}}{password}\n" for name, password in people.items())
        (folder / "people").write_text(listed, encoding="utf-8")
        self._program = subprocess.Popen(
            [program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + PATIENCE
        while not _answers(port):
            assert self._program.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
            assert time.monotonic() < deadline, "nginx did not start"
            time.sleep(0.02)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.terminate()
        self._program.wait()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False
