FROM debian:13.1
HEALTHCHECK CMD ["app", "--health"]
