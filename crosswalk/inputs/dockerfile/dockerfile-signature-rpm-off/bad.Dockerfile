FROM fedora:40
RUN rpm --install --nosignature /srv/app.rpm
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
