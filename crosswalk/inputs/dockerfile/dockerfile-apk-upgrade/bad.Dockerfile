FROM alpine:3.20
RUN apk --no-cache upgrade
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
