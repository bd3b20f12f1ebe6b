FROM debian:12.5-slim
RUN apt-get -y dist-upgrade
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
