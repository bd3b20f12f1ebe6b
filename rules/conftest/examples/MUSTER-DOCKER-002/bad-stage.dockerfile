FROM debian:13.1 AS build
USER app
FROM debian:13.1
COPY --from=build /a /a
