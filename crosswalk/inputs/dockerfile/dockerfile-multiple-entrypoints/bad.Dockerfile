FROM debian:12.5-slim
ENTRYPOINT ["nice"]
ENTRYPOINT ["env"]
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
