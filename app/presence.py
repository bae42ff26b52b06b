"""Who else is at work on a matter: told from desk to desk through the server, and kept nowhere.

What is told is locked with the centre's key. The server passes it on to every connection that
listens; whoever listens without the key learns that somebody works, and nothing more.
"""

import base64
import json
import os
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from app.keys import Keys
from app.permissions import Actor

CHANNEL = "fengqiao_here"
_NONCE = 12
_NOTIFY = sa.text("SELECT pg_notify(:channel, :text)")


class Word(StrEnum):
    """What is told: somebody is at it, is no longer, or asks who is."""

    HERE = "here"
    GONE = "gone"
    WHO = "who"


@dataclass(frozen=True, slots=True)
class Message:
    """`place` is one window of one PC; `doing` the identifier of an action."""

    word: Word
    matter: UUID
    place: str
    name: str = ""
    doing: str = ""


def sealed(keys: Keys, message: Message) -> str:
    """The message as it goes over the wire."""
    told = [message.word, str(message.matter), message.place, message.name, message.doing]
    nonce = os.urandom(_NONCE)
    text = json.dumps(told, ensure_ascii=False).encode()
    return base64.b64encode(nonce + _box(keys).encrypt(nonce, text, None)).decode("ascii")


def opened(keys: Keys, text: str) -> Message | None:
    """What was told; None for what is no message of this centre: anybody may notify anything."""
    try:
        data = base64.b64decode(text, validate=True)
        word, matter, place, name, doing = json.loads(
            _box(keys).decrypt(data[:_NONCE], data[_NONCE:], None)
        )
        return Message(Word(word), UUID(matter), place, name, doing)
    except (ValueError, TypeError, InvalidTag):
        return None


def tell(session: Session, actor: Actor, text: str) -> None:  # noqa: ARG001 - any post may
    """Tell every desk that listens; nothing is written."""
    session.execute(_NOTIFY, {"channel": CHANNEL, "text": text})


def _box(keys: Keys) -> AESGCM:
    return AESGCM(keys.derived("presence"))
