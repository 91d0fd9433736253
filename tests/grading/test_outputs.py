"""What a student's cell shows is kept so that nobody who looks at it is harmed."""

import base64
import io
import json
import re
import time
from html.parser import HTMLParser

import nbformat
import pandas as pd
import pytest
from answers import STRANGE
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from crmlab.grading.running.outputs import cleaned, left_out_of, outputs_of, readable

MOST = 1000
TAGS = ["a", "b", "details", "div", "form", "iframe", "img", "math", "object", "script", "style", "svg", "td"]
# of these, none takes an address: a browser fetches nothing for them, whatever stands there
STYLES = {"", "background-color", "color", "font-style", "font-weight", "text-align", "width"}
HARMLESS = {"style", "title", "colspan", "rowspan", "class"}
DANGEROUS = {"a", "base", "button", "embed", "form", "iframe", "img", "input", "link", "math", "meta"}
DANGEROUS |= {"audio", "noscript", "object", "script", "style", "svg", "template", "textarea", "video", "xmp"}


def picture():
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


PNG = picture()


class Seen(HTMLParser):
    """All that a browser would find in a piece of HTML."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.comments = set(), [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes += attributes

    def handle_comment(self, comment):
        self.comments.append(comment)

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_only_to_look_at(html):
    seen = Seen(html)
    assert not seen.tags & DANGEROUS
    assert not seen.comments
    for name, value in seen.attributes:
        assert name in HARMLESS
        if name == "style":
            assert {part.split(":")[0].strip() for part in value.split(";")} <= STYLES


def shown(*messages, most=MOST):
    """Return the outputs that are kept of messages, in a notebook that is valid."""
    outputs = outputs_of(json.loads(json.dumps(messages)), 3, most)
    notebook = new_notebook(cells=[new_code_cell("1", id="one", outputs=outputs)])
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode("utf-8")
    return outputs


# HTML

HOSTILE = {
    "script": ("<script>alert(1)</script>x", "x"),
    "script in pieces": ("<div><script>a</scr<script>b</script>ipt>x</div>", "x"),
    "script in capitals": ("<SCRIPT SRC=//e.org/x></SCRIPT>x", "x"),
    "script that is never closed": ("x<script>alert(1)", "x"),
    "handler": ('<p onclick="alert(1)" onmouseover=alert(1)>x</p>', "<p>x</p>"),
    "handler of what opens": ("<details open ontoggle=alert(1)>x</details>", "<details>x</details>"),
    "link": ('<a href="http://e.org" target=_blank>x</a>', "x"),
    "link that runs": ('<a href="javascript:alert(1)">x</a>', "x"),
    "picture from elsewhere": ('<img src="http://e.org/seen?s1">x', "x"),
    "picture that fails": ("<img src=x onerror=alert(1)>x", "x"),
    "address in a style": ('<p style="background:url(http://e.org)">x</p>', '<p style="">x</p>'),
    "address in an image list": ('<p style="list-style-image:url(//e.org)">x</p>', '<p style="">x</p>'),
    "laid over the page": ('<p style="position:fixed;top:0;color:red">x</p>', '<p style="color:red">x</p>'),
    "sheet of styles": ("<style>body{display:none}</style>x", "x"),
    "sheet from elsewhere": ('<link rel=stylesheet href="//e.org/a.css">x', "x"),
    "drawing with a script": ("<svg onload=alert(1)><script>1</script><text>t</text></svg>x", "x"),
    "drawing that moves a link": ("<svg><a><animate attributeName=href to=javascript:1></a></svg>x", "x"),
    "frame": ("<iframe srcdoc='<script>1</script>'></iframe>x", "x"),
    "object": ("<object data=//e.org></object><embed src=//e.org>x", "x"),
    "form": ('<form action="//e.org"><input name=password><button>Log in</button></form>x', "Log inx"),
    "another base": ("<base href=//e.org><meta http-equiv=refresh content='0;//e.org'>x", "x"),
    "unclosed": ("<b>un<i>closed", "<b>un<i>closed</i></b>"),
    "closed too often": ("x</div></td></body>", "x"),
    "comment": ("<!-- hidden --><!--[if IE]><script>1</script><![endif]-->x", "x"),
    "name of an element of the page": ("<p id=nbgrader name=cookie>x</p>", "<p>x</p>"),
    "class of the page": ('<table class="dataframe evil"><td>x', '<table class="dataframe">'),
    "attribute that breaks out": ('<p title="a&quot;><script>1</script>">x</p>', "x</p>"),
    "attribute without an end": ('<p title="a>x', ""),
    "written as text": ("&lt;script&gt;x", "&lt;script&gt;x"),
    "text that becomes HTML": ("<textarea><script>x</script></textarea>", "&lt;script&gt;x&lt;/script&gt;"),
    "formula that becomes HTML": ("<math><mtext><table><mglyph><style><img src=x onerror=1></style>x", ""),
    "title that becomes HTML": ('<noscript><p title="</noscript><img src=x onerror=1>">x', "x"),
    "control characters": ("<scr\x00ipt>alert(1)</scr\x00ipt>x", "x"),
    "address in memory": ('<p title="0x7f8800aabbcc">0x7f8800aabbcc</p>', '<p title="0x…">0x…</p>'),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_runs_or_is_fetched_when_somebody_looks_at_a_students_output(what):
    html, kept = HOSTILE[what]
    found = cleaned(html)
    assert_only_to_look_at(found)
    assert kept in found
    assert cleaned(found) == found


pieces = st.sampled_from(
    [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]
    + ['<p style="', "background:url(//e)", '" onload=1 ', "<img src=x onerror=1>", "<svg/onload=1>", "<?"]
    + ["<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#60;script&#62;", "x", "'", ">", "\x00", "\ud800"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(pieces, max_size=12).map("".join))
def test_no_combination_of_tags_becomes_one_that_runs(html):
    assert_only_to_look_at(cleaned(html))


def test_a_table_of_pandas_still_looks_like_one():
    table = pd.DataFrame({"a": [1.5, 2.0]}, index=["x", "y"])
    (output,) = shown(["result", {"text/html": table._repr_html_(), "text/plain": str(table)}], most=5000)
    assert '<table class="dataframe">' in output.data["text/html"]
    assert "<td>1.5</td>" in output.data["text/html"]


# pictures

NO_PICTURES = {
    "other bytes": base64.b64encode(b"GIF89a").decode(),
    "HTML": base64.b64encode(b"<svg onload=alert(1)>").decode(),
    "no base64": '"><script>alert(1)</script>',
    "base64 with more behind it": PNG + '"><script>',
    "a picture on lines of their own": PNG[:20] + "\n" + PNG[20:],
    "not ASCII": "学生",
    "empty": "",
    "a number": 5,
    "a list": [PNG],
    "nothing": None,
}


def test_a_figure_is_kept():
    (output,) = shown(["display", {"image/png": PNG, "text/plain": "<Figure>"}])
    assert output.data == {"text/plain": "<Figure>", "image/png": PNG}


@pytest.mark.parametrize("what", NO_PICTURES)
def test_what_only_says_that_it_is_a_picture_is_left_out(what):
    assert shown(["display", {"image/png": NO_PICTURES[what]}]) == []


@pytest.mark.parametrize("kind", ["image/svg+xml", "application/javascript", "text/markdown", "text/latex"])
def test_kinds_of_output_that_a_browser_would_run_are_left_out(kind):
    assert shown(["display", {kind: "<script>alert(1)</script>"}]) == []


# messages

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda several: st.lists(several, max_size=5) | st.dictionaries(st.text(max_size=9), several, max_size=3),
)
words = st.sampled_from(["stream", "error", "display", "result", "stdout", "stderr"])
bundles = st.dictionaries(st.sampled_from(["text/plain", "text/html", "image/png"]), any_json, max_size=3)
outputs = st.lists(words | bundles | any_json, max_size=6)


@settings(max_examples=300)
@given(st.lists(outputs | any_json, max_size=4) | any_json)
@example([[[]]])
@example([[{}, "stdout", "x"]])
@example([["stream", [], "x"], ["stream", {}, "x"], ["error", {}, [], {}], ["display"], ["result", []]])
@example([["display", {"text/html": "<p>\ud800", "text/plain": "\ud800"}]])
def test_whatever_is_sent_for_outputs_the_notebook_stays_valid(messages):
    shown(*messages if isinstance(messages, list) else [messages])
    assert isinstance(outputs_of(messages, 3, MOST), list)


def test_a_malformed_output_does_not_take_the_others_with_it():
    kept = shown(
        ["stream", "stdout", "one\n"],
        ["stream", "elsewhere", "x"],
        5,
        ["error"],
        ["result", {"text/plain": "2"}],
    )
    assert [output.output_type for output in kept] == ["stream", "execute_result"]


def test_outputs_are_kept_in_order_and_as_jupyter_writes_them():
    sent = [
        ["stream", "stderr", "careful"],
        ["display", {"text/plain": "a"}],
        ["result", {"text/plain": "b"}],
        ["error", "ValueError", "no", ["Traceback", "ValueError: no"]],
    ]
    stream, display, result, error = shown(*sent)
    assert (stream.name, stream.text) == ("stderr", "careful")
    assert (display.output_type, display.data["text/plain"]) == ("display_data", "a")
    assert (result.execution_count, result.data["text/plain"]) == (3, "b")
    assert (error.ename, error.evalue, error.traceback) == ("ValueError", "no", sent[3][3])


def test_no_text_is_longer_than_allowed():
    long, sent = "x" * (MOST + 1), []
    sent += [["stream", "stdout", long], ["error", long, long, [long]], ["result", {"text/plain": long}]]
    stream, error, result, html = shown(*sent, ["display", {"text/html": f"<p>{long}</p>"}])
    texts = [stream.text, error.ename, error.evalue, *error.traceback, result.data["text/plain"]]
    assert [*html.data] == ["text/plain"]
    assert max(map(len, texts)) == MOST


# texts


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<object at 0x7f00aabbccdd>", "<object at 0x…>"),
        ("mask 0xFF and 10x1234567", "mask 0xFF and 10x1234567"),
        ("a\x00b\x08c\x7f", "a�b�c�"),
        ("paid \u202e001 \u2066x\u2069", "paid �001 �x�"),
        ("\x1b[31mred\x1b[0m\tand\r\nmore", "\x1b[31mred\x1b[0m\tand\r\nmore"),
        ("学生 café 🙂", "学生 café 🙂"),
        ("half a sign \ud800", "half a sign ?"),
        (None, ""),
        (5, ""),
        (["a"], ""),
    ],
)
def test_a_text_is_stored_as_it_is_but_for_what_cannot_be_stored_or_changes_at_every_run(text, kept):
    assert readable(text) == kept


@given(st.text() | st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf"])))
def test_every_text_can_be_written_to_a_file_and_shown(text):
    kept = readable(text)
    kept.encode("utf-8")
    assert not re.search("[\x00\x08\x7f\u202e]", kept)
    assert readable(kept) == kept


def test_the_outputs_of_strange_objects_are_the_same_at_every_run():
    for make in (STRANGE["instance"], STRANGE["function"], STRANGE["generator"], object):
        assert readable(object.__repr__(make())) == readable(object.__repr__(make()))


AMPLIFIED = {
    "formatting that is opened again at each paragraph": "<b title=x>" * 3_000 + "<p>" * 9_000,
    "formatting with long attributes": "".join(f"<i title='{'y' * 900}{n}'>" for n in range(9))
    + "<p>" * 9_000,
    "elements in one another": "<div>" * 60_000,
    "ends in attributes": '<div title="</div>">' * 40_000,
    "ends in comments": "<div><!--</div>-->" * 40_000,
    "ends that end nothing": "<div></span>" * 40_000,
    "ends behind a table": "<p><b title=x><table><td></b></table></p>" * 9_000,
    "blanks": "<a" + " " * 900_000,
    "attributes": "<a" + " x=" * 300_000,
}


@pytest.mark.parametrize("what", AMPLIFIED)
def test_html_that_would_grow_without_end_or_take_for_ever_is_dropped(what):
    (output,) = shown(["display", {"text/html": AMPLIFIED[what], "text/plain": "plain"}], most=10**7)
    told = left_out_of([output])
    assert output.data == {"text/plain": f"plain\n{told}".strip()}
    is_one_tag_without_an_end = AMPLIFIED[what].startswith("<a ")  # of which a browser shows nothing, too
    assert told.startswith(f"HTML of {len(AMPLIFIED[what]):,} characters was") or is_one_tag_without_an_end


@pytest.mark.parametrize("unit", ["&", "&a;", "&lt;", "& a"])
def test_ampersands_take_no_longer_than_a_moment(unit):
    began = time.process_time()
    cleaned(unit * (900_000 // len(unit)))
    assert time.process_time() - began < 8
    assert cleaned("a & b &amp; &lt;") == "a &amp; b &amp; &lt;"


def test_a_large_table_and_html_that_somebody_wrote_by_hand_are_shown():
    table = pd.DataFrame({"a": range(3_000), "b": 1.5}).to_html()
    assert cleaned(table).count("<td>") == 6_000
    assert (
        cleaned("<p>one<p>two<br><ul><li>a<li><b>b</ul>")
        == "<p>one</p><p>two<br></p><ul><li>a</li><li><b>b</b></li></ul>"
    )
