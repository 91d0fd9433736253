"""Names of files and of students that trip paths, patterns, formats and shells; the notebooks are right."""

from __future__ import annotations

import unicodedata

from catalogue.frame import HONEST, VALUE, Case, to_bytes
from catalogue.messy import finished

SOUND = to_bytes(finished())
RIGHT = HONEST + VALUE

FILES = {
    "counted-download": ("clv (1).ipynb", "The browser counts downloads."),
    "download-counted-twice": ("clv(2)(1).ipynb", "The browser counts downloads of downloads."),
    "counted-copy": ("clv-Copy1.ipynb", "JupyterLab counts copies."),
    "counted-copy-in-chinese": ("clv - 副本.ipynb", "Windows counts copies in Chinese."),
    "capitals": ("CLV.ipynb", "Capitals: another name on Linux, the same on Windows."),
    "capitals-in-the-ending": ("clv.IPYNB", "Capitals in the ending."),
    "text-ending": ("clv.ipynb.txt", "Windows hides the last ending."),
    "download-not-finished": ("clv.ipynb.crdownload", "A browser calls it so until it is whole."),
    "download-of-a-mac": ("clv.ipynb.download", "Safari calls it so."),
    "counted-behind-the-ending": ("clv.ipynb (1)", "Something counts behind the ending."),
    "ending-twice": ("clv.ipynb.ipynb", "The ending stands twice."),
    "json-ending": ("clv.json", "The browser takes it for JSON."),
    "no-ending": ("clv", "No ending."),
    "chinese": ("客户终身价值作业.ipynb", "A name in Chinese."),
    "number-and-hope": ("20231234_李雷_clv_final_final2.ipynb", "The student's number and hope in the name."),
    "blanks-around": (" clv .ipynb", "Blanks around the name."),
    "windows-path": ("D:\\桌面\\clv.ipynb", "A Windows path as a name."),
    "windows-path-upwards": ("..\\..\\clv.ipynb", "A Windows path that leads upwards."),
    "line-break": ("clv\n.ipynb", "A line break in the name."),
    "option": ("--help.ipynb", "A name that looks like an option."),
    "escapes-of-an-address": ("clv%20(1).ipynb", "A name with the escapes of an address."),
    "braces": ("clv{student_id}.ipynb", "A name with braces, as str.format knows them."),
    "glob": ("clv[1]*.ipynb", "A name with the signs of a glob."),
    "shell": ("$HOME;`clv`'\".ipynb", "A name with the signs of a shell."),
    "composed-accents": (unicodedata.normalize("NFD", "clv_été.ipynb"), "Accents as a Mac writes them."),
    "longest": ("c" * 249 + ".ipynb", "The longest name that a disk takes."),
}

STUDENTS = {
    "brackets": ("s[1]", "Brackets are a pattern of a glob."),
    "glob": ("[!a]*?", "Nothing but signs of a glob."),
    "quote": ("O'Neil", "A quote ends a text in SQL."),
    "sql": ('Bobby"); DROP TABLE grade;--', "Little Bobby Tables."),
    "chinese-and-blank": ("学生 一", "Chinese with a blank."),
    "blank": ("a b", "A blank ends an argument of a shell."),
    "percent": ("100%", "A percent sign is a placeholder of SQL and of logging."),
    "placeholders": ("%s %(student)s %d", "Placeholders of logging."),
    "number-sign": ("#7", "A number sign ends an address."),
    "query": ("a?b=1&c=2", "A question mark and an ampersand: the query of an address."),
    "braces": ("{student_id}", "Braces are a placeholder of str.format."),
    "braces-with-attribute": ("{0.__class__}", "Braces that ask an object for its class."),
    "regular-expression": ("a+b(c)|d^$", "Signs of regular expressions."),
    "backslash": ("s\\1", "A backslash: a separator on Windows, a reference in a replacement."),
    "option": ("-rf", "A minus begins an option."),
    "shell": ("$(whoami)`id`", "A shell would run it."),
    "tilde": ("~", "A shell would call it home."),
    "ending-of-a-notebook": ("s.ipynb", "The ending of a notebook."),
    "name-of-the-assignment": ("clv", "The name of the assignment."),
    "name-of-a-folder": ("submitted", "The name of a folder of the course."),
    "accents-and-emoji": ("Ünïcødé 🙂", "Accents and a picture of four bytes."),
    "composed-accents": (unicodedata.normalize("NFD", "José"), "Accents as a Mac writes them."),
    "missing-value": ("NaN", "pandas reads it as missing."),
    "leading-zeros": ("007", "Leading zeros, which a table of numbers drops."),
    "exponent": ("1e5", "A number, for a spreadsheet."),
    "formula": ("=1+1", "A formula, for a spreadsheet."),
    "truth-value": ("True", "A truth value, for YAML."),
    "longest": ("学" * 80, "240 bytes of a name."),
}


CASES = [
    *(Case(f"file-named-{n}", about, SOUND, RIGHT, file_name=name) for n, (name, about) in FILES.items()),
    *(Case(f"student-named-{n}", about, SOUND, RIGHT, student=name) for n, (name, about) in STUDENTS.items()),
]
