"""`python -m chairtui.web`: the process of one tab. Only the server starts it."""

from __future__ import annotations

import os
import sys

from chairtui.web.tab_config import TAB, Tab


def main() -> int:
    """Run the program for the person in the tab and return its exit status. Never raises."""
    from chairtui.cli import guarded

    said = os.environ.pop(TAB, "")
    return guarded(lambda: _open(Tab.model_validate_json(said)))


def _open(tab: Tab) -> int:
    from chairtui.commands.context import CommandContext
    from chairtui.commands.errors import CommandError
    from chairtui.commands.open_program import open_program

    if tab.login and tab.store:
        from chairtui.journal.open_store import refuse_unfit_login

        refuse_unfit_login(tab.store, tab.login)
    with CommandContext(tab.store, recalling=tab.unlocked, own=tab.own) as context:
        if missing := context.store.missing():
            raise CommandError(missing)
        return open_program(context, None, tab.by, tab.role, tab=tab)


if __name__ == "__main__":
    sys.exit(main())
