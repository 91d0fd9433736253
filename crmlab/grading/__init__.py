"""Grading a class: what is graded is the released notebook with the student's answers put in."""

import sys

# nbformat needs jsonschema, which compiles for seconds a grammar of web addresses that no notebook has; it
# goes without what cannot be imported
sys.modules.setdefault("rfc3987_syntax", None)
