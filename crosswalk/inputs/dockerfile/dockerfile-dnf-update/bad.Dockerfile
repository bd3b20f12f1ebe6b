FROM fedora:40
RUN dnf upgrade -y && dnf clean all
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
