"""What a teacher prints for an examination: all that is held out, answers apart, nothing from the network."""

import re

import exam_bank
import pytest

from crmlab.concepts.sets import sets_of
from crmlab.exercises.finding import find_task
from crmlab.exercises.held_out import pool
from crmlab.exercises.own_numbers import numbers_of

ROSTER = "id;last_name;first_name\n20231234;王;小明\nO'Neil;<Nils>;\n"


@pytest.fixture
def written(tmp_path):
    """Return a function that writes with some options, and gives the pages by their names."""

    def write(*options):
        exam_bank.main([*options, "--out", str(tmp_path / "试题")])
        return {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "试题").iterdir()}

    return write


def told(page):
    """Return a page without what HTML escapes."""
    return page.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


def items_of(topic):
    return [item for asked in sets_of(topic).values() for item in asked.items]


def test_a_bank_has_every_set_held_out_items_first_and_its_answers_in_a_page_of_their_own(written):
    pages = written("clv")
    assert pages.keys() == {"clv.html", "clv-key.html"}
    asked, key = told(pages["clv.html"]), told(pages["clv-key.html"])
    for one in sets_of("clv").values():
        assert one.asks in asked
        places = [key.index(f"{one.id}: {item.key}") for item in one.items if item.held_out]
        assert all(place < key.index(f"{one.id}: {item.key}") for item in one.shown for place in places)
    for item in items_of("clv"):
        assert item.says in asked and item.because in key and item.because not in asked
        assert all(why in key and why not in asked for why in item.wrong.values())


def test_the_steps_of_an_order_are_not_printed_in_the_right_order(written):
    page = told(written("clv")["clv.html"])
    steps = [item.says for item in sets_of("clv")["clv-steps"].items]
    assert [page.index(step) for step in steps] != sorted(page.index(step) for step in steps)


def test_a_set_is_cut_into_cards_that_do_not_tell_where_they_belong_nor_what_a_quiz_asks(written):
    pages = written("--cards", "complaints-tree", "clv-steps")
    assert {name.partition("-cards")[0] for name in pages} == {"complaints-tree", "clv-steps"}
    for topic, name in (("complaints", "complaints-tree"), ("clv", "clv-steps")):
        one = sets_of(topic)[name]
        cards, key = told(pages[f"{name}-cards.html"]), told(pages[f"{name}-cards-key.html"])
        for item in one.items:
            assert (f"<li>{item.says}</li>" in cards) == (item in one.shown)
            assert item.because not in cards and (item.because in key) == (item in one.shown)
    assert [cards.index(item.says) for item in one.shown] != sorted(
        cards.index(item.says) for item in one.shown
    )


def test_each_seed_gives_its_own_paper_of_held_out_items_and_the_same_again(written):
    pages = written("clv", "--seed", "A", "班级 二", "--items", "12")
    assert pages.keys() == {"clv-A.html", "clv-A-key.html", "clv-班级 二.html", "clv-班级 二-key.html"}
    assert pages == written("clv", "--seed", "A", "班级 二", "--items", "12")
    keys = [re.findall(r": ([\w-]+), held out", pages[f"clv-{seed}-key.html"]) for seed in ("A", "班级 二")]
    assert [len({*some}) for some in keys] == [12, 12] and {*keys[0]} != {*keys[1]}


def test_each_student_of_a_roster_gets_the_items_of_his_own_quiz(written, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_bytes(ROSTER.encode("gbk"))
    pages = written("clv", "--roster", str(roster))
    sections = pages["clv-roster-key.html"].split("<section>")[1:]
    assert ["20231234 · 王 小明" in sections[0], "O&#x27;Neil · &lt;Nils&gt;" in sections[1]] == [True, True]
    for me, section in zip(("20231234", "O'Neil"), sections, strict=True):
        own = numbers_of(find_task("clv-quiz"), me)["items"]
        assert {*re.findall(r": ([\w-]+), held out", section)} == {*own}
        assert all(pool("clv")[key][1].says in told(section) for key in own)


def test_a_page_needs_no_network(written):
    for page in written("clv").values():
        assert re.search(r"https?://|<script|<link|<img|url\(", page) is None
        assert '<meta charset="utf-8">' in page


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["clv", "--seed", "A", "--items", "999"],
            "exam-bank: clv has 31 items for quizzes and papers; ask for no more",
        ),
        (["clv", "--roster", "nowhere.csv"], "exam-bank: [Errno 2]"),
    ],
)
def test_what_cannot_be_written_ends_in_a_sentence(written, options, sentence):
    with pytest.raises(SystemExit) as ended:
        written(*options)
    assert str(ended.value).startswith(sentence)


def test_an_unknown_topic_is_refused_with_those_that_there_are(written, capsys):
    with pytest.raises(SystemExit):
        written("nowhere")
    assert (
        "there is no topic 'nowhere' with sets; there are foundations, relationships"
        in capsys.readouterr().err
    )
