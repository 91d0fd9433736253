"""`python -m crmlab` is the `crmlab` command."""

from crmlab.desk.cli import app

app()
