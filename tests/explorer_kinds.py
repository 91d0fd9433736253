"""Explorers by kind: what the engine treats alike is driven once, what each adds is looked at in all."""

import functools

from crmlab.declared import names
from crmlab.explorers import all_explorers
from crmlab.explorers.engine import Session

EXPLORERS = list(all_explorers())


def named(explorer):
    """How a test calls its explorer."""
    return explorer.name


def kinds(explorer):
    """What decides how the engine treats an explorer: its kinds of control, and what it declares beside."""
    controls = session_of(explorer).controls.controls
    found = {control["kind"] for control in controls}
    found |= {"may be left out" for control in controls if control.get("optional")}
    parts = {control["name"].partition(".")[0] for control in controls if "." in control["name"]}
    found |= {"several with names" for parameter in parts if parameter not in explorer.instead}
    return found | {part for part in ("fixed", "presets", "instead") if getattr(explorer, part)}


def session_of(explorer, language=None):
    """A session for many tests: what it shows does not depend on what it has shown before."""
    return _session(explorer, language or names.language())


@functools.cache
def _session(explorer, language):
    before = names.language()
    names.set_language(language)
    try:
        return Session(explorer)
    finally:
        names.set_language(before)


def covering(explorers):
    """As few explorers as show every kind between them."""
    chosen, missing = [], set().union(*map(kinds, explorers))
    while missing:
        chosen.append(max(explorers, key=lambda explorer: len(kinds(explorer) & missing)))
        missing -= kinds(chosen[-1])
    return chosen
