FROM debian:12.5-slim
ENV GIT_SSL_CAINFO=/etc/ssl/ca.pem
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
