"""What the command line says of seals and of making their files anew, in Danish and English."""

from __future__ import annotations

DANISH = {
    "seal.done": "{what} er forseglet ved position {position} (seglet er position {at}).",
    "seal.restated": "{what} er forseglet på ny ved position {position} (seglet er position "
    "{at}). Broen fra det forrige segl er gemt med.",
    "seal.restated-paper": "{what} er forseglet på ny ved position {position} (seglet er position "
    "{at}).",
    "seal.paper-files": "  Dokumentets SHA-256 (JSON): {sha256}\n"
    "  Gemte filer: {n}. Hent dem med: tovholder seal files {name} -o MAPPE",
    "seal.files": "  Rapportens SHA-256: {sha256}\n  Mål uden indberetning: {missing}\n"
    "  Gemte filer: {n}. Hent dem med: tovholder seal files {name} -o MAPPE",
    "seal.none": "Intet er forseglet endnu. Forsegl et kvartal med: tovholder seal 2017-Q1",
    "seal.line": "{what}, segl {n}: {at} af {who}, ved position {position}",
    "seal.line-restated": "{what}, segl {n}: {at} af {who}, ved position {position}\n"
    "  Begrundelse: {reason}",
    "seal.no-files": "  Uden filer; rapportens SHA-256: {sha256}",
    "seal.taken-out": "{what}: {n} filer er skrevet til {folder}, som de blev forseglet.",
    "regenerate.working": "Seglene dannes på ny",
    "regenerate.identical": "{what}, segl {number}: uændret ({n} filer).",
    "regenerate.identical.one": "{what}, segl {number}: uændret (kun rapportens SHA-256).",
    "regenerate.differs": "{what}, segl {number}: stemmer IKKE med det, der blev forseglet.",
    "regenerate.altered": "  Hændelsen på position {position} er ikke længere den, der blev "
    "registreret.",
    "regenerate.damaged": "  Den gemte fil {name} er ikke længere den, der blev forseglet.",
    "regenerate.files": "  Bliver anderledes nu: {names}",
    "regenerate.cell": "  Første celle: {goal} {title}, {column}",
    "regenerate.head": "  Første forskel: rapportens hoved, {column}",
    "regenerate.place": "  Første forskel: {path} i {file}",
    "regenerate.old": "gemt",
    "regenerate.new": "nu",
    "regenerate.event": "    hændelse: position {position}, {at} af {who}",
    "regenerate.more": "  ... og {n} celler til.",
    "regenerate.more.one": "  ... og én celle til.",
    "regenerate.same-cells": "  Alle celler er de samme; det er filernes udformning, der er en "
    "anden.",
    "regenerate.more-places": "  ... og {n} steder til.",
    "regenerate.more-places.one": "  ... og ét sted til.",
    "regenerate.same-told": "  Det, dokumentet siger, er det samme; det er filernes udformning, "
    "der er en anden.",
    "regenerate.version": "  Dannet med {name} {then}, nu {now}.",
    "regenerate.sum": "{n} af {total} segl er uændrede.",
    "regenerate.sum.one": "Ét af {total} segl er uændret.",
    "paper.memo": "Redegørelsen for {about}",
    "paper.bilag2": "Bilag 2 for {about}",
    "paper.deliverables": "Leverancerne pr. {about}",
    "paper.homes": "Boligstatus pr. {about}",
    "paper.agenda": "Dagsordenen for {about}",
    "paper.minutes": "Referatet af {about}",
    "paper.indicators": "Indikatorerne til og med {about}",
    "paper.integrity": "Eftersynet af målene for {about}",
    "paper.bridge": "Broen fra {since} til {about}",
    "error.no-sealed-paper": "Intet er forseglet under navnet «{name}». Se, hvad der er, med: "
    "tovholder seal list",
    "error.no-such-paper": "Der er intet at forsegle: {what}. Se det først med: tovholder report",
    "error.template-names": "Skabelonen nævner {name}, som er medlem. Det, der forsegles, kan "
    "aldrig slettes igen: skriv enheden eller stillingen i stedet.",
}

ENGLISH = {
    "seal.done": "{what} is sealed at position {position} (the seal is position {at}).",
    "seal.restated": "{what} is sealed again at position {position} (the seal is position "
    "{at}). The bridge from the seal before is kept with it.",
    "seal.restated-paper": "{what} is sealed again at position {position} (the seal is position "
    "{at}).",
    "seal.paper-files": "  SHA-256 of the paper (JSON): {sha256}\n"
    "  Files kept: {n}. Take them out with: tovholder seal files {name} -o DIR",
    "seal.files": "  SHA-256 of the report: {sha256}\n  Goals without a report: {missing}\n"
    "  Files kept: {n}. Take them out with: tovholder seal files {name} -o DIR",
    "seal.none": "Nothing is sealed yet. Seal a quarter with: tovholder seal 2017-Q1",
    "seal.line": "{what}, seal {n}: {at} by {who}, at position {position}",
    "seal.line-restated": "{what}, seal {n}: {at} by {who}, at position {position}\n"
    "  Reason: {reason}",
    "seal.no-files": "  Without files; SHA-256 of the report: {sha256}",
    "seal.taken-out": "{what}: {n} files written to {folder}, as they were sealed.",
    "regenerate.working": "Making the seals anew",
    "regenerate.identical": "{what}, seal {number}: identical ({n} files).",
    "regenerate.identical.one": "{what}, seal {number}: identical (the report's SHA-256 only).",
    "regenerate.differs": "{what}, seal {number}: is NOT what was sealed.",
    "regenerate.altered": "  The event at position {position} is no longer the one that was "
    "recorded.",
    "regenerate.damaged": "  The kept file {name} is no longer the one that was sealed.",
    "regenerate.files": "  Come out otherwise now: {names}",
    "regenerate.cell": "  First cell: {goal} {title}, {column}",
    "regenerate.head": "  First difference: the head of the report, {column}",
    "regenerate.place": "  First difference: {path} in {file}",
    "regenerate.old": "kept",
    "regenerate.new": "now",
    "regenerate.event": "    event: position {position}, {at} by {who}",
    "regenerate.more": "  ... and {n} more cells.",
    "regenerate.more.one": "  ... and one more cell.",
    "regenerate.same-cells": "  All cells are the same; the files look otherwise.",
    "regenerate.more-places": "  ... and {n} more places.",
    "regenerate.more-places.one": "  ... and one more place.",
    "regenerate.same-told": "  What the paper tells is the same; the files look otherwise.",
    "regenerate.version": "  Made with {name} {then}, now {now}.",
    "regenerate.sum": "{n} of {total} seals are identical.",
    "regenerate.sum.one": "One of {total} seals is identical.",
    "paper.memo": "The memo for {about}",
    "paper.bilag2": "Bilag 2 of {about}",
    "paper.deliverables": "The deliverables as of {about}",
    "paper.homes": "The homes as of {about}",
    "paper.agenda": "The agenda of {about}",
    "paper.minutes": "The minutes of {about}",
    "paper.indicators": "The indicators up to {about}",
    "paper.integrity": "The integrity of the goals for {about}",
    "paper.bridge": "The bridge from {since} to {about}",
    "error.no-sealed-paper": "Nothing is sealed by the name “{name}”. See what there is with: "
    "tovholder seal list",
    "error.no-such-paper": "There is nothing to seal: {what}. Look at it first with: tovholder "
    "report",
    "error.template-names": "The template names {name}, who is a member. What is sealed can "
    "never be erased: write the unit or the office instead.",
}
