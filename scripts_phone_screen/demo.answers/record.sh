#!/bin/sh
# Makes the demo candidate's recordings from the texts beside this script: flite's voice slt, 16 kHz, 16 bit, mono.
# Needs the Debian packages flite and sox. Give names (without .txt) to record only those.
set -eu
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- $(ls ./*.txt | sed 's|^\./||; s|\.txt$||')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in "$@"; do
    flite -voice slt -f "$name.txt" -o "$work/spoken.wav"
    # Dither is left out (-D), so that the same texts give the same files; 0.2 s of silence leads in and out.
    sox -D "$work/spoken.wav" -r 16000 -b 16 -c 1 "$name.flac" pad 0.2 0.2
done
