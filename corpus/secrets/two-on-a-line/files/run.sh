#!/bin/sh
STRIPE_KEY={{secret:stripe-key:10}} SENDGRID_API_KEY={{secret:sendgrid-key:10}} node server.js
GITHUB_TOKEN={{secret:github-token:11}} DEPLOY_TOKEN={{secret:github-token:12}} ./deploy.sh
