FROM debian:13.1 AS base
USER app
FROM base AS build
USER root
FROM base
COPY --from=build /a /a
