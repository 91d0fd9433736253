"""The firm under controls: what is typed is what is decided, nothing is lost, and a class is a picture."""

import json
import re
from types import SimpleNamespace

import pytest
from test_chinese import english_in, is_chinese
from test_figures import check_that_all_are_told_apart

from crmlab.figures.firm import draw_books, draw_class
from crmlab.firm import Firm, board, fields, in_class, mistakes, scoring, tables, whom, words
from crmlab.firm.board import Session
from crmlab.firm.decisions import COLUMNS, PRICES, REPORTS, decided
from crmlab.firm.market import CHANNELS, SEGMENTS

PLAIN = {"service": 25_000, "recovery": 4_000, "winning": {"fairs": {"middle": 9_000}}}
RULE = whom("profit", most=40, lowest=True, recency=(2, None), segment="large")


@pytest.fixture(autouse=True)
def a_reference(monkeypatch):
    """A plan to compare with that changes with no calibration."""
    monkeypatch.setattr(scoring, "reference_plan", lambda quarters: (decided(**PLAIN),) * quarters)
    scoring.reference_equity.cache_clear()
    scoring.reference_path.cache_clear()
    yield
    scoring.reference_equity.cache_clear()
    scoring.reference_path.cache_clear()


@pytest.fixture
def firm():
    return Firm("lin", market="practice", quarters=3)


def typed(session, **values):
    session.board.values = session.board.values | {
        name.replace("__", "."): value for name, value in values.items()
    }


def press(session, **message):
    session._hear(session.board, message, None)


def decide(session, **values):
    typed(session, **values)
    press(session, decide=session.board.quarter, values=dict(session.board.values))


# What is typed is what is decided


def test_a_quarter_on_the_board_is_the_quarter_of_the_plain_call(firm):
    session, plain = Session(firm), Firm("lin", market="practice", quarters=3)
    press(session, buy="customers")
    assert session.board.says == "The report “customers” stands below."
    rule = {"call__by": "-profit", "call__most": "40", "call__only": "recency", "call__from": "2"}
    rule["call__only2"] = "segment=large"
    decide(session, winning__fairs__middle="9,000", service="25000", recovery="4 000", **rule)
    plain.see("customers")
    plain.decide(**PLAIN, call=RULE)
    assert firm.plan == plain.plan
    assert session.board.says.startswith("Quarter 1 is played: ")
    assert session.board.head.startswith("Quarter 2 of 3.")


def test_the_call_on_the_board_can_be_run_as_it_stands(firm):
    session, other = Session(firm), Firm("lin", market="practice", quarters=3)
    press(session, buy="customers")
    rule = {"write__by": "margin", "write__most": "9", "write__only": "segment=large"}
    typed(session, keeping__large="100", promise="6.5", **rule)
    exec(session.board.code, {"firm": other})
    decide(session)
    assert firm.plan == other.plan


def test_a_decision_comes_back_into_the_fields_as_it_was():
    whole = decided(**PLAIN, keeping={"large": 10}, promise=6.5, reports="customers", call=RULE)
    whole = whole.__class__(**{**vars(whole), "manage": whom("tenure", most=3, channel="fairs")})
    again = decided(**fields.given(fields.values_of(whole)), reports="customers")
    assert again.as_data() | {"winning": 0} == whole.as_data() | {"winning": 0, "keeping": {"large": 10.0}}
    assert again.winning == {"fairs": {"middle": 9_000.0}}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"service": "abc"}, "amount: service: abc is not a plain number"),
        ({"promise": "0"}, "promise must be"),
        ({"service": "30%"}, "service: 30% is not a plain number"),  # 0.3 yuan would be played
        ({"winning__fairs__small": "-5"}, "win: trade fairs: small: an amount cannot be below 0"),
        ({"winning__fairs__small": "200000"}, "is not decided: ¥100,000 more than there is"),
        ({"service": "90000", "recovery": "20000"}, "is not decided: ¥10,000 more than there is"),
        ({"call__by": "profit", "call__most": ""}, "call (¥40 each): at most: a number is missing"),
        ({"call__by": "profit", "call__most": "5"}, "in the report 'customers', which you have not bought"),
        (
            {"write__by": "tenure", "write__most": "5", "write__only": "tenure", "write__to": "x"},
            "write to (¥3 each): to: x is not a plain number",
        ),
        (
            {"write__by": "tenure", "write__most": "5", "write__only": "tenure", "write__only2": "tenure"},
            "write to: two limits of one column",
        ),
    ],
)
def test_what_may_not_be_is_refused_in_one_sentence_and_costs_no_quarter(firm, values, told):
    session = Session(firm)
    decide(session, **values)
    assert told in session.board.says and "\n" not in session.board.says
    assert firm.quarter == session.board.quarter == 1
    typed(session, service="1")
    assert session.board.says == ""


def test_the_money_left_follows_each_amount_that_is_typed(firm):
    session = Session(firm)
    assert session.board.left == "¥100,000 left of ¥100,000"
    press(session, buy="survey")
    typed(session, service="30,000", write__by="tenure", write__most="1000")
    rest = 100_000 - 30_000 - REPORTS["survey"] - 1000 * PRICES["write"]
    assert session.board.left == f"¥{rest:,} left of ¥100,000"
    typed(session, recovery="100000")
    assert session.board.over and session.board.left == f"¥{100_000 - rest:,} more than there is"
    typed(session, recovery="x")
    assert not session.board.over and "putting complaints right: x is not" in session.board.left
    assert session.board.code == ""


def test_a_second_click_in_haste_plays_no_second_quarter(firm):
    session = Session(firm)
    for _ in range(2):
        press(session, decide=1, values=dict(session.board.values))
    assert firm.quarter == 2


def test_the_board_shows_what_plain_calls_do(firm):
    session = Session(firm)
    firm.see("cohorts")
    assert [one["key"] for one in session.board.reports if one["bought"]] == ["cohorts"]
    firm.decide(service=20_000)
    assert session.board.quarter == 2
    assert not any(one["bought"] for one in session.board.reports)


def test_at_the_end_the_board_says_what_it_came_to_and_takes_no_more(firm):
    session = Session(firm)
    for _ in range(3):
        decide(session, promise="9", winning__online__small="50000")
    assert session.board.quarter == 0
    page = session.page()
    assert "the reference reaches" in page and "You" not in session.board.says
    assert all(str(one) in page for one in mistakes.found(firm._played))
    press(session, decide=4, values=dict(session.board.values))
    assert len(firm.plan) == 3


# Nothing is lost


def test_the_same_cell_goes_on_after_the_kernel_was_lost(firm, tmp_path):
    file = tmp_path / "my-firm.json"
    firm.board(file)
    session = Session(firm, file)
    decide(session, service="25000")
    press(session, buy="complaints")
    again = Firm("lin", market="practice", quarters=3)
    again.board(file)
    assert again.plan == firm.plan and again.quarter == 2
    assert again._bought == ("complaints",)
    assert Session(again).board.values["service"] == "25000"


def test_amounts_that_are_typed_and_not_decided_come_back_after_the_kernel_was_lost(firm, tmp_path):
    file = tmp_path / "my-firm.json"
    firm.board(file)
    session = Session(firm, file)
    decide(session, service="25000")
    typed(session, service="9,000", promise="abc", write__by="tenure")
    again = Firm("lin", market="practice", quarters=3)
    again.board(file)
    seen = Session(again, file)
    assert seen.board.values == session.board.values
    assert [seen.board.values[name] for name in ("service", "promise")] == ["9,000", "abc"]
    again.decide(service=1)  # the quarter for which they were typed is over
    assert Session(again).board.values["service"] == "1"
    assert Firm.resume(file)._typed == {}


def test_a_game_that_was_saved_before_the_board_kept_amounts_is_still_taken_up(firm, tmp_path):
    file = tmp_path / "old.json"
    firm.decide(service=9)
    firm.save(file)
    kept = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({name: kept[name] for name in kept if name != "typed"}), encoding="utf-8")
    assert Firm.resume(file).plan == firm.plan


def test_a_file_of_another_game_is_not_written_over(firm, tmp_path):
    file = tmp_path / "my-firm.json"
    other = Firm("wang", market="practice", quarters=3)
    for begun in (lambda: other.see("cohorts"), lambda: other.decide(service=1)):
        begun()
        other.save(file)
        with pytest.raises(ValueError, match="keeps another game, of wang"):
            firm.board(file)
        assert Firm.resume(file).me == "wang"
    firm.decide(service=1)
    Firm("lin", market="practice", quarters=3).save(file)
    firm.board(file)  # that game, less far: the file follows
    assert Firm.resume(file).plan == firm.plan


def test_a_name_that_is_put_in_after_the_board_was_shown_is_not_refused(tmp_path):
    """Run All shows the board of "your name" before anybody has written his own."""
    file = tmp_path / "my-firm.json"
    Firm("your name", market="practice", quarters=3).board(file)
    Firm(20240117, market="practice", quarters=3).board(file)
    assert Firm.resume(file).me == "20240117"


def test_the_call_names_the_game_as_the_notebook_does_so_that_no_other_game_is_played(monkeypatch, firm):
    shell = SimpleNamespace(user_ns={"firm": Firm("wang"), "_": firm, "mine": firm})
    monkeypatch.setattr(board, "get_ipython", lambda: shell)
    session = Session(firm)
    assert session.board.code.startswith("mine.decide(")
    for _ in range(3):
        decide(session)
    assert "print(mine.as_code())" in session.page()


# What is seen


def test_each_report_is_shown_shortened_and_none_is_as_long_as_the_market(firm):
    for name in REPORTS:
        page = tables.report_page(name, firm.see(name))
        assert 2 < page.count("<tr>") <= 11
    assert "<td>100%</td>" in tables.report_page("cohorts", firm.see("cohorts"))


def test_the_books_as_a_picture_say_their_numbers_to_those_who_do_not_see_it(firm):
    books = firm.decide(**PLAIN)
    drawing = draw_books(books)
    last = books.iloc[-1]
    for number in (last["customers"], last["won"], last["lost"], last["earned"], last["spent"], last["cash"]):
        assert f"{number:,}" in drawing.words
    assert f'alt="{drawing.words}"' in drawing._repr_html_()
    there, moved, money = drawing.axes
    assert there.lines[0].get_ydata().tolist() == books["customers"].tolist()
    for axes in (moved, money):
        check_that_all_are_told_apart([bars.patches[0] for bars in axes.containers])
    assert is_whole(drawing)


def is_whole(drawing):
    """Whether all that is drawn stands within the figure."""
    box, tight = drawing.bbox, drawing.get_tightbbox().transformed(drawing.dpi_scale_trans)
    return (
        box.x0 - 1 <= tight.x0
        and tight.x1 <= box.x1 + 1
        and box.y0 - 1 <= tight.y0
        and tight.y1 <= box.y1 + 1
    )


def played(me, quarters=3, service=25_000):
    firm = Firm(me, market="class", quarters=3)
    for _ in range(quarters):
        firm.decide(service=service)
    return firm


def test_the_path_of_a_game_begins_with_the_value_of_the_first_day_and_ends_with_its_equity():
    one, two = played("lin"), played("wang")
    ways = [scoring.path(firm._played) for firm in (one, two)]
    assert ways[0][0] == ways[1][0]  # the same customers
    assert ways[0][-1] == one.result().equity.total
    reference = scoring.reference_path(one._opening.market.seed, one._luck, 3)
    assert reference[0] == ways[0][0] and reference[-1] == one.result().reference


def test_a_class_is_shown_without_names_but_if_they_are_asked_for(tmp_path):
    best, worst = played("lin"), played("wang", service=0)
    worst.save(tmp_path / "wang.json")
    games = [tmp_path / "wang.json", best, Firm("not begun", market="class", quarters=3)]
    for show_names, (first, last) in {False: ("Team 1", "Team 2"), True: ("lin", "wang")}.items():
        drawing = in_class.class_picture(games, show_names)
        written = [text.get_text() for text in drawing.axes[0].texts]
        assert written == [first, last, "reference"]
        assert f"({last}) to" in drawing.words and f"({first})" in drawing.words
        assert ("wang" in drawing.words) is show_names
        assert is_whole(drawing)
    made = sum(bar.get_width() for bar in drawing.axes[1].patches)
    assert made == sum(len(mistakes.found(firm._played)) for firm in (best, worst)) > 0


def test_one_broken_file_does_not_keep_a_class_from_its_picture_and_is_named(tmp_path):
    played("l$in^{").save(tmp_path / "lin.json")
    played("wang", service=0).save(tmp_path / "wang.json")
    Firm("long", market="class").save(tmp_path / "long.json")
    (tmp_path / "cut.json").write_text('{"form": 1, "me": "c', encoding="utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "odd.json").write_text(
        '{"form": 1, "me": "x", "market": "class", "quarters": 3, "bought": 7, "plan": []}', encoding="utf-8"
    )
    games, without = in_class.games_in(tmp_path)
    assert [game.me for game in games] == ["l$in^{", "wang"]
    assert sorted(without) == ["cut.json", "deep.json", "long.json", "odd.json"] and all(without.values())
    assert without["long.json"] == "a game of 9 quarters; most have 3"
    assert "(l$in^{)" in in_class.class_picture(games, show_names=True).words


def test_two_of_one_name_are_two_lines_and_unlike_games_are_refused():
    drawing = in_class.class_picture([played("lin"), played("lin", service=9)], show_names=True)
    assert len(drawing.axes[0].texts) == 3
    long = Firm("lin", market="class")
    long.decide(service=9)
    for games, told in (([], "No quarter"), ([played("lin"), long], "two lengths")):
        with pytest.raises(ValueError, match=told):
            in_class.class_picture(games)


def test_names_stand_apart_where_games_end_alike_and_a_large_class_has_none():
    alike = {f"Team {n}": [1e6, 1e6 + n] for n in range(12)}
    drawing = draw_class(alike, [1e6, 2e6], {"m": 3})
    axes = drawing.axes[0]
    heights = sorted(axes.transData.transform(text.xyann)[1] for text in axes.texts)
    assert min(after - before for before, after in zip(heights, heights[1:], strict=False)) > 10
    many = {f"Team {n}": [1e6, 1e6 + n] for n in range(40)}
    assert [text.get_text() for text in draw_class(many, [1e6, 2e6], {"m": 3}).axes[0].texts] == ["reference"]


# In Chinese


def test_each_word_of_the_game_has_a_name():
    for key in (*SEGMENTS, *CHANNELS, *REPORTS, *PRICES):
        assert words.name_of(key)
    assert all(map(words.column, COLUMNS)) and all(map(words.mistake, mistakes.KEYS))


def texts_in(part):
    """Yield what is read of the fields; keys and values of options are code."""
    for table in part:
        yield from (table["caption"], *table["heads"])
        for label, row in table["rows"]:
            yield label
            for field in filter(None, row):
                yield field["label"]
                yield from (shown for _, shown in field.get("options", []))


def test_the_board_and_its_pictures_are_chinese(chinese, firm):
    session = Session(firm)
    for name in REPORTS:
        press(session, buy=name)
    board = session.board
    read = [*texts_in(board.layout_of_fields), *board.words.values(), board.head, board.left]
    read += [one["label"] for one in board.reports]
    drawn = in_class.class_picture([played("林"), played("王", service=0)])
    pages = [session.page(), drawn.words]
    pages += [text.get_text() for axes in drawn.axes for text in (axes.title, axes.xaxis.label, *axes.texts)]
    for _ in range(3):
        decide(session, promise="9", winning__online__small="50000")
        pages += [board.says, session.page(), board.head]
    assert [run for text in [*read, *pages] for run in english_in(text, "lin")] == []
    assert [text for text in read if not is_chinese(text)] == []
    assert [text for text in read if re.search("[a-z]{2}", re.sub("lin|Run .* Cell", "", text))] == []
