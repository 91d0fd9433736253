#!/bin/sh
# System packages on Debian and Ubuntu: the sandbox for grading, a browser and a Chinese font for its tests,
# Java for Spark, venv.
set -eu
SUDO=""
[ "$(id -u)" -eq 0 ] || SUDO="sudo"
$SUDO apt-get update -qq
$SUDO apt-get install -y -qq --no-install-recommends \
  bubblewrap chromium default-jre-headless fonts-wqy-microhei python3-venv git make
