"""A reader of the HTML report in a browser, who counts what he does."""

from pathlib import Path
from typing import Any


class Reader:
    """A page, and how often its reader clicked, chose, typed or pressed a key."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.actions = 0

    def click(self, what: str, at: int = 0) -> None:
        self.actions += 1
        self.page.locator(what).nth(at).click()

    def choose(self, what: str, value: str) -> None:
        self.actions += 1
        self.page.locator(what).select_option(value)

    def type(self, what: str, text: str) -> None:
        self.actions += 1
        self.page.locator(what).fill(text)

    def press(self, *keys: str) -> None:
        self.actions += len(keys)
        for key in keys:
            self.page.keyboard.press(key)

    def saved(self, what: str, at: int = 0) -> str:
        self.actions += 1
        with self.page.expect_download() as saving:
            self.page.locator(what).nth(at).click()
        return Path(saving.value.path()).read_text(encoding="utf-8-sig")

    def text(self, what: str) -> str:
        return self.page.locator(what).inner_text()

    def texts(self, what: str) -> list[str]:
        return self.page.locator(what).all_inner_texts()

    def shows(self, what: str, text: str | list[str]) -> None:
        from playwright.sync_api import expect

        expect(self.page.locator(what)).to_have_text(text)

    def wait(self, what: str) -> None:
        self.page.locator(what).first.wait_for()
