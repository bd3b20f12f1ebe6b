FROM debian:13.1
USER 0:0
