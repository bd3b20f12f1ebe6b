FROM rockylinux:8.9
RUN yum check -y && yum clean all
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
