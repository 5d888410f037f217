"""The built wheel: it holds all the packages need and nothing of the tests; and it works without the checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter

ROOT = Path(__file__).parents[1]
PACKAGES = ("api", "corpus", "extract", "ingest", "signatures")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the packages: the checkout stays clean, and its old build folders count not."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=LEFT_OUT)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    (source / "tests").mkdir()
    (source / "tests" / "test_nothing.py").touch()
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(source))
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`bin` of an environment that has the wheel, and beside it only what the package depends on: no checkout.

    The dependencies are those of this environment, on the path by a .pth file; .pth files there, such as that of the
    editable install, are not looked at.
    """
    home = tmp_path_factory.mktemp("installed") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", str(home))
    (site,) = (home / "lib").glob("python*/site-packages")
    _run(sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet", "--no-deps", str(wheel))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin"


def _run(*command: str, cwd: Path | None = None, data: Path | None = None) -> str:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VANTHU"))}
    environ |= {"VANTHU_DATA": str(data)} if data else {}
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr[-3000:]}"
    return done.stdout


def test_every_file_of_the_packages_is_inside(wheel: Path) -> None:
    """Code, tables, templates, static files and migrations: what lies in the packages lies in the wheel."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert sorted(wanted - inside) == []


def test_tests_stay_outside(wheel: Path) -> None:
    """The wheel installs the five packages and its own metadata."""
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert sorted(PACKAGES) == sorted(top for top in tops if not top.endswith(".dist-info"))


def test_the_installed_wheel_comes_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    """Every package is imported from the environment itself."""
    code = f"import {', '.join(PACKAGES)}; print(*({', '.join(f'{name}.__file__' for name in PACKAGES)},), sep=chr(10))"
    files = _run(str(installed / "python"), "-c", code, cwd=tmp_path).split()
    assert [str(installed.parent)] * len(PACKAGES) == [file[: len(str(installed.parent))] for file in files]


def test_the_installed_wheel_takes_in_and_finds(installed: Path, tmp_path: Path) -> None:
    """Read, ingest, search: tables, migrations and index work from the wheel alone."""
    file = tmp_path / "cong-van.pdf"
    file.write_bytes(compose_pdf(read_letter("huong-dan-mot-cua")))
    vanthu = str(installed / "vanthu")
    line = json.loads(_run(vanthu, "read", "--no-ocr", str(file), cwd=tmp_path, data=tmp_path / "data"))
    assert line["dispatches"][0]["fields"]["reference"]["value"] == "1207/SNV-CCHC"
    taken = _run(vanthu, "ingest", "--lang", "en", str(file), cwd=tmp_path, data=tmp_path / "data")
    assert "1 received = 1 registered + 0 returned + 0 duplicate" in taken
    found = _run(vanthu, "search", "1207/SNV-CCHC", cwd=tmp_path, data=tmp_path / "data")
    assert "1207/SNV-CCHC" in found


def test_the_installed_wheel_serves(installed: Path, tmp_path: Path) -> None:
    """The application starts with its templates and static files."""
    code = (
        "from fastapi.testclient import TestClient\n"
        "from api.app import create_app\n"
        "from api.settings import Settings\n"
        "with TestClient(create_app(Settings()), base_url='http://127.0.0.1') as client:\n"
        "    print(client.get('/health').status_code, client.get('/').status_code)\n"
    )
    answer = _run(str(installed / "python"), "-c", code, cwd=tmp_path, data=tmp_path / "data")
    assert answer.split() == ["200", "200"]
