"""The list of units, and the shape of what authors write: what is forgotten or mistyped is named."""

import json
from pathlib import Path

import new_topic
import pytest
import shapes

from crmlab.declared import authored

REPOSITORY = Path(shapes.__file__).resolve().parents[1]
UNITS = authored.units()
COURSE = REPOSITORY / "course"


def test_every_unit_has_the_parts_that_the_list_promises():
    missing = [unit.place(part) for unit in UNITS for part in unit.parts if not unit.has(part)]
    assert missing == []


def test_every_part_that_is_there_is_promised_so_that_its_loss_is_noticed():
    forgotten = [
        unit.place(part)
        for unit in UNITS
        for part in authored.PLACES
        if part not in unit.parts and unit.has(part)
    ]
    assert forgotten == []


def test_nothing_is_left_to_write_of_what_new_topic_has_begun():
    """The marks ‹ and › stand in no finished text; each is named with its file and line."""
    assert new_topic.left(REPOSITORY) == []


def test_what_cannot_go_without_another_part_has_it():
    for unit in UNITS:
        if "assignment" in unit.parts or "concepts" in unit.parts:
            assert "lesson" in unit.parts, unit.name
        assert ("rows" in unit.parts) == (unit.kind == "topic"), unit.name


def test_units_stand_in_order_and_extras_after_their_topic():
    numbers = [unit.number for unit in UNITS]
    assert numbers == sorted(set(numbers))
    homes = {unit.name: unit.number for unit in UNITS if not unit.of}
    assert all(unit.number.startswith(homes[unit.of]) for unit in UNITS if unit.of)


def test_every_folder_of_the_course_is_a_topic():
    folders = {path.name for path in COURSE.iterdir() if path.is_dir()} - {"schemas", "__pycache__"}
    assert folders == {unit.name for unit in authored.topics()}


def test_editors_offer_the_parts_that_there_are():
    schema = json.loads((COURSE / "schemas/topics.json").read_text(encoding="utf-8"))
    parts = schema["properties"]["units"]["items"]["properties"]["parts"]["items"]["enum"]
    assert parts == list(authored.PLACES)


def test_every_file_leads_an_editor_to_its_schema():
    for path in [*COURSE.glob("*.toml"), *COURSE.glob("*/*.toml")]:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        schema = path.parent / first.removeprefix("#:schema ")
        assert schema.resolve() == COURSE / "schemas" / f"{path.stem}.json", path


# --- Shapes: what an author mistypes is said with file and key ------------------------------------

TOPICS = (COURSE / "topics.toml").read_text(encoding="utf-8")
WORD = 'margin.en = ["margin", "What is left."]\nmargin.zh = ["利润", "剩下的。"]\n'
MISTAKES = {
    "a text for a list": (
        {"clv/words": '[parameters]\nmargin.en = "margin"\nmargin.zh = ["利润", "剩下的。"]\n'},
        ["course/clv/words.toml: parameters.margin.en: 'margin' is not of type 'array'."],
    ),
    "a language forgotten": (
        {"clv/words": '[terms]\nmargin.en = ["margin", "What is left."]\n'},
        ["course/clv/words.toml: terms.margin: 'zh' is a required property."],
    ),
    "a line that is no TOML": (
        {"words": f'[terms]\n{WORD}churn.en = ["churn\n'},
        [r"course/words.toml: Illegal character '\n' (at line 4, column 19)."],
    ),
    "several files": (
        {
            "clv/rows": "[rows]\nCLV-1 = { en = 'a', zh = '一', kind = 'case', by = 'case' }\n",
            "rfm/guesses": "[rfm-one]\nasks = 2\nunit = ''\nplace = 'x'\n",
        },
        [
            "course/clv/rows.toml: rows: 'CLV-1' does not match '^[A-Z]{3}-[0-9]{2}$'.",
            "course/rfm/guesses.toml: rfm-one.asks: 2 is not of type 'string'.",
        ],
    ),
    "a name misspelt": (
        {"clv/word": ""},
        ["course/clv/word.toml: course/schemas has no word.json; is the name misspelt?"],
    ),
    "a folder that is no topic": (
        {"clw/words": ""},
        ["course/clw/words.toml: course/topics.toml has no topic clw."],
    ),
    "a need of nothing": (
        {"topics": TOPICS.replace("needs.clv = ", "needs.clw = ")},
        ["course/topics.toml: equity.needs.clw: there is no topic clw."],
    ),
    "a word in two files": (
        {"words": f"[parameters]\n{WORD}", "rfm/words": f"[parameters]\n{WORD}"},
        ["course/words.toml and course/rfm/words.toml: parameters.margin stands in both."],
    ),
    "a name of claims in two files": (
        {"clv/claims": "[names]\ncdnow = '1'\n", "rfm/claims": "[names]\ncdnow = '2'\n"},
        ["course/clv/claims.toml and course/rfm/claims.toml: names.cdnow stands in both."],
    ),
    "an id that leads nowhere": (
        {"clv/zh": '"clv" = { zh = "折现", of = "0123456" }\n'},
        [
            "course/clv/zh.toml: 'clv' does not match '^[^:]+(:[^:]+){1,2}$'.",
            "course/clv/zh.toml: clv.of: '0123456' does not match '^[0-9a-f]{8}$'.",
        ],
    ),
}


def course_of(folder, files):
    for name, text in {"topics": TOPICS, **files}.items():
        path = folder / "course" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_said_in_a_sentence_with_file_and_key(mistake, tmp_path):
    files, sentences = MISTAKES[mistake]
    assert sorted(shapes.faults(course_of(tmp_path, files))) == sentences


def test_what_is_still_to_be_filled_has_a_shape_already(tmp_path):
    item = '[clv-x.items.a]\nsays = "x"\nis = "y"\nbecause = "z"\nheld_out = true\n'
    asked = f'[clv-x]\ntitle = "t"\nrows = []\nteaches = "t"\nasks = "a"\nkind = "sort"\ncore = true\n{item}'
    files = {
        "clv/concepts": asked,
        "clv/guesses": '[clv-worth]\nasks = "How much?"\nunit = "money"\nplace = "05_clv"\n',
        "clv/zh": '"clv-value:churn" = { zh = "你用了流失率。", of = "0123abcd" }\n',
        "words": "[summaries]\nclv-x.en = ['a', 'b']\nclv-x.zh = ['甲', '乙']\n",
    }
    assert shapes.faults(course_of(tmp_path, files)) == []
    assert authored.merged("guesses", tmp_path)["clv-worth"]["unit"] == "money"
    assert authored.merged("zh", tmp_path)["clv-value:churn"]["of"] == "0123abcd"
