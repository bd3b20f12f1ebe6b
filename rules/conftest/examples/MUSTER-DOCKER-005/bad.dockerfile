FROM debian:13.1
EXPOSE 80 22/tcp
