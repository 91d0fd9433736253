"""What formgrader shows is what stands in the gradebook, also after a command of the desk has changed it.

Formgrader keeps one session with the gradebook for as long as JupyterLab runs. What it has read once it shows
again, until something is saved there; and a mark that is the one that it remembers, it does not save.
"""

from __future__ import annotations

import sys

_HANDLERS = "nbgrader.server_extensions.formgrader.base"


def look_again() -> None:
    """Let formgrader forget after each page what it has read; in another program than JupyterLab, do nothing.

    `nbgrader_config.py` calls it, which formgrader reads when it starts.
    """
    base = getattr(sys.modules.get(_HANDLERS), "BaseHandler", None)
    if base is None or "on_finish" in vars(base):
        return

    def on_finish(self) -> None:  # tornado calls it when an answer is sent
        super(base, self).on_finish()
        if gradebook := self.settings.get("nbgrader_gradebook"):
            gradebook.db.rollback()

    base.on_finish = on_finish
