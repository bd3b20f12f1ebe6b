FROM rockylinux:8.9
RUN yum install -y curl && yum clean all
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
