FROM opensuse/leap:15.6
RUN zypper install -y curl=8.6.0 && zypper clean
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
