"""What the offices of a text come to: `OfficeMention`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """One office in the text: start to end is the whole phrase without its article.

    `title` and `role` are the contract's; `state` is a code where exactly one is told, `states` are all.
    `organisation` is a key of the gazetteer, `organisation_text` a body as worded. `counterpart` ("son
    homologue gambien") has no role of its own. `pieces` are the spans that the title is made of, `inner`
    the offices that stand inside the phrase ("envoyé spécial du président").
    """

    start: int
    end: int
    title: str
    role: str
    state: str | None = None
    organisation: str | None = None
    organisation_text: str | None = None
    former: bool = False
    designate: bool = False
    plural: bool = False
    counterpart: bool = False
    definite: bool = False
    pieces: tuple[tuple[int, int], ...] = ()
    states: tuple[str, ...] = ()
    inner: tuple[OfficeMention, ...] = ()

    @property
    def of_organisation(self) -> bool:
        """Whether it is of an organisation of states; who leads an agency is of a state all the same."""
        return self.organisation_text is not None and self.role == "international-official"
