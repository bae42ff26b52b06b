"""Names as they sound, for order and for finding people whose name was written otherwise."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Full pinyin without tones, syllables apart: 欧阳小明 gives `ou yang xiao ming`.

    Names sort and compare by this stored key, since the two databases collate differently.
    """
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(name.casefold()))[:200]


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """The first letters of the syllables: 欧阳小明 gives `oyxm`."""
    return "".join(part[0] for part in name_key(name).split() if part)


def sounds_like(name: str, text: str) -> bool:
    """Whether `text` is a part of the name, of its pinyin, or the first letters of that."""
    wanted = "".join(text.casefold().split())
    return (
        wanted in name.casefold()
        or wanted in name_key(name).replace(" ", "")
        or initials(name).startswith(wanted)
    )
