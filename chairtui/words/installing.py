"""Commands that add a package to an installation, and the packages that optional parts need."""

BY_PIPX = "pipx inject chairtui {packages}"
BY_UV = "uv pip install --python {python} {packages}"
BY_PIP = "pip install {packages}"

KEYRING = "keyring"
PSYCOPG = "'psycopg[binary]'"
SERVE = "textual-serve==1.1.3 aiohttp"
