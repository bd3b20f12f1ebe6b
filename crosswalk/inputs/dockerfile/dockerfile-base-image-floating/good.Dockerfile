FROM golang:1.22.4 AS build
WORKDIR /src
FROM debian:12.5-slim
COPY --from=build /src/app /usr/local/bin/app
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
