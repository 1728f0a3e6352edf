"""What is repaired and what is wrong in a document, in English; the readers tell it in Danish."""

from __future__ import annotations

from cli.reading import Sentence

ENGLISH = {
    "rækken har et hævet tal lige efter et tal, måske en note; skriv det ud": (
        "the row has a raised figure right after a figure, perhaps a note; write it out"
    ),
    "filen er tom": "the file is empty",
    "Kolonnen “{head}” læses ikke.": "The column “{head}” is not read.",
    "Mærker som <p> er formatering og hører ikke til teksten.": (
        "Marks like <p> are formatting and no part of the text."
    ),
    "HTML-koder er læst som de tegn, de står for.": (
        "HTML codes are read as the characters that they stand for."
    ),
    "Et billede eller en figur i cellen læses ikke.": (
        "A picture or a figure in the cell is not read."
    ),
    "En kommentar til cellen læses ikke.": "A comment on the cell is not read.",
    "En fodnote eller slutnote til cellen læses ikke.": (
        "A footnote or an endnote of the cell is not read."
    ),
    "rækken har en rulleliste eller et afkrydsningsfelt, som ikke kan læses; skriv det som tekst": (
        "the row has a drop-down list or a check box that cannot be read; write it as text"
    ),
    "rækken har et billede og ingen tekst; skriv det, som billedet viser, eller slet rækken": (
        "the row has a picture and no text; write what the picture shows, or delete the row"
    ),
    "filen er en gammel eller krypteret Office-fil; gem den som XLSX eller DOCX": (
        "the file is an old or encrypted Office file; save it as XLSX or DOCX"
    ),
    "filen er en PDF-fil; gem tabellen som XLSX, DOCX, CSV eller tekst": (
        "the file is a PDF; save the table as XLSX, DOCX, CSV or text"
    ),
    "filen er en RTF-fil; gem den som DOCX": "the file is an RTF file; save it as DOCX",
    "tabellen har overskrifter, men ingen rækker": "the table has heads, but no rows",
    "endelsen “{suffix}” er ikke .txt, .tsv, .csv, .json, .xlsx, .docx": (
        "the suffix “{suffix}” is not .txt, .tsv, .csv, .json, .xlsx, .docx"
    ),
    "der er ingen tabel med overskrifterne Målsætning, Tema, Tid, Indhold, Status - "
    "<kvartal>, Målopfyldelse og Tovholder": (
        "there is no table with the heads Målsætning, Tema, Tid, Indhold, Status - <kvartal>, "
        "Målopfyldelse and Tovholder"
    ),
    "filen er større end {mib} MiB": "the file is larger than {mib} MiB",
    "filens indhold passer ikke til endelsen “{suffix}”": (
        "what is in the file does not fit the suffix “{suffix}”"
    ),
    "tabellen er for {quarter}, men den i linje {line} er for {first}; "
    "gem hvert kvartal i sin egen fil": (
        "the table is for {quarter}, but that in line {line} is for {first}; save each quarter in "
        "a file of its own"
    ),
    "der er mere end {n} målsætninger": "there are more than {n} goals",
    "målsætningen står også i linje {line} i afsnit {section}": (
        "the goal stands in line {line} of section {section} too"
    ),
    "det samme står også i linje {line} på arket “{there}” i afsnit {section}": (
        "the same stands in line {line} of the sheet “{there}” in section {section} too"
    ),
    "nummeret står også i linje {line} i afsnit {section}": (
        "the number stands in line {line} of section {section} too"
    ),
    "rækken har registrerede ændringer; godkend eller afvis dem": (
        "the row has tracked changes; accept or reject them"
    ),
    "rækken har gennemstreget eller skjult tekst; slet den, eller fjern formateringen": (
        "the row has struck-through or hidden text; delete it, or take the formatting away"
    ),
    "en celle indeholder en tabel eller et tekstfelt": "a cell holds a table or a text box",
    "rækken har et symbol eller en formel, som ikke kan læses; skriv det som tekst": (
        "the row has a symbol or a formula that cannot be read; write it as text"
    ),
    "rækken har flettede celler; del dem og udfyld hver celle": (
        "the row has merged cells; split them and fill in each"
    ),
    "filen er ikke en DOCX-fil": "the file is not a DOCX file",
    "DOCX-filen kan ikke læses: {error}": "the DOCX file cannot be read: {error}",
    "JSON-filen er større end {mib} MiB": "the JSON file is larger than {mib} MiB",
    "filen er ikke et Bilag 1, som Tovholder skriver det ({error})": (
        "the file is not a Bilag 1 as Tovholder writes it ({error})"
    ),
    "statuskolonnerne skal være to kvartaler i træk, men er {read}": (
        "the status columns must be two quarters in a row, but are {read}"
    ),
    "overskriften “{text}” passer på flere afsnit: {letters}": (
        "the head “{text}” fits several sections: {letters}"
    ),
    "“{head}” kan være en statuskolonne; skriv fx “Status - 1. kvartal 2017”": (
        "“{head}” may be a status column; write for example “Status - 1. kvartal 2017”"
    ),
    "Kvartalet i overskriften er læst trods læsefejl.": (
        "The quarter in the head is read in spite of the damage."
    ),
    "overskriften “{text}” nævner ikke et af aftalens afsnit ({known})": (
        "the head “{text}” names no section of the agreement ({known})"
    ),
    "kolonnen står der to gange": "the column stands there twice",
    "kvartalet kan ikke læses i overskriften “{text}”; skriv fx “Status - 1. kvartal 2017”": (
        "the quarter cannot be read in the head “{text}”; write for example “Status - 1. kvartal "
        "2017”"
    ),
    "filen har mere end {n} linjer med celler": "the file has more than {n} lines with cells",
    "linjen har {n} celler; grænsen er {limit}": "the line has {n} cells; the limit is {limit}",
    "filen er beskadiget og kan ikke pakkes ud": "the file is damaged and cannot be unpacked",
    "filen fylder mere end {mib} MiB udpakket": "the file is more than {mib} MiB unpacked",
    "filen har flere end {n} dele": "the file has more than {n} parts",
    "to dele af filen har samme navn": "two parts of the file have the same name",
    "filen er beskyttet med adgangskode": "the file is protected by a password",
    "filen er pakket på en måde, som Office ikke bruger": (
        "the file is packed in a way that Office does not use"
    ),
    "En tom celle ({column}) var faldet ud af rækken; cellerne efter den er rykket på plads.": (
        "An empty cell ({column}) had dropped out of the row; the cells after it are moved "
        "into place."
    ),
    "Rækken havde en tom celle for meget; cellerne efter den er rykket på plads.": (
        "The row had an empty cell too many; the cells after it are moved into place."
    ),
    "Temaet er skrevet med sin kode fra aftalen.": (
        "The theme is written with its code in the agreement."
    ),
    "“{text}” kan være “Ændret” og et beskadiget “Uændret”": (
        "“{text}” may be “Ændret” (changed) and a damaged “Uændret” (unchanged)"
    ),
    "Ordet er læst som “Uændret”.": "The word is read as “Uændret” (unchanged).",
    "“{step}” kan ikke bruges i afsnit {section}": "“{step}” cannot be used in section {section}",
    "Ordet er læst som “{step}” fra aftalens skala.": (
        "The word is read as “{step}” of the agreement's scale."
    ),
    "rækken hører til flere afsnit ({places})": "the row belongs to several sections ({places})",
    "hverken overskriften eller rækken siger, hvilket afsnit målsætningen hører til": (
        "neither the head nor the row says which section the goal belongs to"
    ),
    "Tema og tid stod i samme celle og er skilt ad.": (
        "Theme and time stood in one cell and are taken apart."
    ),
    "“{text}” er ikke et af aftalens afsnit": "“{text}” is no section of the agreement",
    "“{text}” kan være tema og tid eller kun en tid; skriv dem i hver sin celle": (
        "“{text}” may be theme and time or a time alone; write them in cells of their own"
    ),
    "rækkens celler kan fordeles på flere måder ({columns})": (
        "the cells of the row can be put in several ways ({columns})"
    ),
    "teksten står i tabellen, men er ikke en række; slet den, eller flyt den op over tabellen": (
        "the text stands in the table, but is no row; delete it, or move it above the table"
    ),
    "Rækken var brudt over to linjer og er samlet.": (
        "The row was broken over two lines and is put together."
    ),
    "“{word}” er ikke på aftalens skala ({known})": (
        "“{word}” is not on the agreement's scale ({known})"
    ),
    "linjens {n} celler kan ikke fordeles på tabellens {columns} kolonner": (
        "the {n} cells of the line cannot be put into the {columns} columns of the table"
    ),
    "linjen ligner en række, men teksten i linje {line} slutter tabellen; "
    "slet eller flyt den tekst, eller sæt overskrifterne over rækken": (
        "the line looks like a row, but the text in line {line} ends the table; delete or move "
        "that text, or put the heads above the row"
    ),
    "linjen ligner en række, men står uden for en tabel med overskrifter": (
        "the line looks like a row, but stands outside a table with heads"
    ),
    "linjen ligner en række, men dens celler er ikke skilt med tabulatorer": (
        "the line looks like a row, but its cells are not kept apart by tabs"
    ),
    "teksten kan være slutningen på rækken lige over den": (
        "the text may be the end of the row just above it"
    ),
    "rækken kan slutte på denne linje eller på den næste": (
        "the row may end on this line or on the next"
    ),
    "rækken er brudt over to linjer, som kan samles på flere måder": (
        "the row is broken over two lines, which can be put together in several ways"
    ),
    "“{text}” ligner ikke en enhed, og målopfyldelse mangler": (
        "“{text}” does not look like a unit, and the fulfilment is missing"
    ),
    "rækken har ingen målsætning": "the row has no goal",
    "“{theme}” er ikke et af aftalens temaer ({known})": (
        "“{theme}” is no theme of the agreement ({known})"
    ),
    "Filen er ikke UTF-8 og er læst som Windows-1252.": (
        "The file is not UTF-8 and is read as Windows-1252."
    ),
    "linjen er ikke UTF-8, men resten af filen er; gem den som UTF-8": (
        "the line is not UTF-8, but the rest of the file is; save it as UTF-8"
    ),
    "tekstfilen er større end {mib} MiB": "the text file is larger than {mib} MiB",
    "filen indeholder NUL-tegn og er ikke almindelig tekst; gem den som UTF-8": (
        "the file has NUL characters and is no plain text; save it as UTF-8"
    ),
    "filen er hverken UTF-8 eller Windows-1252": "the file is neither UTF-8 nor Windows-1252",
    "linjen har {n} celler": "the line has {n} cells",
    "CSV-filen kan ikke læses: {error}": "the CSV file cannot be read: {error}",
    "rækken er skjult, måske af et filter; vis den, eller slet den": (
        "the row is hidden, perhaps by a filter; show it, or delete it"
    ),
    "arket er skjult; vis det, eller slet det": "the sheet is hidden; show it, or delete it",
    "en celle står i en skjult kolonne; vis kolonnen, eller slet den": (
        "a cell stands in a hidden column; show the column, or delete it"
    ),
    "en celle er gennemstreget; slet dens tekst, eller fjern stregen": (
        "a cell is struck through; delete its text, or take the line away"
    ),
    "cellen holder {content} og vises som noget andet; skriv den som tekst": (
        "the cell holds {content} and shows something else; write it as text"
    ),
    "filen er ikke en XLSX-fil": "the file is not an XLSX file",
    "cellen holder fejlen {content}": "the cell holds the error {content}",
    "XLSX-filen kan ikke læses: {error}": "the XLSX file cannot be read: {error}",
    "en formel har ingen gemt værdi; gem filen i Excel først": (
        "a formula has no stored value; save the file in Excel first"
    ),
    "filen har mere end {mib} MiB XML": "the file has more than {mib} MiB of XML",
    "{part} har flere eller dybere elementer end tilladt": (
        "{part} has more or deeper elements than are allowed"
    ),
    "arket går ud over række {limit}": "the sheet goes beyond row {limit}",
    "{part}: rækkerne står ikke i orden": "{part}: the rows are not in order",
    "arket går ud over kolonne {limit}": "the sheet goes beyond column {limit}",
    "{part}: cellerne står ikke i orden": "{part}: the cells are not in order",
    "{part} har en DTD eller egne entiteter, som ikke læses": (
        "{part} has a DTD or entities of its own, which are not read"
    ),
    "{part} er ikke gyldig XML": "{part} is not valid XML",
    "tabellen mangler kolonnen {column}": "the table lacks the column {column}",
    "tabellen mangler kolonnen {column}; giv den dens navn, hvis den er en af de "
    "ukendte: {unknown}": (
        "the table lacks the column {column}; give it its name if it is one of the unknown "
        "ones: {unknown}"
    ),
}
"""The English form of each form of a `Sentence`."""


def in_language(lang: str, sentence: Sentence) -> str:
    """The sentence in the language; what stands in the document is told as it stands there."""
    if lang == "da":
        return sentence
    there = f" (sheet “{sentence.sheet}”)" if sentence.sheet else ""
    return ENGLISH[sentence.form].format(**sentence.values) + there
