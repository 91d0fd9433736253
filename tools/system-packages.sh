#!/bin/sh
# System packages on Debian and Ubuntu: a browser and a Chinese font for the browser tests, Java for Spark, venv for Python.
set -eu
SUDO=""
[ "$(id -u)" -eq 0 ] || SUDO="sudo"
$SUDO apt-get update -qq
$SUDO apt-get install -y -qq --no-install-recommends chromium default-jre-headless fonts-wqy-microhei python3-venv git make
