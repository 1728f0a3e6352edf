#!/bin/sh
# The main job in two minutes: the example agreement, one new status, and Bilag 1 for the first
# quarter of 2017 as it was known before and after. Everything is written to the folder demo/.
set -eu
folder=demo
rm -rf "$folder" && mkdir -p "$folder"
export TOVHOLDER_DB="$folder/tovholder.db"
width=$( { [ -t 1 ] && stty size 2>/dev/null | cut -d' ' -f2; } || echo 100)

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() {
    line='$'
    for word in "$@"; do case $word in *[\ \;]*) line="$line \"$word\"" ;; *) line="$line $word" ;; esac; done
    printf '\033[2m%s\033[0m\n' "$line"
    "$@"
}

say '1. En hovedbog med Hovedaftalen 2015-2018 og Bilag 1 for 1. kvartal 2017 (eksemplet)'
run tovholder init --example
before=$(tovholder report bilag1 --quarter 2017-Q1 --format json | sed -n 's/^  "position": \([0-9]*\),$/\1/p')

say "2. Bilag 1 for 1. kvartal 2017, som det er kendt nu (position $before)"
run tovholder report bilag1 --quarter 2017-Q1 --width "$width"

say '3. En tovholder i TMF melder en ny status'
run tovholder member add 'Mette Holm' --unit TMF
run tovholder status E-mærker 'delvist opfyldt' --quarter '1. kvartal 2017' --as 'Mette Holm' \
    --text 'Handlingsplaner er aftalt med fire boligorganisationer; vinduer udskiftes i tre afdelinger.'

say '4. Det samme mål, som det var kendt før og efter'
run tovholder status emærkerne --quarter 1K2017 --known-at "$before"
run tovholder status emærkerne --quarter 1K2017

say "5. Hele Bilag 1 efter, og igen som det var kendt ved position $before"
run tovholder report bilag1 --quarter 2017-Q1 --width "$width"
for kind in html md csv json; do
    run tovholder report bilag1 --quarter 2017-Q1 -o "$folder/bilag1-1K2017.$kind"
    run tovholder report bilag1 --quarter 2017-Q1 --known-at "$before" -o "$folder/bilag1-1K2017-kendt-ved-$before.$kind"
done

say '6. Overblikket, og beviset for at alt stemmer'
run tovholder status --quarter 2017-Q1
run tovholder projections verify

cat <<END

Prøv nu selv:
  Åbn $folder/bilag1-1K2017.html i en browser.
  export TOVHOLDER_DB=$TOVHOLDER_DB PATH="\$PWD/.venv/bin:\$PATH"
  tovholder history E-mærker                       hvad er meldt, hvornår og af hvem
  tovholder explain E-mærker målopfyldelse         hændelserne bag én celle
  tovholder status Udsættelser opfyldt --text 'Færre end 457 udsættelser i 2017.'
  tovholder import bilag1 FIL                      jeres eget Bilag 1 (tekst, CSV, XLSX eller DOCX)
  tovholder --help
END
