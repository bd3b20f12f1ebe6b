FROM debian:12.5-slim as base
WORKDIR /one
FROM debian:12.6-slim as base
WORKDIR /two
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
