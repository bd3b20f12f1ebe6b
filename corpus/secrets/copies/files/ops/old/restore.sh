#!/bin/sh
export NPM_TOKEN={{secret:npm-token:20}}
export STRIPE_KEY={{secret:stripe-key:20}}
