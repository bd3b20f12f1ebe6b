#!/bin/sh
export NPM_TOKEN={{secret:npm-token:50}}
