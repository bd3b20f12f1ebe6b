FROM registry.example/base:1.2
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
