"""Which way up a page is, whatever its size."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.detector import detector
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.scan import render


@pytest.mark.parametrize("share", [0.25, 0.4, 1.0])
@pytest.mark.parametrize("name", ["cong-van-quyet-toan", "ho-so-giam-tien-thue-dat"])
def test_a_page_on_its_side_is_known(name: str, share: float) -> None:
    """A small one is looked at as it is: made smaller still, it tells the model nothing."""
    page = render(compose_pdf(read_letter(name)))[0].convert("L")
    grey = np.asarray(page.resize((round(share * page.width), round(share * page.height))))
    turned = [np.ascontiguousarray(np.rot90(grey, quarters)) for quarters in range(4)]
    assert [detector().turns(each) for each in turned] == [0, 1, 2, 3]
