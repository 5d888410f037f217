#!/usr/bin/env bash
# Make .venv and install the package with all it needs. Quick when nothing changed; run by make.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; found $("$python" --version 2>&1). Try: make PYTHON=python3.11 ..." >&2
    exit 1
}

as_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
updated=
install() {
    [ -n "$updated" ] || { apt-get update -qq && updated=yes; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Debian keeps ensurepip, without which there is no pip in a venv, in a package of its own.
if [ ! -x .venv/bin/pip ] && ! "$python" -c 'import ensurepip' 2>/dev/null; then
    package="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if as_root; then
        echo "Installing $package ..."
        install "$package"
    else
        echo "Python's venv module is incomplete. Install it with: sudo apt-get install $package" >&2
        exit 1
    fi
fi

# Vietnamese data for OCR; all else works without.
found=
for data in /usr/share/tesseract-ocr/*/tessdata/vie.traineddata "${TESSDATA_PREFIX:-/usr/share/tessdata}/vie.traineddata" \
    "${VANTHU_TESSDATA:-/usr/share/tessdata}/vie.traineddata"; do
    [ -e "$data" ] && found=yes
done
if [ -z "$found" ]; then
    if as_root; then
        echo "Installing tesseract-ocr-vie ..."
        install tesseract-ocr-vie || echo "tesseract-ocr-vie could not be installed: scanned pages stay unread." >&2
    else
        echo "Scanned pages will stay unread; for OCR: sudo apt-get install tesseract-ocr-vie" >&2
    fi
fi

[ -x .venv/bin/pip ] || "$python" -m venv .venv
echo "Installing the package and its dependencies into .venv ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,scale]'
.venv/bin/python -c 'import tests.compose' || {
    echo "A dependency brings a package named tests, which hides ours: see .venv/lib/python*/site-packages/tests" >&2
    exit 1
}
touch .venv/.ready
