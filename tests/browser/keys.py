"""A person at the keyboard alone: every press is counted, each letter that is typed too."""

from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass
class Keys:
    page: Page
    pressed: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.pressed += len(keys)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def go(self, *keys: str) -> None:
        """The last of them leads to another page."""
        with self.page.expect_navigation():
            self.press(*keys)
