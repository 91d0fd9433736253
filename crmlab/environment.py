"""Which crmlab is here, and what other programs are started with."""

from __future__ import annotations

import os
import sysconfig

from crmlab import __version__
from crmlab.language import said, to_say


def commands_first() -> str:
    """Return the path with the commands of this Python first: nbgrader starts some of them by name."""
    return os.pathsep.join(filter(None, [sysconfig.get_path("scripts"), os.environ.get("PATH")]))


def differing(version: str) -> str:
    """Say what differs for a notebook that was made with another version."""
    sentence = to_say("made with crmlab {version}, and {installed} is installed")
    return said(sentence, version=version, installed=__version__)


def advice(version: str) -> str:
    """Say what to do about it."""
    sentence = to_say("install crmlab {version}, or ask your teacher for the release made with {installed}")
    return said(sentence, version=version, installed=__version__)
