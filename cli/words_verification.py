"""What `tovholder projections verify` finds, in both languages: where, what is there, what should
be."""

from __future__ import annotations

from collections.abc import Mapping

_DANISH = {
    "GuardAway": ("værn {guard}", "mangler eller er ændret", "som denne version laver det"),
    "OutOfStep": ("position {position}", "log {logged}, hændelse {stored}", "{position}"),
    "TimeRanBackwards": ("position {position}", "recorded_at {recorded_at}", ">= {before}"),
    "BytesChanged": ("position {position}", "sha256 {sha256}", "{logged}"),
    "KindChanged": ("position {position} {column}", "type {kind}", "type {wanted}"),
    "VersionsNotWhole": ("strøm {stream}", "version {last}", "version {events}"),
    "ActorUnknown": ("position {position}", "aktør {actor}", "et medlems id"),
    "KeptFileChanged": ("gemt fil", "{sha256}", "{kept_as}"),
    "KeptFileLost": ("position {position} {name}", "ingen sådan fil", "{sha256}"),
    "ViewsNotCurrent": (
        "visninger",
        "version {version}, position {position}",
        "version {wanted_version}, position {last_position}",
    ),
    "RowTooMany": ("visning {view}", "{row}", "ingen sådan række"),
    "RowMissing": ("visning {view}", "ingen sådan række", "{row}"),
    "EventUnreadable": ("hændelser", "{error}", "en hændelse, der kan læses"),
    "AgreementDiffers": ("Aftalen i Bilag 1 for {quarter}", "{found}", "{replayed}"),
    "GoalDiffers": ("{goal} i Bilag 1 for {quarter}", "{found}", "{replayed}"),
    "IndicatorDiffers": ("indikator {indicator}", "{found}", "{replayed}"),
    "FocusDiffers": ("Bilag 2 {year}", "{found}", "{replayed}"),
    "PartnershipDiffers": ("{agreement} {part}", "{found}", "{replayed}"),
}

_ENGLISH = {
    "GuardAway": ("guard {guard}", "missing or changed", "as this version makes it"),
    "OutOfStep": ("position {position}", "log {logged}, event {stored}", "{position}"),
    "TimeRanBackwards": ("position {position}", "recorded_at {recorded_at}", ">= {before}"),
    "BytesChanged": ("position {position}", "sha256 {sha256}", "{logged}"),
    "KindChanged": ("position {position} {column}", "kind {kind}", "kind {wanted}"),
    "VersionsNotWhole": ("stream {stream}", "version {last}", "version {events}"),
    "ActorUnknown": ("position {position}", "actor {actor}", "a member's id"),
    "KeptFileChanged": ("kept file", "{sha256}", "{kept_as}"),
    "KeptFileLost": ("position {position} {name}", "no such file", "{sha256}"),
    "ViewsNotCurrent": (
        "views",
        "version {version}, position {position}",
        "version {wanted_version}, position {last_position}",
    ),
    "RowTooMany": ("view {view}", "{row}", "no such row"),
    "RowMissing": ("view {view}", "no such row", "{row}"),
    "EventUnreadable": ("events", "{error}", "an event that can be read"),
    "AgreementDiffers": ("The agreement in Bilag 1 of {quarter}", "{found}", "{replayed}"),
    "GoalDiffers": ("{goal} in Bilag 1 of {quarter}", "{found}", "{replayed}"),
    "IndicatorDiffers": ("indicator {indicator}", "{found}", "{replayed}"),
    "FocusDiffers": ("Bilag 2 {year}", "{found}", "{replayed}"),
    "PartnershipDiffers": ("{agreement} {part}", "{found}", "{replayed}"),
}


def _told(words: Mapping[str, tuple[str, str, str]], found: str, expected: str) -> dict[str, str]:
    """Each kind of `projections.differences` in three lines."""
    return {
        f"differs.{kind}": f"{where}\n  {found} {is_there}\n  {expected} {should_be}"
        for kind, (where, is_there, should_be) in words.items()
    }


DANISH = _told(_DANISH, "fundet:  ", "ventet:  ")
ENGLISH = _told(_ENGLISH, "found:   ", "expected:")
