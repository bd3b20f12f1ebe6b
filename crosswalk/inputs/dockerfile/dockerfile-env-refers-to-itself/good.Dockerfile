FROM debian:12.5-slim
ENV BASE=/srv DATA=/srv/data
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
