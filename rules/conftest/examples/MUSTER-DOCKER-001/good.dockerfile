FROM debian:13.1
