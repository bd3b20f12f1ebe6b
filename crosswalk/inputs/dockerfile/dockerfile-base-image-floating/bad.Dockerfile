FROM golang AS build
WORKDIR /src
FROM debian:latest
COPY --from=build /src/app /usr/local/bin/app
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
