"""A notebook in JupyterLab, as a student handles it."""


class Notebook:
    """Opens a notebook in the browser and works in its cells."""

    def __init__(self, page, address, path):
        self.page = page
        page.goto(f"{address}/lab/tree/{path}?reset")
        self.idle()

    def idle(self):
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_selector(".jp-NotebookPanel-toolbar [data-status='idle']", timeout=120_000)

    def run_all(self):
        """Run every cell."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.locator("li[data-command='runmenu:run-all']").click()
        self.page.wait_for_timeout(300)
        self.idle()

    def cell(self, text):
        """Return the first cell that contains *text* in its source."""
        return self.page.locator(".jp-Notebook .jp-Cell", has=self.page.locator(".jp-InputArea", has_text=text)).first

    def write(self, text, source):
        """Replace the source of the cell that contains *text*, and run it."""
        editor = self.cell(text).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)
        self.run_selected()

    def run(self, text):
        """Run the cell that contains *text*."""
        self.cell(text).locator(".cm-content").click()
        self.run_selected()

    def run_selected(self):
        """Run the selected cell and wait."""
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_timeout(300)
        self.idle()

    def output(self, text):
        """Return the text of the output of the cell that contains *text*."""
        return self.cell(text).locator(".jp-OutputArea").inner_text()
