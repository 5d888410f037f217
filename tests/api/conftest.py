"""A real server over HTTP, in a process of its own, with a small batch taken in."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.compose.sample import PASSWORD, SAMPLE
from tests.compose.warm import READERS, SERVICES
from tests.signatures.pki import make_pki

LIMIT = 20_000_000
FILES = 20
NAMES = (
    "02-quyet-dinh-884-ubnd.pdf",
    "06-ba-van-ban-mot-tep.pdf",
    "07-to-trinh-431-ky-so.pdf",
    "10-cong-van-902-sua-sau-khi-ky.pdf",
    "11-ke-hoach-23-dat-mat-khau.pdf",
    "12-khong-phai-pdf.pdf",
)

LETTER = """ỦY BAN NHÂN DÂN TỈNH AN SƠN
SỞ NỘI VỤ
Số: 77/SNV-VP
V/v lập danh sách cán bộ số hóa

An Sơn, ngày 12 tháng 8 năm 2025

Kính gửi: Trung tâm Lưu trữ lịch sử.

Thực hiện khoản 2 Điều 1 Quyết định số 884/QĐ-UBND ngày 14 tháng 7 năm 2025 của Ủy ban nhân dân tỉnh An Sơn về việc
thành lập Tổ công tác, Sở Nội vụ đề nghị Trung tâm gửi danh sách trước ngày 20 tháng 8 năm 2025./.
"""


@dataclass(frozen=True)
class Office:
    """The running service and what it was given: `batch` as told once every file had its outcome."""

    http: httpx.Client
    data: Path
    files: dict[str, bytes]
    batch: dict[str, Any]
    password: str = PASSWORD

    def document(self, name: str) -> str:
        """The id of the document a file became."""
        found = self.http.get("/api/v1/documents", params={"limit": 200}).json()["items"]
        return str(next(document["id"] for document in found if document["name"] == name))

    def item(self, name: str) -> dict[str, Any]:
        """The item of the first batch with this name."""
        items = self.http.get(f"/api/v1/batches/{self.batch['id']}/items", params={"limit": 200}).json()["items"]
        return next(item for item in items if item["name"] == name)

    def settle(self, batch_id: str) -> dict[str, Any]:
        """The batch once nothing of it is pending."""
        return settle(self.http, batch_id)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The service on a free port, with seven files taken in as one batch."""
    folder = tmp_path_factory.mktemp("office")
    pki = make_pki("Vanthu mẫu")
    (folder / "data" / "trust").mkdir(parents=True)
    pki.write_trust(folder / "data" / "trust")
    files = {name: SAMPLE[name](pki) for name in NAMES} | {"cong-van-77.txt": LETTER.encode()}
    with serve(folder) as http:
        sent = [("files", (name, data, "application/pdf")) for name, data in files.items()]
        accepted = http.post("/api/v1/batches", files=sent, data={"name": "Lô mẫu"})
        yield Office(http, folder / "data", files, settle(http, accepted.json()["id"]))


class serve:  # noqa: N801 - reads as a verb
    """`with serve(folder) as http:` runs the service until the end, and then asks it to stop."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> httpx.Client:
        port = _free_port()
        settings = {"DATA": self.folder / "data", "PORT": port, "MAX_UPLOAD_BYTES": LIMIT, "MAX_UPLOAD_FILES": FILES}
        environ = {name: value for name, value in os.environ.items() if not name.startswith("VANTHU_")}
        settings |= {"ORGAN_ID": "000.00.00.H99", "ORGAN_NAME": "Ủy ban nhân dân tỉnh An Sơn"}
        environ |= {f"VANTHU_{name}": str(value) for name, value in (settings | {"WORKERS": 1}).items()}
        self.log = (self.folder / "server.log").open("w+")
        told = (READERS.warm_start.address,)
        self.process = SERVICES.warm_start.start("tests.compose.service:serve", told, environ, output=self.log.fileno())
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
        self._await()
        return self.http

    def __exit__(self, *_: object) -> None:
        self.http.close()
        self.process.terminate()
        self.process.wait(60)
        self.log.close()

    def _await(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.http.get("/health/live").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        self.process.kill()
        raise AssertionError((self.folder / "server.log").read_text())


def settle(http: httpx.Client, batch_id: str) -> dict[str, Any]:
    """The batch once nothing of it is pending."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        batch: dict[str, Any] = http.get(f"/api/v1/batches/{batch_id}").json()
        if batch["balance"]["settled"]:
            return batch
        time.sleep(0.1)
    raise AssertionError(f"never settled: {batch['balance']}")


def await_ok(http: httpx.Client, url: str) -> dict[str, Any]:
    """What is there once it is found: some things are done after a batch has settled."""
    deadline = time.monotonic() + 60
    while (answer := http.get(url)).status_code == 404 and time.monotonic() < deadline:
        time.sleep(0.1)
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
