"""What a full stop may follow without ending a sentence: Indonesian and English abbreviations.

Only what is usually followed by a capital or a digit is listed. The others ("dll.", "dsb.", "etc.", "Inc.")
need no entry: before a small letter the sentence goes on anyway, before a capital it mostly does not.
"""

from __future__ import annotations

import re


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Before a name: titles, ranks, firms, places. Written small here, any way in the text.
_BEFORE_NAMES = _words(
    # Indonesian: ranks of army, navy, air force and police
    "jend letjen mayjen brigjen kol letkol may kapt lettu letda peltu pelda serma serka sertu serda",
    "kopka koptu kopda praka pratu prada laks laksdya laksda laksma marsdya marsda marsma",
    "komjen irjen kombes kompol pol akbp akp iptu ipda aiptu aipda bripka brigpol briptu bripda purn",
    # forms of address, degrees before the name, clergy
    "dr drs dra drg drh prof ir h hj kh tgh tgk ust ustz pdt rm tn ny nn sdr sdri bpk yth alm almh",
    # firms, streets, places
    "pt cv ud fa pd jl jln gg kav ds dk dsn kel kec kab prov kpg",
    # by order of, care of, see
    "an ub up da cq qq a.n u.b u.p d.a c.q q.q lih bdk mis sda",
    # English
    "mr mrs ms messrs mx sr st rev fr hon gen lt col maj capt cmdr adm sgt cpl pvt gov sen rep pres amb",
    "atty supt det insp mt ft vs cf viz e.g i.e eg ie approx",
)
# Before a number only: "No. 5", but "I said no. He left."
_BEFORE_NUMBERS = _words(
    "no nmr nomor hal hlm vol jil cet ed psl pasal ayat bab tab gbr lamp tel telp fax hp rp usd pkl pk tgl",
    "thn th rt rw blok km kl jan feb mar apr jun jul agt ags agu sep sept okt nov des aug oct dec",
    "nos p pp ch art sec fig par eq",
)
# Ranks written out, where a full stop has slipped in before the name ("Jenderal. Khalifa Hifter"): only with
# a capital, since "seorang jenderal." does end a sentence.
_RANKS = _words(
    "Jenderal Letjen Kolonel Letkol Mayor Kapten Letnan Sersan Kopral Prajurit Laksamana Laksda Marsekal",
    "Komisaris Inspektur Brigadir General Colonel Major Captain Lieutenant Sergeant",
)
_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)
_SHORTEST_WHOLE_WORD = 5
_INITIALS = re.compile(r"[^\W\d_](?:[.-]+[^\W\d_])*")


def goes_on(token: str, *, before_number: bool, before_small: bool) -> bool:
    """Whether a sentence goes on after this token and a full stop.

    Before a small letter it does, unless the token is plainly a word: scraped text loses the first words of
    sentences ("kepada wartawan. terpecah antara").

    Args:
        token: what stands between the last blank or bracket and the full stop, inner full stops included.
        before_number: whether a digit comes next.
        before_small: whether a small letter comes next.
    """
    if before_small and not _is_whole_word(token):
        return True
    small = token.lower()
    if small in _BEFORE_NAMES or token in _RANKS or (before_number and small in _BEFORE_NUMBERS):
        return True
    return _INITIALS.fullmatch(token) is not None and (len(token) > 1 or token.isupper())


def _is_whole_word(token: str) -> bool:
    plain = token.replace("-", "")
    return len(plain) >= _SHORTEST_WHOLE_WORD and plain.isalpha() and _VOWEL.search(plain) is not None
