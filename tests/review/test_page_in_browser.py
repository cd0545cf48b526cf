"""The page in a real browser: no errors, no requests, nothing wider than a phone, sound that plays from its second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from simulator.review.cuttings import sounds_of
from simulator.review.page import page
from simulator.review.projection import project
from tests.needs import need_program
from tests.review.calls import SUMMARY, Call, loaded, on_site_call, whole_call
from tests.review.sound_of_call import record

pytestmark = pytest.mark.browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = need_program("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


class Opened:
    """A page opened from its file, with what it complained of and asked for."""

    def __init__(self, browser: Browser, file: Path, width: int = 360, dark: bool = False) -> None:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
        )
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(whole_call(), tmp_path)


def written(call: Call, folder: Path) -> Path:
    record(folder, call.at_seconds + 1)
    read = project(SUMMARY, call.events, loaded(call.script))
    path = folder / "page.html"
    path.write_text(page(read, sounds_of(read, folder)), encoding="utf-8")
    return path


@pytest.fixture
def full_file(tmp_path: Path) -> Path:
    """With everything that can stand in a page."""
    folder = tmp_path / "full"
    folder.mkdir()
    return written(on_site_call(), folder)


@pytest.mark.parametrize("dark", [False, True])
def test_it_opens_without_an_error_or_a_request(browser: Browser, file: Path, dark: bool) -> None:
    opened = Opened(browser, file, dark=dark)
    assert opened.page.locator("section").count() == 9  # six exchanges, the time, what was courteous, and the manners
    opened.page.locator("summary").first.click()
    assert opened.errors == []
    assert [address for address in opened.requests if not address.startswith(("data:", file.as_uri()))] == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, file: Path, full_file: Path, width: int) -> None:
    for each in (file, full_file):
        shown = Opened(browser, each, width).page
        for summary in shown.locator("summary").all():
            summary.click()
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_bars_of_the_time_are_drawn_to_scale_and_the_policy_lets_them(browser: Browser, full_file: Path) -> None:
    opened = Opened(browser, full_file, 800)
    bars = opened.page.locator(".ledger li")
    assert bars.count() == 5
    whole = bars.nth(0).locator("svg").bounding_box()
    assert whole is not None
    for place in range(5):
        used = bars.nth(place).locator(".used")
        box = used.bounding_box()
        assert box is not None
        share = float((used.get_attribute("width") or "").removesuffix("%")) / 100
        assert box["width"] == pytest.approx(share * whole["width"], abs=1)
        assert 4 <= box["height"] <= whole["height"] / 2 + 1
    assert opened.page.locator(".bar.over").count() == 1
    assert opened.errors == []


def test_an_answer_that_settled_another_question_is_heard_from_there(browser: Browser, full_file: Path) -> None:
    shown = Opened(browser, full_file).page
    credited = shown.locator("section").filter(has_text="already answered in")
    assert credited.count() == 1
    assert credited.get_by_role("button").count() == 2
    sound = credited.get_by_role("button").first.get_attribute("data-sound")
    assert shown.locator(f"audio#{sound}").count() == 1


def test_a_word_without_end_does_not_widen_it(browser: Browser, tmp_path: Path) -> None:
    call = Call().began().ask("database").answer("container for objects " + "x" * 400)
    shown = Opened(browser, written(call, tmp_path)).page
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


CONTRAST = """
() => {
  const channels = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = channels(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = [21, ""];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || ["SCRIPT", "STYLE"].includes(element.tagName)) continue;
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < least[0]) least = [ratio, walker.currentNode.textContent.trim()];
  }
  return least;
}
"""


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_has_the_contrast_that_wcag_aa_asks_for(
    browser: Browser, file: Path, full_file: Path, dark: bool
) -> None:
    for each in (file, full_file):
        ratio, text = Opened(browser, each, dark=dark).page.evaluate(CONTRAST)
        assert ratio >= 4.5, text


def test_an_answer_plays_from_the_second_of_its_receipt(browser: Browser, file: Path) -> None:
    shown = Opened(browser, file).page
    sound = shown.locator("audio").nth(1)
    assert sound.evaluate("async (a) => { while (!a.duration) await new Promise(requestAnimationFrame); return true }")
    button = shown.locator("section").nth(1).get_by_role("button").last
    at_seconds = float(button.get_attribute("data-at") or "nan")
    start_seconds = float(sound.get_attribute("data-start") or "nan")
    sound.evaluate("(a) => a.addEventListener('seeked', () => { a.soughtTo = a.soughtTo ?? a.currentTime })")
    button.click()
    sought = sound.evaluate(
        "async (a) => { while (a.soughtTo === undefined) await new Promise(requestAnimationFrame); return a.soughtTo }"
    )
    assert sought == pytest.approx(at_seconds - start_seconds - 0.5, abs=0.25)


def test_a_marked_word_leads_to_its_receipt(browser: Browser, file: Path) -> None:
    shown = Opened(browser, file).page
    shown.get_by_role("link", name="container for objects").click()
    assert "I heard: it is a container for objects." in shown.locator("li:target").inner_text()


def test_what_was_said_cannot_run(browser: Browser, tmp_path: Path) -> None:
    evil = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> container for objects"
    opened = Opened(browser, written(Call().began().ask("database").answer(evil), tmp_path))
    assert opened.page.title().startswith("A short call about data")
    assert "<script>" in opened.page.locator(".said").first.inner_text()
    assert opened.errors == []


def test_on_paper_a_receipt_keeps_its_second_and_what_can_only_be_clicked_is_gone(browser: Browser, file: Path) -> None:
    shown = Opened(browser, file, 794).page
    shown.emulate_media(media="print")
    assert shown.locator("section").nth(1).get_by_role("button", name="Hear it at").first.is_visible()
    assert not shown.locator("audio").first.is_visible()
    assert not shown.locator(".play").first.is_visible()
    assert not shown.locator("summary").first.is_visible()


def test_every_answer_tells_how_long_it_is_before_it_is_played(browser: Browser, file: Path) -> None:
    shown = Opened(browser, file).page
    durations = shown.evaluate(
        "async () => { const sounds = [...document.querySelectorAll('audio')];"
        " while (sounds.some((a) => !a.duration)) await new Promise(requestAnimationFrame);"
        " return sounds.map((a) => a.duration) }"
    )
    assert len(durations) == 7
    assert all(1 < seconds < 8 for seconds in durations)
