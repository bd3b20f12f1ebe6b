FROM fedora:40
RUN dnf install -y curl-8.6.0 && dnf clean all
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
