FROM fedora-minimal:40
RUN microdnf install -y curl-8.6.0 && microdnf clean all
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
