FROM debian:13.1
ARG NPM_TOKEN=obviously-fake
