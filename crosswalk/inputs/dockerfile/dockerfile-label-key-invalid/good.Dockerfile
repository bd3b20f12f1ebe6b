FROM debian:12.5-slim
LABEL team="a"
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
