FROM debian:13.1
RUN --mount=type=secret,id=token curl -H "X: $(cat /run/secrets/token)" https://service.test
