#!/bin/sh
# Starts the service, and waits until it answers.
set -eu
docker compose up --detach --wait
