#!/bin/sh
# Make an environment with other command lines at fixed versions: sh tests/bench/peers.sh FOLDER
set -eu
python3 -m venv "$1"
"$1/bin/pip" install -q \
  copier==9.19.1 cookiecutter==2.7.1 commitizen==4.19.3 pipx==1.18.4 nox==2026.10.20 \
  httpie==3.2.4 rich-cli==1.8.1 questionary==2.1.1
