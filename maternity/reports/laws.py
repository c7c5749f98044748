"""The laws that the papers about confidentiality name, each with where it was read.

They were read in public sources and not in the official journal: a jurist of Mali confirms them
before anybody relies on them (reference: safety, part 18).
"""

from __future__ import annotations

from maternity.i18n import N_, _
from maternity.reports.leaf import Grid

LAWS: tuple[tuple[str, str, str], ...] = (
    (
        N_("Law n° 2013-015 of 21 May 2013, modified in 2017 (personal data, APDP)"),
        N_(
            "The formalities with the APDP come before health data is processed. Article 7 gives"
            " the principles; article 65 punishes who hinders the authority (5 to 20 million"
            " FCFA). A clinic of Bamako was fined 5 million."
        ),
        "apdp.ml ; croissanceafrique.com ; benbere.org",
    ),
    (
        N_("Decree n° 2024-0300/PT-RM of 14 May 2024"),
        N_("A declaration costs from 25 000 to more than 100 000 FCFA."),
        "sciencesdecheznous.com",
    ),
    (
        N_("Constitution of 22 July 2023, article 12"),
        N_("Personal data is inviolable."),
        "lessor.ml",
    ),
    (
        N_("Law 86-35 and the code of ethics (professional secrecy)"),
        N_(
            "Who betrays the secret risks 6 months to 2 years of prison and a fine of 20 000 to"
            " 150 000 FCFA."
        ),
        "apdp.ml",
    ),
    (
        N_("Law n° 06-028 of 29 June 2006 (HIV) and decree 05-147; they may have been revised"),
        N_(
            "The secret binds the care staff and who types the data too. The result is told to the"
            " person, to the parent of a minor who was tested, or to a court."
        ),
        "maliweb.net 8647 ; cnom.sante.gov.ml 341, 343",
    ),
    (
        N_("How long data is kept: no rule of Mali was found"),
        N_(
            "France keeps a file 20 years after the last stay and 10 years after a death (article"
            " R1112-7): a reference only. The program deletes no entry by itself."
        ),
        "enssib.fr",
    ),
    (
        N_("Corrections: a practice, no law of Mali"),
        N_("What was first written stays legible, and nobody alters the entry of another."),
        "cmq.org ; Québec, M-9 r. 20.3, art. 8",
    ),
    (
        N_("Review of deaths without names (WHO 2021)"),
        N_("A review that is not confidential leads to deaths that are not told."),
        "ISBN 978-92-4-003666-6 ; doi 10.1093/heapol/czae071",
    ),
)
"""A text, what it means here, and the source."""

UNSURE = N_(
    "These texts were read in public sources and may have changed. A jurist of Mali confirms each"
    " of them before anybody relies on it."
)


def laws_grid() -> Grid:
    """The texts as a table."""
    rows = tuple((_(text), _(meaning), source) for text, meaning, source in LAWS)
    heads = (_("Text"), _("What it means here"), _("Where it was read"))
    return Grid(_("Laws and practices"), heads, rows, (2.2, 3.4, 1.9))
