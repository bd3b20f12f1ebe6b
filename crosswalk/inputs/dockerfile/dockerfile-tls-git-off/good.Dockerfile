FROM debian:12.5-slim
RUN git config --global http.sslVerify true
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
