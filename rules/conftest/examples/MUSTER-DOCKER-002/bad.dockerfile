FROM debian:13.1
USER app
USER root
