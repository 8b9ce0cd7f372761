"""Names as people type them: two spellings that a typed text is compared with."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def folded(text: str) -> str:
    """Small letters without dots and accents, ß as ss, words parted by one space, Sankt as St.

    "Mühlacker" and "muhlacker" give "muhlacker"; "St. Georgen" and "Sankt Georgen" "st georgen".
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", letters)
    return " ".join("st" if word == "sankt" else word for word in words)


def spelt_out(text: str) -> str:
    """The same with ä, ö, ü as ae, oe, ue: "Mühlacker" gives "muehlacker"."""
    return folded(unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS))
