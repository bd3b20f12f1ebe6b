FROM alpine:3.20
RUN apk add --no-cache curl
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
