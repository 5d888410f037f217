"""The pages in a real browser: without it nobody knows whether a clerk can use them."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.api.conftest import LETTER, Office
from tests.compose.sample import SAMPLE
from tests.signatures.pki import make_pki

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("chromedriver"), reason="no chromedriver here (apt install chromium-driver)"),
]
ARGUMENTS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,1000")


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    """Chromium without a window, asking for Vietnamese."""
    options = webdriver.ChromeOptions()
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": "vi,en"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    yield browser
    browser.quit()


@pytest.fixture
def open_page(browser: webdriver.Chrome, office: Office) -> Iterator[webdriver.Chrome]:
    """The browser on the first page; afterwards its console must be empty: no error, no refused style or script."""
    browser.delete_all_cookies()
    browser.get(str(office.http.base_url))
    yield browser
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def _find(browser: webdriver.Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def test_a_clerk_takes_in_a_file(open_page: webdriver.Chrome, tmp_path: Path) -> None:
    """Choose, send, be led to the batch, watch it settle without touching anything."""
    letter = tmp_path / "cong-van-78.txt"
    letter.write_text(LETTER.replace("77/SNV-VP", "78/SNV-VP"), "utf-8")
    _find(open_page, "#files").send_keys(str(letter))
    assert "1" in _find(open_page, "#upload-status").text
    _find(open_page, "#upload button").click()
    wait = WebDriverWait(open_page, 30)
    wait.until(lambda page: "/batches/bat_" in page.current_url)
    wait.until(lambda page: page.find_elements(By.LINK_TEXT, "cong-van-78.txt"))
    assert _find(open_page, "#equation").text == "1 nhận = 1 vào sổ + 0 trả lại + 0 trùng"


def test_a_batch_goes_on_while_a_password_is_typed(open_page: webdriver.Chrome, office: Office) -> None:
    """The balance and the other lines follow; the line with the field stays, with what was typed."""
    names = ("11-ke-hoach-23-dat-mat-khau.pdf", *("04-cong-van-2318-ban-quet.pdf",) * 3)
    pki, salt = make_pki("Vanthu mẫu"), secrets.token_hex(4)
    sent = [("files", (f"{at}.pdf", SAMPLE[name](pki) + f"{salt}{at}".encode())) for at, name in enumerate(names)]
    batch = office.http.post("/api/v1/batches", files=sent).json()
    open_page.get(f"{office.http.base_url}/batches/{batch['id']}")
    wait = WebDriverWait(open_page, 60)
    wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, "input[type=password]"))
    _find(open_page, "input[type=password]").send_keys("chưa xong")
    assert "đang chờ" in _find(open_page, "#equation").text
    wait.until(lambda page: _find(page, "#equation").text == "4 nhận = 3 vào sổ + 1 trả lại + 0 trùng")
    assert len(open_page.find_elements(By.LINK_TEXT, "3.pdf")) == 1
    assert open_page.switch_to.active_element.get_attribute("value") == "chưa xong"


def test_the_skip_link_comes_first(open_page: webdriver.Chrome) -> None:
    """One Tab shows it, Enter leads past the header."""
    _find(open_page, "body").send_keys(Keys.TAB)
    focused = open_page.switch_to.active_element
    assert (focused.get_attribute("class"), focused.text) == ("skip", "Tới nội dung chính")
    focused.send_keys(Keys.ENTER)
    assert open_page.switch_to.active_element.get_attribute("id") == "main"


def test_a_field_and_its_box_are_linked(open_page: webdriver.Chrome, office: Office) -> None:
    """From the field to its box on the page by keyboard, and back by the box."""
    open_page.get(f"{office.http.base_url}/documents/{office.document('02-quyet-dinh-884-ubnd.pdf')}")
    _find(open_page, '#d1-reference a[data-box="d1-reference-box-0"]').send_keys(Keys.ENTER)
    box = open_page.switch_to.active_element
    assert box.get_attribute("aria-label") == "Số, ký hiệu: 884/QĐ-UBND"
    assert "on" in (_find(open_page, "#d1-reference").get_attribute("class") or "")
    box.send_keys(Keys.ENTER)
    assert open_page.current_url.endswith("#d1-reference")


def test_the_boxes_lie_on_the_image(open_page: webdriver.Chrome, office: Office) -> None:
    """Image and overlay have the same size, and the image was drawn."""
    open_page.get(f"{office.http.base_url}/documents/{office.document('02-quyet-dinh-884-ubnd.pdf')}")
    image, overlay = _find(open_page, ".paper img"), _find(open_page, ".paper svg")
    WebDriverWait(open_page, 20).until(lambda page: page.execute_script("return arguments[0].complete", image))
    assert int(image.get_property("naturalWidth")) > 0
    assert overlay.rect == pytest.approx(image.rect, abs=1)


def test_the_language_is_switched_and_remembered(open_page: webdriver.Chrome, office: Office) -> None:
    """English on one page is English on the next."""
    open_page.find_element(By.LINK_TEXT, "English").click()
    assert _find(open_page, "html").get_attribute("lang") == "en"
    open_page.get(f"{office.http.base_url}/search")
    assert _find(open_page, "h1").text == "Search"


def test_a_search_is_narrowed_by_a_facet(open_page: webdriver.Chrome, office: Office) -> None:
    """The facet is added to the query, where the reader can see and change it."""
    open_page.get(f"{office.http.base_url}/search?q=An+Sơn")
    open_page.find_element(By.LINK_TEXT, "Quyết định").click()
    assert _find(open_page, "#query").get_attribute("value") == 'An Sơn loại: "Quyết định"'
    assert [found.text for found in open_page.find_elements(By.CSS_SELECTOR, ".hits h3 a")] == ["884/QĐ-UBND"]


def test_a_clerk_reviews_without_a_mouse(open_page: webdriver.Chrome, office: Office) -> None:
    """The doubt has the focus, Ctrl+Enter saves and goes on, and the name typed once stands ready again."""
    name = secrets.token_hex(4)
    letter = LETTER.replace("77/SNV-VP", "     /SNV-VP").replace("Trung tâm Lưu trữ", f"Trung tâm {name}")
    sent = [("files", (f"{name}.txt", letter.encode(), "text/plain"))]
    office.settle(office.http.post("/api/v1/batches", files=sent).json()["id"])
    document = office.document(f"{name}.txt")
    open_page.get(f"{office.http.base_url}/documents/{document}/review")
    number = open_page.switch_to.active_element
    assert number.get_attribute("id") == "d1-reference-value"
    _find(open_page, "#by-review").send_keys("Lan")
    number.send_keys("178/SNV-VP")
    number.send_keys(Keys.CONTROL, Keys.ENTER)
    WebDriverWait(open_page, 20).until(lambda page: document not in page.current_url)
    found = office.http.get(f"/api/v1/documents/{document}").json()
    assert found["dispatches"][0]["reference"] == "178/SNV-VP"
    open_page.get(f"{office.http.base_url}/documents/{document}/review")
    assert _find(open_page, "#by-review").get_attribute("value") == "Lan"


@pytest.mark.parametrize(
    "path",
    [
        "/", "/search?q=quyet+dinh", "/problems", "/docs", "/dossiers", "/dossiers/{}", "/review", "/register",
        "/register/unnumbered", "/works",
    ],
)  # fmt: skip
def test_nothing_spills_over_a_narrow_screen(open_page: webdriver.Chrome, office: Office, path: str) -> None:
    """At the width of a telephone a page scrolls down, not sideways."""
    open_page.set_window_size(500, 900)
    try:
        asked = {"title": "Hồ sơ", "by": "L", "procedure": "ho-tro-theo-quyet-dinh-15-2020"}
        dossier = office.http.post("/api/v1/dossiers", json=asked).json()["id"]
        open_page.get(f"{office.http.base_url}{path.format(dossier)}")
        width = open_page.execute_script("return document.documentElement.scrollWidth - innerWidth")
    finally:
        open_page.set_window_size(1400, 1000)
    assert width <= 0


def test_a_document_is_read_on_a_telephone(open_page: webdriver.Chrome, office: Office) -> None:
    """A value has the width of the screen to be written in, and every link of the header is on it."""
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    open_page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        document = office.document("02-quyet-dinh-884-ubnd.pdf")
        open_page.get(f"{office.http.base_url}/documents/{document}?lang=en")
        value = _find(open_page, "#d1-subject .value").rect["width"]
        links = [link.rect for link in open_page.find_elements(By.CSS_SELECTOR, ".top nav a")]
    finally:
        open_page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert value > 300
    assert max(link["x"] + link["width"] for link in links) <= 390
