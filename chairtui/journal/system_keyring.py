"""The passphrase in the system's own keyring, for those who asked for it. The library is an extra, imported late."""

from __future__ import annotations

SERVICE = "chairtui"


class CannotRemember(Exception):
    """The system has no keyring that can be used; the message is its reason."""


def recall(store: str) -> str | None:
    """The passphrase of the store with this id, None for none or no keyring: somebody is asked then."""
    try:
        import keyring

        return keyring.get_password(SERVICE, store)
    except Exception:  # noqa: BLE001 - each system's keyring fails in its own way, and none may stop the program
        return None


def remember(store: str, passphrase: str) -> None:
    """Keep a passphrase there. Raises `CannotRemember`."""
    try:
        import keyring

        keyring.set_password(SERVICE, store, passphrase)
    except Exception as error:  # noqa: BLE001 - as above
        raise CannotRemember(_reason(error)) from None


def forget(store: str) -> None:
    """Take it out again; none there is no harm. Raises `CannotRemember`."""
    try:
        import keyring

        if keyring.get_password(SERVICE, store) is not None:
            keyring.delete_password(SERVICE, store)
    except Exception as error:  # noqa: BLE001 - as above
        raise CannotRemember(_reason(error)) from None


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
