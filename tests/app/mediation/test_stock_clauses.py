"""The clauses ready to use break none of the rules an agreement is checked by."""

import pytest

from app.matter.needs import wording
from app.mediation.clauses import STOCK, Stock


@pytest.mark.parametrize("stock", STOCK, ids=lambda stock: stock.title)
def test_a_stock_clause_can_stand_in_any_agreement(stock: Stock) -> None:
    assert not wording.fee_words(stock.text)
    assert not wording.waiver_words(stock.text)
    assert not wording.vague_words(stock.text)
    assert not wording.unconfirmable_words(stock.text)
    assert stock.text.endswith("。")
