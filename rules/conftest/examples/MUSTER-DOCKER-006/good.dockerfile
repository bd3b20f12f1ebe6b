FROM debian:13.1
ADD --checksum=sha256:aaaa https://service.test/tool.tar.gz /opt/
ADD https /b
COPY a http://x
