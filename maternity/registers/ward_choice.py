"""Choices that the ward adds to a list, and official ones that it does not offer.

The official codes stay what they are: a choice of the ward counts as « other » of its list, so no
line of a return changes. A choice is never deleted: it is no longer offered, and what was written
with it stays readable. Which lists may be added to is declared on the lists themselves (`local=`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

import maternity.registers.woman  # noqa: F401 - its lists are among those that may be added to
from maternity.fields import LOCAL, OTHER, OWN_CODE, Answer, Options, choice, text, yes_no
from maternity.i18n import N_, _
from maternity.names import fold
from maternity.records import Problem, Record, derived, register, rule

LONGEST_CODE = 36
"""So that it fits its column beside any official code."""
STAY = frozenset({OTHER, "none", "unknown"})
"""Answers that every list must keep."""


def _lists() -> type[Options]:
    """The lists a ward may add to, as a list of their own; made from what they declare."""
    enum: Any = Options
    members = [(name.upper(), (name, one.label)) for name, one in LOCAL.items()]
    return cast("type[Options]", enum("WardList", members))


WardList = _lists()


@register(N_("Choices of the ward"), one=N_("Choice of the ward"), setup=True, sorted_by="name")
class WardChoice(Record):
    """One choice of one list: added by the ward, or official and not offered here."""

    of_list: Options | None = choice(
        N_("List"),
        WardList,
        required=True,
        listed=True,
        help=N_("The list that the choice stands in."),
    )
    name: str | None = text(
        N_("Words of the choice"),
        required=True,
        listed=True,
        sought=True,
        longest=60,
        help=N_(
            "As it will be read on the form, in lists and on paper. To stop offering an official"
            " choice, write its own words and answer no below."
        ),
    )
    in_use: Answer | None = yes_no(
        N_("Offered"),
        required=True,
        listed=True,
        proposed="yes",
        help=N_("No: it is no longer offered; what was written with it is kept and readable."),
    )
    code: str | None = text(
        N_("Code in files"),
        required=True,
        aside=True,
        longest=80,
        unique=True,
        follows="proposed_code",
        help=N_("Made from the list and the words; it stays the same when the words change."),
    )

    def title(self) -> str:
        """The words of the choice."""
        return self.name or ""

    @property
    def options(self) -> type[Options] | None:
        """The list it stands in."""
        local = LOCAL.get(str(self.of_list.value)) if self.of_list is not None else None
        return local.options if local is not None else None

    @property
    def official(self) -> Options | None:
        """The official choice that its words are; None for a choice of the ward's own."""
        return _same_words(self.options, self.name)

    @property
    def proposed_code(self) -> str | None:
        """The list and the code of the choice; None until both can be told."""
        if self.options is None or not self.name:
            return None
        own = OWN_CODE + "_".join(re.findall("[a-z0-9]+", fold(self.name)))
        code = str(self.official.value) if self.official else own[:LONGEST_CODE].rstrip("_")
        return f"{self.options.list_name()}.{code}" if code != OWN_CODE.rstrip("_") else None

    @derived(N_("Counts as"))
    def counts_as(self) -> str | None:
        """The official choice that a return reads in its place."""
        if self.options is None or not self.own_code:
            return None
        try:
            found = self.options.coded(self.own_code)
        except ValueError:
            return None
        return self.options.coded(found.counts_as).words

    @property
    def own_code(self) -> str:
        """Its code within its list, as entries hold it."""
        return (self.code or "").partition(".")[2]

    @rule
    def official_stays(self) -> Iterator[Problem]:
        """An official choice is only taken off the form, and never what every list must keep."""
        one = self.official
        if one is None or self.in_use is None:
            return
        if one.value in STAY:
            yield Problem("name", _("“{choice}” stays in every list.").format(choice=one.words))
        elif self.in_use is Answer.YES:
            yield Problem(
                "in_use",
                _(
                    "“{choice}” is an official choice and is offered already. Answer no to stop"
                    " offering it here, or write other words."
                ).format(choice=one.words),
            )

    @rule
    def code_of_the_list(self) -> Iterator[Problem]:
        """The code names its list, and a code that is official or the ward's own."""
        if not self.code or self.options is None:
            return
        name, _dot, own = self.code.partition(".")
        official = own in {str(one.value) for one in self.options}
        if name != self.options.list_name() or not (official or _OWN.fullmatch(own)):
            yield Problem(
                "code",
                _(
                    "Code in files: “{code}” is no code of this list. Empty the field: the code is"
                    " made from the words."
                ).format(code=self.code),
            )


_OWN = re.compile(rf"{OWN_CODE}[a-z0-9_]{{1,{LONGEST_CODE - len(OWN_CODE)}}}")


def _same_words(options: type[Options] | None, typed: str | None) -> Options | None:
    told = fold(typed or "").strip()
    if options is None or not told:
        return None
    for one in options:
        if told in {fold(words) for words in (one.words, one.words_in("fr"), one.label)}:
            return one
    return None
