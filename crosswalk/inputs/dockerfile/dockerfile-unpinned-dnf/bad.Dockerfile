FROM fedora:40
RUN dnf install -y curl && dnf clean all
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
