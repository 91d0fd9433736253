"""Everybody's own numbers, and the calls that nobody can foresee: both Pythons draw the same."""

from __future__ import annotations

import pythons

PEOPLE = ["Wang Wei", "李雷", "20261203", "Ana-Müller", "x"]


def compare(ask: pythons.Ask) -> int:
    """Print what differs for these people over all tasks; return how many differences."""
    browser = ask("drawn", PEOPLE)
    desktop = pythons.on_desktop("drawn", PEOPLE)
    found = [name for name, drawn in desktop.answers.items() if browser.answers.get(name) != drawn]
    for name in found:
        print(f"{name}:\n  {desktop.answers[name]}\n  {browser.answers.get(name)}")
    print(f"drawn: {len(desktop.answers)} draws for {len(PEOPLE)} people; {len(found)} differences")
    print(f"  {desktop.seconds:.0f} s here, {browser.seconds:.0f} s in {browser.megabytes:.0f} MB there")
    return len(found)
