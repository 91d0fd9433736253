"""The firm's board in a real browser: an amount is typed, the quarter is played, and the books are seen."""

import re

from axe_playwright_python.sync_playwright import Axe
from in_browser import Notebook, write_notebook
from playwright.sync_api import expect

BOARD = 'firm.board(file="firm.json")'
GAME = f"from crmlab.firm import Firm\nfirm = Firm('lin', market='practice', quarters=3)\n{BOARD}"


def test_a_quarter_is_played_by_keyboard_and_the_same_cell_goes_on_after_the_kernel_was_lost(page, lab):
    address, course = lab
    write_notebook(course / "firm.ipynb", GAME)
    notebook = Notebook(page, address, "firm.ipynb")
    notebook.run_all()
    board = page.get_by_role("group", name="The firm", exact=True)
    expect(board).to_contain_text("Quarter 1 of 3.")
    books = page.locator(".crmlab-page img")
    expect(books).to_have_attribute("alt", re.compile("Books until quarter 0:"))
    assert Axe().run(page, context=".jp-OutputArea").response["violations"] == []
    board.get_by_role("button", name="complaints, ¥1,000").press("Enter")
    expect(page.locator(".crmlab-page table")).to_be_visible()
    board.get_by_role("textbox", name="amount: service").fill("300,000")
    expect(board).to_contain_text("¥201,000 more than there is")
    decide = board.get_by_role("button", name="Decide the quarter")
    decide.press("Enter")
    status = board.get_by_role("status")
    expect(status).to_contain_text("The quarter is not decided: ¥201,000 more than there is")
    board.get_by_role("textbox", name="amount: service").fill("30,000")
    expect(board).to_contain_text("¥69,000 left of ¥100,000")
    call = "firm.decide(service=30000, promise=6, reports=('complaints',))"
    expect(board.locator("pre")).to_have_text(call)
    decide.dblclick()  # in haste: one quarter is played, not two
    expect(status).to_contain_text("Quarter 1 is played:")
    expect(books).to_have_attribute("alt", re.compile("Books until quarter 1:"))
    board.get_by_role("textbox", name="amount: service").fill("31,000")  # and not decided
    expect(board.locator("pre")).to_contain_text("service=31000")
    page.goto(f"{address}/lab/tree/firm.ipynb")
    notebook.idle()
    notebook.menu("Kernel", "kernelmenu:restart")
    page.get_by_role("dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    notebook.idle()
    notebook.run_all()
    expect(board).to_contain_text("Quarter 2 of 3.")
    expect(board.get_by_role("textbox", name="amount: service")).to_have_value("31,000")
