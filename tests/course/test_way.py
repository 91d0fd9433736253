"""The map of the course: what a lesson says that it needs is what the map shows."""

import re

import pytest
import way

from crmlab.declared import authored

ROOT = authored.ROOT
TOPICS = authored.topics()
BY_NAME = {unit.name: unit for unit in TOPICS}
WITH_LESSON = [unit for unit in TOPICS if unit.has("lesson") and unit.kind == "topic"]
NUMBERS = re.compile(r"[Ll]essons?\s+(\d\d(?:(?:,\s+|\s+and\s+)\d\d)*)")


def named_in(text):
    """The numbers of the lessons that a text names."""
    return {number for found in NUMBERS.findall(text) for number in re.findall(r"\d\d", found)}


def core_of(unit):
    text = (ROOT / unit.place("lesson")).read_text(encoding="utf-8")
    return re.sub(r"\s*\n# ?", " ", text.partition("\n# ## More")[0])


def needs(unit):
    return {BY_NAME[name].number for name in unit.needs}


@pytest.mark.parametrize("unit", WITH_LESSON, ids=lambda unit: unit.name)
def test_who_follows_the_map_has_read_what_a_lesson_says_that_it_needs(unit):
    core = core_of(unit)
    promised = re.search(r"· needs (.*?) · gives", core)[1]
    assert named_in(promised) <= needs(unit)
    assert needs(unit) <= named_in(core)


def test_no_lesson_needs_a_later_one_and_all_before_the_firm_lead_to_it():
    before = set()
    for unit in TOPICS:
        assert set(unit.needs) <= before, unit.name
        before.add(unit.name)
    led, waiting = set(), [unit for unit in TOPICS if unit.kind == "capstone"]
    while waiting:
        unit = waiting.pop()
        led.add(unit.name)
        waiting += [BY_NAME[name] for name in unit.needs]
    assert led == {unit.name for unit in TOPICS if unit.number <= BY_NAME["firm"].number}


def test_the_map_and_its_table_show_every_need_in_both_languages():
    drawn, table, first = (way.filled(place, ROOT) for place in ("{map}", "{needs}", "{first}"))
    for unit in TOPICS:
        assert f'{unit.name}["{unit.number} {unit.title}<br/>{unit.title_zh}"]' in drawn
        (row,) = [line for line in table.splitlines() if unit.title_zh in line] or [""]
        assert bool(row) == bool(unit.needs) == (unit.number not in first)
        for name, idea in unit.needs.items():
            assert f"{name} --> {unit.name}" in drawn.splitlines()
            assert f"{BY_NAME[name].number}: {idea}" in row
    assert "accTitle: " in drawn and "accDescr: " in drawn
