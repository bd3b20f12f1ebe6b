#!/bin/sh
: "${NPM_TOKEN:?}"
