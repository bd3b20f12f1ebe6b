FROM fedora:40
RUN dnf config-manager --setopt=sslverify=true --save
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
