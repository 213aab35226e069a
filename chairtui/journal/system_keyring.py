"""Passphrases in the system keyring, if the user opted in. `keyring` is an optional dependency, imported on demand."""

from __future__ import annotations

SERVICE = "chairtui"


class CannotRemember(Exception):
    """The system has no usable keyring. The message is the reason."""


def recall(store: str) -> str | None:
    """The stored passphrase of the store with this id, or None; the user is then asked."""
    try:
        import keyring

        return keyring.get_password(SERVICE, store)
    except Exception:  # noqa: BLE001 - each system's keyring fails in its own way, and none may stop the program
        return None


def remember(store: str, passphrase: str) -> None:
    """Store a passphrase. Raises `CannotRemember`."""
    try:
        import keyring

        keyring.set_password(SERVICE, store, passphrase)
    except Exception as error:  # noqa: BLE001 - as above
        raise CannotRemember(_reason(error)) from None


def forget(store: str) -> None:
    """Delete a passphrase, if there is one. Raises `CannotRemember`."""
    try:
        import keyring

        if keyring.get_password(SERVICE, store) is not None:
            keyring.delete_password(SERVICE, store)
    except Exception as error:  # noqa: BLE001 - as above
        raise CannotRemember(_reason(error)) from None


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
