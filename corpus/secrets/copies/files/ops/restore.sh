#!/bin/sh
# Copied from credentials.ini, profile default.
export AWS_ACCESS_KEY_ID={{secret:aws-access-key-id:20}}
export AWS_SECRET_ACCESS_KEY={{secret:aws-secret-access-key:20}}
export NPM_TOKEN={{secret:npm-token:20}}
export NPM_TOKEN_OLD={{secret:npm-token:21}}
aws s3 sync s3://backup .
