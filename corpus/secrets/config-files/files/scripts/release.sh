#!/bin/sh
set -eu
export NPM_TOKEN={{secret:npm-token:2}}
curl -H "Authorization: token {{secret:github-token:4}}" https://api.example.com/releases
npm publish
