FROM debian:13.1
ADD https://service.test/tool.tar.gz /opt/
