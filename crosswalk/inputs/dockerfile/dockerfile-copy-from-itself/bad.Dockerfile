FROM golang:1.22.4 as build
WORKDIR /src
FROM debian:12.5-slim as app
COPY --from=app /src/app /usr/local/bin/app
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
