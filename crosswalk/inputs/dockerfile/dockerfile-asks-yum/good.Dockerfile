FROM rockylinux:8.9
RUN yum install -y curl-7.61.1 && yum clean all
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
