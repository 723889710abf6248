#!/usr/bin/env bash
# Makes the pictures of README from the real program on a pretend token: tmux shows the screen, awk draws it as SVG.
set -euo pipefail
cd "$(dirname "$0")/.."

room=/tmp/parafa
rm -rf "$room"
mkdir "$room"
trap 'tmux -L parafa-pictures kill-server 2>/dev/null || true; rm -rf "$room"' EXIT
cargo build --quiet --locked --bin parafa
program="$PWD/target/debug/parafa"
eval "$("$program" -m softhsm2 demo ro-siui-dolj --keep "$room/token" --env 2>/dev/null)"
unset PARAFA_PIN

# svg FILE: the text on standard input, 80 columns of it.
svg() {
    awk -v file="$1" '
        { gsub(/&/, "\\&amp;"); gsub(/</, "\\&lt;"); gsub(/>/, "\\&gt;"); line[NR] = $0 }
        END {
            height = NR * 18 + 24
            printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 %d\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n", height > file
            printf "<rect width=\"760\" height=\"%d\" rx=\"6\" fill=\"#1d2430\"/>\n", height > file
            for (row = 1; row <= NR; row++)
                printf "<text x=\"14\" y=\"%d\" fill=\"#dde3ea\" xml:space=\"preserve\" textLength=\"%s\">%s</text>\n", row * 18 + 10, "", line[row] > file
            print "</svg>" > file
        }'
    sed -i 's/ textLength=""//' "$1"
}

# shown WORDS: waits until they stand on the screen.
shown() {
    for _ in $(seq 50); do
        tmux -L parafa-pictures capture-pane -p | grep -q "$1" && sleep 0.5 && return
        sleep 0.2
    done
    echo "pictures: never shown: $1" >&2
    exit 1
}

# picture NAME: the screen as it is now.
picture() {
    tmux -L parafa-pictures capture-pane -p | svg "docs/pictures/$1.svg"
    echo "docs/pictures/$1.svg"
}

mkdir -p docs/pictures
tmux -L parafa-pictures new-session -d -x 80 -y 24 "$program"
shown 'Certificates on this token'
picture home
tmux -L parafa-pictures send-keys Enter
shown 'Step '
picture case
tmux -L parafa-pictures send-keys Escape
shown 'Certificates on this token'
tmux -L parafa-pictures send-keys n
shown 'what is it for'
picture new
