"""The description of the API as it is committed: every change of the API shows in it, and `make docs` writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from api.app import create_app
from api.settings import Settings

DESCRIPTION: Final = Path(__file__).with_name("openapi.json")


def description() -> str:
    """As the code has it now, without the version of the program, which changes by itself."""
    schema: dict[str, Any] = create_app(Settings()).openapi()
    told = schema | {"info": {name: value for name, value in schema["info"].items() if name != "version"}}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
