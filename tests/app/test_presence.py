"""What desks tell each other of who is at work: whole for who has the key, nothing for others."""

import base64
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.keys import new_keys
from app.presence import Message, Word, opened, sealed
from tests.conftest import KEYS

MATTER = UUID(int=7)
messages = st.builds(
    Message,
    st.sampled_from(Word),
    st.uuids(),
    st.text(max_size=32),
    st.text(max_size=40),
    st.text(),
)


@given(messages)
def test_what_is_told_arrives_as_it_was_told(message: Message) -> None:
    assert opened(KEYS, sealed(KEYS, message)) == message


def test_who_has_no_key_reads_nothing() -> None:
    text = sealed(KEYS, Message(Word.HERE, MATTER, "1", "高远", "assess"))
    assert opened(new_keys(), text) is None
    assert "高远".encode() not in base64.b64decode(text)


@given(st.text(max_size=200))
def test_anybody_may_notify_anything(text: str) -> None:
    assert opened(KEYS, text) is None
